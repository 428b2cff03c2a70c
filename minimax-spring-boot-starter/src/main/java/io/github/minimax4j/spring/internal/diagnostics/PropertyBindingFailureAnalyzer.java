package io.github.minimax4j.spring.internal.diagnostics;

import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.PropertySources;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Explains what Boot's own analysis leaves to guess. A value in a place that expects nested properties, such as a key in YAML with nothing
 * below it: the binder reads an empty text there and fails for lack of a converter. And a value that is none of those allowed, which are
 * listed as they are written in YAML.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PropertyBindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private final Environment environment;

    PropertyBindingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        // of a group's property with the value of the root, that of the root
        ConfigurationProperty source = cause.getProperty();
        String property = (source == null ? cause.getName() : source.getName()).toString();
        if (!(property + ".").startsWith(ModelGroup.ROOT)) {
            return null;
        }
        String place = PropertySources.withOrigin(property, environment);
        if (isNoConverter(cause)) {
            return new FailureAnalysis(
                    place + " takes no value: it is a group of properties.",
                    "Remove " + property + ", or set the properties below it.",
                    cause);
        }
        ResolvableType type = cause.getTarget().getType();
        Class<?> value = type.resolve(Object.class).isEnum()
                ? type.resolve(Object.class)
                : type.asCollection().resolveGeneric(0);
        return value == null || !value.isEnum()
                ? null
                : new FailureAnalysis(
                        place + " has none of the values that it can have.",
                        "Set " + property + " to one of " + constants(value) + ".",
                        cause);
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static boolean isNoConverter(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConverterNotFoundException) {
                return true;
            }
        }
        return false;
    }
}
