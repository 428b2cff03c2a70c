package io.github.minimax4j.spring.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Finds which properties are set, and where: file, line and column, or environment variable, or command line. */
public final class PropertySources {

    private PropertySources() {}

    /** Returns the property's name, with its source in brackets if known. Never contains the value. */
    public static String withOrigin(String property, Environment environment) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        try {
            for (ConfigurationPropertySource source : sources(environment)) {
                ConfigurationProperty found = source.getConfigurationProperty(name);
                if (found != null) {
                    return found.getOrigin() == null
                            ? property
                            : property + " (" + withoutName(String.valueOf(found.getOrigin()), property) + ")";
                }
            }
        } catch (RuntimeException e) { // such as a value that cannot be decrypted: Spring reads it with its origin
            return property;
        }
        return property;
    }

    /** Whether the property is set; for a list or a map, whether it has an element. */
    public static boolean isSet(String property, Environment environment) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        for (ConfigurationPropertySource source : sources(environment)) {
            if (source.getConfigurationProperty(name) != null
                    || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return environment.containsProperty(property);
    }

    /**
     * The names below a prefix as they are written, without those of environment variables, which keep neither case nor dashes.
     *
     * @param prefix without a dot at its end
     */
    public static Set<ConfigurationPropertyName> namesBelow(String prefix, Environment environment) {
        ConfigurationPropertyName parent = ConfigurationPropertyName.of(prefix);
        Set<ConfigurationPropertyName> names = new LinkedHashSet<>();
        for (ConfigurationPropertySource source : sources(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                iterable.stream().filter(parent::isAncestorOf).forEach(names::add);
            }
        }
        return names;
    }

    /** The names of the models below {@code models}, as they are written there. */
    public static Set<String> namedModels(Environment environment) {
        ConfigurationPropertyName models = ConfigurationPropertyName.of(ModelGroup.ROOT + "models");
        // one model, however often and however differently it is spelled
        Map<ConfigurationPropertyName, String> names = new LinkedHashMap<>();
        for (ConfigurationPropertyName property : namesBelow(models.toString(), environment)) {
            int element = models.getNumberOfElements();
            names.putIfAbsent(property.chop(element + 1), property.getElement(element, Form.ORIGINAL));
        }
        return new LinkedHashSet<>(names.values());
    }

    static Iterable<ConfigurationPropertySource> sources(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                ? ConfigurationPropertySources.from(configurable.getPropertySources())
                : List.of();
    }

    /** Boot's general form is {@code "name" from property source "x"}. */
    private static String withoutName(String origin, String property) {
        return origin.replace("\"" + property + "\" from ", "");
    }
}
