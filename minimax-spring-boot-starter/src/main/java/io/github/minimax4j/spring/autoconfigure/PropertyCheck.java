package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.PropertySources;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.ConnectionProperties.InForce;
import io.github.minimax4j.spring.properties.ConnectionProperties.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Finds missing and invalid properties of a model, and names the property and where it is set, not the setter. Messages repeat no value.
 */
final class PropertyCheck {

    /** The binder leaves an undefined placeholder unchanged, and the service would receive it as a key. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.\\-]+)[:}]");

    private static final Pattern FIRST_WORD = Pattern.compile("[a-z][A-Za-z_]*");

    /** Matches messages of the builders about a further field that is not allowed. */
    private static final Pattern FIELD_HELD = Pattern.compile("holds '([^']+)'");

    /** The properties of builders' settings, and of fields in their messages, whose names differ. */
    private static final Map<String, String> PROPERTY_OF_SETTING = Map.of(
            "stop-sequences", "stop",
            "max-batch-size", "max-segments-per-batch",
            "cache-size", "token-count-estimator.cache-size",
            "extra-body", "custom-parameters",
            "image-file", "subject-references",
            "vol", "volume",
            "voice-id", "voice",
            "channel", "channels");

    /** Matches messages of the builders about an invalid header. */
    private static final Pattern HEADER = Pattern.compile("\\bheader ([^ ]+)");

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern USUAL_NAME = Pattern.compile("[A-Za-z0-9-]+");

    private final ModelGroup group;

    private final Environment properties;

    /**
     * Prepares the checks of one model.
     *
     * @param group      the model's properties
     * @param properties all properties of the application
     */
    PropertyCheck(ModelGroup group, Environment properties) {
        this.group = group;
        this.properties = properties;
    }

    /**
     * Checks for missing properties, which the builders cannot report as well. The key is checked where it is used.
     *
     * @param settings the effective properties of the connection
     */
    void connection(List<InForce> settings) {
        for (InForce setting : settings) {
            if (setting.value() instanceof String text && !setting.name().equals("api-key")) {
                noPlaceholder(setting.name(), text);
            } else if (setting.value() instanceof Map<?, ?> texts) {
                texts.forEach((name, text) -> entry(setting.name(), String.valueOf(name), String.valueOf(text)));
            }
        }
    }

    private void entry(String map, String name, String text) {
        String property = entryInForce(map, name);
        noPlaceholderIn(property, text);
        if (name.isBlank()) {
            throw wrong(property, " has a blank name");
        }
        if (map.equals("custom-headers") && !HEADER_NAME.matcher(name).matches()) {
            throw wrong(property, " has a name that HTTP does not allow for a header");
        }
    }

    /** Checks the name of an SSL bundle, which must not be empty. */
    void sslBundle(String name) {
        if (name.isBlank()) {
            throw wrong(group.propertyInForce("ssl-bundle", properties), " is set but empty");
        }
    }

    /** Checks the key, which may be omitted but not empty. */
    void apiKey(@Nullable String apiKey) {
        noPlaceholder("api-key", apiKey);
        if (apiKey != null && apiKey.isBlank()) {
            String property = group.propertyInForce("api-key", properties);
            throw new MiniMaxPropertyException(
                    "The MiniMax API key " + withOrigin(property) + " is set but empty.",
                    "Give the variable behind " + property
                            + " a value. To start without MiniMax, remove the property or set " + ModelGroup.ROOT
                            + "enabled=false. A server that needs no key takes any text as one.");
        }
    }

    /** Checks the name of the model, which must be set. */
    String modelName(@Nullable String modelName) {
        noPlaceholder("model-name", modelName);
        if (modelName == null || modelName.isBlank()) {
            String property = group.propertyInForce("model-name", properties);
            throw new MiniMaxPropertyException(
                    "No MiniMax model is named: " + withOrigin(property) + " is "
                            + (modelName == null ? "not set" : "set but empty") + ".",
                    "Set " + property
                            + ", for example to " + group.exampleOfModelName() + ". There is no default, because "
                            + "MiniMax retires models within months and then refuses their names.");
        }
        return modelName;
    }

    /**
     * Checks values that the JDK would accept, or reject without naming the property.
     *
     * @param prefix the prefix of the proxy's properties, at the root or in a group
     * @param proxy  its properties
     */
    ProxySettings proxy(String prefix, Proxy proxy) {
        String host = proxy.host() == null ? "" : proxy.host().strip();
        int port = proxy.port() == null ? ProxySettings.DEFAULT_PORT : proxy.port();
        String username = proxy.username() == null ? "" : proxy.username();
        String password = proxy.password() == null ? "" : proxy.password();
        noPlaceholderIn(prefix + "host", host);
        noPlaceholderIn(prefix + "username", username);
        noPlaceholderIn(prefix + "password", password);
        if (host.isEmpty()) {
            throw new MiniMaxPropertyException(
                    withOrigin(prefix + "host") + " is " + (proxy.host() == null ? "not set" : "set but empty")
                            + ", but another property of the proxy is.",
                    "Set " + prefix + "host, or remove the properties that begin with " + prefix + ".");
        }
        if (host.contains("/") || host.contains("@") || host.contains(" ")) {
            throw wrong(prefix + "host", " must be a host name or address alone, without http:// or a login");
        }
        if (!ProxySettings.isHost(host)) {
            throw new MiniMaxPropertyException(
                    withOrigin(prefix + "host") + " holds more than a host name or address.",
                    "Set " + prefix + "port to what follows the colon, and " + prefix + "host to what is before it.");
        }
        if (port < 1 || port > 65535) {
            throw wrong(prefix + "port", " is " + port + ": it must be from 1 to 65535");
        }
        if (username.isEmpty() != password.isEmpty()) {
            throw new MiniMaxPropertyException(
                    withOrigin(prefix + (username.isEmpty() ? "password" : "username")) + " is set, but there is no "
                            + (username.isEmpty() ? "username" : "password") + " to it.",
                    "Set both " + prefix + "username and " + prefix + "password, or neither.");
        }
        noControlCharacters(prefix + "username", username);
        noControlCharacters(prefix + "password", password);
        if (username.indexOf(':') >= 0) {
            throw wrong(prefix + "username", " has a colon, which HTTP does not allow in the name of a login");
        }
        return new ProxySettings(host, port, username, password);
    }

    private void noControlCharacters(String property, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(property, " has line breaks or other control characters, which HTTP does not allow in a login");
        }
    }

    /**
     * Checks the texts of the group that are sent to the service unchanged.
     *
     * @param texts by the names of their properties; includes lists and maps of texts, and null for properties that are not set
     */
    void texts(Map<String, ? extends @Nullable Object> texts) {
        texts.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, inner) -> noPlaceholders(entryInForce(name, String.valueOf(key)), inner));
            } else {
                noPlaceholders(group.propertyInForce(name, properties), value);
            }
        });
    }

    private void noPlaceholders(String property, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> noPlaceholders(entry(property, String.valueOf(name)), inner));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> noPlaceholders(property, element));
        } else if (value instanceof String text) {
            noPlaceholderIn(property, text);
        }
    }

    /** The property of one entry of a map, in brackets if its name is not a simple one. */
    private static String entry(String map, String name) {
        return map + (USUAL_NAME.matcher(name).matches() ? "." + name : "[" + name + "]");
    }

    /** The entry of the group if it is set, otherwise that of the root. */
    private String entryInForce(String map, String name) {
        String own = entry(group.property(map), name);
        return PropertySources.isSet(own, properties) ? own : entry(ModelGroup.ROOT + map, name);
    }

    private void noPlaceholder(String name, @Nullable String value) {
        noPlaceholderIn(group.propertyInForce(name, properties), value);
    }

    private void noPlaceholderIn(String property, @Nullable String value) {
        Matcher placeholder = PLACEHOLDER.matcher(value == null ? "" : value);
        if (placeholder.find() && !TestServer.isUsed(properties)) {
            String variable = placeholder.group(1);
            throw new MiniMaxPropertyException(
                    withOrigin(property) + " refers to the placeholder " + variable + ", which nothing defines.",
                    "Define " + variable
                            + ", for example as an environment variable. Where MiniMax is optional, as in tests, set "
                            + ModelGroup.ROOT + "enabled=false.");
        }
    }

    /** A name below {@code models} that cannot be that of a bean, or not the same in YAML and in Java. */
    static MiniMaxPropertyException wrongName(String name) {
        return Character.isDigit(name.charAt(0)) && USUAL_NAME.matcher(name).matches()
                ? new MiniMaxPropertyException(
                        ModelGroup.ROOT + "models[" + name + "] has no name for its model.",
                        "Begin with a letter, and write a map, not a list: " + ModelGroup.MODELS + "<name>.model-name")
                : new MiniMaxPropertyException(
                        "'" + name + "' below " + ModelGroup.ROOT + "models is not usable as the name of a model.",
                        "Use letters, digits and dashes only, beginning with a letter.");
    }

    /** A named model one of whose beans would have the name of another bean. */
    static MiniMaxPropertyException nameTaken(String name, String beanName) {
        return new MiniMaxPropertyException(
                ModelGroup.MODELS + name + " is to be the bean " + beanName + ", but another bean has that name.",
                "Give the model another name.");
    }

    /**
     * Checks how long the result of a health check is reused.
     *
     * @param cache       the value of the property
     * @param environment all properties of the application
     */
    static Duration healthCache(Duration cache, Environment environment) {
        if (cache.isNegative()) {
            String property = ModelGroup.ROOT + "health.cache";
            throw new MiniMaxPropertyException(
                    PropertySources.withOrigin(property, environment) + " is " + cache + ": it must not be negative.",
                    "Set " + property + " to how long a result is reused, or to 0s to check each time.");
        }
        return cache;
    }

    /** The time between two requests of the token plan, which must not be zero: they would never end. */
    static Duration tokenPlanInterval(Duration interval, Environment environment) {
        if (interval.isNegative() || interval.isZero()) {
            String property = ModelGroup.ROOT + "token-plan.interval";
            throw new MiniMaxPropertyException(
                    PropertySources.withOrigin(property, environment) + " is " + interval
                            + ": it must be more than zero.",
                    "Set " + property + " to the time between two requests, such as 5m.");
        }
        return interval;
    }

    /** Runs an action that applies properties to a builder, and turns its error about a setting into one about the property. */
    void applying(Runnable properties) {
        explaining(() -> {
            properties.run();
            return group;
        });
    }

    /** As {@link #applying}, for an action with a result. */
    <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            MiniMaxPropertyException explained = explain(String.valueOf(e.getMessage()));
            if (explained == null) {
                throw e; // caused by a customizer
            }
            explained.initCause(e);
            throw explained;
        }
    }

    private @Nullable MiniMaxPropertyException explain(String complaint) {
        Matcher setting = FIRST_WORD.matcher(complaint);
        if (setting.lookingAt()) {
            String property = propertyBehind(kebabCase(setting.group()));
            Matcher field = FIELD_HELD.matcher(complaint);
            if (property != null && field.find()) {
                return wrong(
                        entryInForce("custom-parameters", field.group(1)),
                        " is refused: that field has a property of its own, or is set by this library");
            }
            return property == null ? null : wrong(property, complaint.substring(setting.end()));
        }
        Matcher header = HEADER.matcher(complaint);
        if (!header.find()) {
            return null;
        }
        String property = entryInForce("custom-headers", header.group(1));
        return PropertySources.isSet(property, properties)
                ? new MiniMaxPropertyException(
                        withOrigin(property) + " is not usable. " + complaint + ".",
                        "Remove " + property + " or correct its value.")
                : null;
    }

    private @Nullable String propertyBehind(String setting) {
        String name = PROPERTY_OF_SETTING.getOrDefault(setting, setting);
        // timeout stands for two settings of the client
        List<String> names = name.endsWith("-timeout") ? List.of(name, "timeout") : List.of(name);
        return Stream.of(group.property(""), ModelGroup.ROOT)
                .flatMap(prefix -> names.stream().map(candidate -> prefix + candidate))
                .filter(property -> PropertySources.isSet(property, properties))
                .findFirst()
                .orElse(null);
    }

    /** The property and where it is set. */
    String withOrigin(String property) {
        return PropertySources.withOrigin(property, properties);
    }

    private MiniMaxPropertyException wrong(String property, String complaint) {
        return new MiniMaxPropertyException(
                withOrigin(property) + complaint + (complaint.endsWith(".") ? "" : "."),
                "Correct the value of " + property + ".");
    }

    private static String kebabCase(String camelCase) {
        return camelCase.replace('_', '-').replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
