package io.github.minimax4j.spring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/** Finds what is missing or wrong in the properties of a model, and names the property, not the setter. No value is repeated. */
final class PropertyCheck {

    /** The binder leaves a placeholder that nothing defines as it stands, and the service would get it as a key. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.\\-]+)[:}]");

    private static final Pattern FIRST_WORD = Pattern.compile("[a-z][A-Za-z]*");

    private final ModelGroup group;

    private final PropertyResolver properties;

    PropertyCheck(ModelGroup group, PropertyResolver properties) {
        this.group = group;
        this.properties = properties;
    }

    /** Checks what the builders cannot tell as well: what was not given. */
    void connection(ConnectionSettings settings) {
        noPlaceholder("api-key", settings.apiKey());
        noPlaceholder("base-url", settings.baseUrl());
        noPlaceholder("chat-path", settings.chatPath());
        for (Map.Entry<String, String> header : settings.headers().entrySet()) {
            noPlaceholder("custom-headers." + header.getKey(), header.getValue());
        }
        if (settings.apiKey() != null && settings.apiKey().isBlank()) {
            String property = group.propertyInForce("api-key", properties);
            throw new MiniMaxPropertyException(
                    "The MiniMax API key (" + property + ") is set but empty.",
                    "Give the variable behind " + property
                            + " a value. To start without MiniMax, remove the property or set " + ModelGroup.ROOT
                            + "enabled=false. A server that needs no key takes any text as one.");
        }
    }

    String modelName(@Nullable String modelName) {
        noPlaceholder("model-name", modelName);
        if (modelName == null || modelName.isBlank()) {
            String property = group.propertyInForce("model-name", properties);
            throw new MiniMaxPropertyException(
                    "No MiniMax model is named: " + property + " is "
                            + (modelName == null ? "not set" : "set but empty") + ".",
                    "Set " + property
                            + ", for example to MiniMax-M3 or MiniMax-M3.1-Flash. There is no default, because "
                            + "MiniMax retires models within months and then refuses their names.");
        }
        return modelName;
    }

    private void noPlaceholder(String name, @Nullable String value) {
        Matcher placeholder = PLACEHOLDER.matcher(value == null ? "" : value);
        if (placeholder.find()) {
            String property = group.propertyInForce(name, properties);
            String variable = placeholder.group(1);
            throw new MiniMaxPropertyException(
                    property + " refers to the placeholder " + variable + ", which nothing defines.",
                    "Define " + variable
                            + ", for example as an environment variable. Where MiniMax is optional, as in tests, set "
                            + ModelGroup.ROOT + "enabled=false.");
        }
    }

    /** Runs what applies properties to a builder, and turns its complaint about a setting into one about the property. */
    <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            MiniMaxPropertyException explained = explain(String.valueOf(e.getMessage()));
            if (explained == null) {
                throw e; // of a customizer's making
            }
            explained.initCause(e);
            throw explained;
        }
    }

    private @Nullable MiniMaxPropertyException explain(String complaint) {
        Matcher setting = FIRST_WORD.matcher(complaint);
        if (setting.lookingAt()) {
            String property = propertyBehind(kebabCase(setting.group()));
            return property == null ? null : wrong(property, complaint.substring(setting.end()));
        }
        return complaint.toLowerCase(Locale.ROOT).contains("header")
                ? wrong(group.propertyInForce("custom-headers", properties), " is not usable. " + complaint)
                : null;
    }

    private @Nullable String propertyBehind(String setting) {
        // timeout stands for two settings of the client's
        List<String> names = setting.endsWith("-timeout") ? List.of(setting, "timeout") : List.of(setting);
        return names.stream()
                .map(name -> group.propertyInForce(name, properties))
                .filter(properties::containsProperty)
                .findFirst()
                .orElse(null);
    }

    private static MiniMaxPropertyException wrong(String property, String complaint) {
        return new MiniMaxPropertyException(
                property + complaint + (complaint.endsWith(".") ? "" : "."), "Correct the value of " + property + ".");
    }

    private static String kebabCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
