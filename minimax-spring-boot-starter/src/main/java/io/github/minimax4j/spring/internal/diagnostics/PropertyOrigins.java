package io.github.minimax4j.spring.internal.diagnostics;

import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Finds where a property is set: file, line and column, or environment variable, or command line. */
public final class PropertyOrigins {

    private PropertyOrigins() {}

    /** Returns the property's name, with its source in brackets if known. Never contains the value. */
    public static String withOrigin(String property, Environment environment) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        for (ConfigurationPropertySource source : sources(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                return found.getOrigin() == null
                        ? property
                        : property + " (" + withoutName(String.valueOf(found.getOrigin()), property) + ")";
            }
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

    private static Iterable<ConfigurationPropertySource> sources(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                ? ConfigurationPropertySources.from(configurable.getPropertySources())
                : List.of();
    }

    /** Boot's general form is {@code "name" from property source "x"}. */
    private static String withoutName(String origin, String property) {
        return origin.replace("\"" + property + "\" from ", "");
    }
}
