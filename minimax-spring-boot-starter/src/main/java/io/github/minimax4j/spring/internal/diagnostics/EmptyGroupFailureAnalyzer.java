package io.github.minimax4j.spring.internal.diagnostics;

import io.github.minimax4j.spring.internal.ModelGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Explains a value in a place that expects nested properties, such as a key in YAML with nothing below it. The binder reads an empty text
 * there and fails for lack of a converter.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EmptyGroupFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private final Environment environment;

    EmptyGroupFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String property = cause.getName().toString();
        if (!(property + ".").startsWith(ModelGroup.ROOT) || !isNoConverter(cause)) {
            return null;
        }
        return new FailureAnalysis(
                PropertyOrigins.withOrigin(property, environment) + " takes no value: it is a group of properties.",
                "Remove " + property + ", or set the properties below it.",
                cause);
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
