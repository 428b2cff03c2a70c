package io.github.minimax4j.spring.internal.diagnostics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports a missing or invalid property in two paragraphs instead of a stack trace. */
final class MiniMaxPropertyFailureAnalyzer extends AbstractFailureAnalyzer<MiniMaxPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MiniMaxPropertyException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
