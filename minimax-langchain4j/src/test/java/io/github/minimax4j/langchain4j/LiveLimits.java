package io.github.minimax4j.langchain4j;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips what the official suites demand of models and MiniMax's models do not do. The suites' own switches do not serve: a feature
 * switched off must then be refused by the client, and this library sends what it was asked to send.
 */
final class LiveLimits implements ExecutionCondition {

    private record Limit(String testNamePart, BooleanSupplier applies, String reason) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("stopSequences", () -> true, "the models ignore stop sequences (Q4)"),
            new Limit("should_force_LLM", () -> true, "the models do not promise to obey a forced tool choice (Q12)"),
            new Limit(
                    "should_respect_maxOutputTokens",
                    () -> true,
                    "the limit of the suite, five tokens, is used up by thinking before there is text"),
            new Limit(
                    "should_respect_common_parameters",
                    () -> true,
                    "the limit of the suite, five tokens, is used up by thinking before there is text"),
            new Limit("should_accept", () -> !LiveMiniMax.seesImages(), "this model is blind to images"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String test = context.getTestMethod().map(method -> method.getName()).orElse("");
        return LIMITS.stream()
                .filter(limit ->
                        test.contains(limit.testNamePart()) && limit.applies().getAsBoolean())
                .findFirst()
                .map(limit -> ConditionEvaluationResult.disabled(limit.reason()))
                .orElse(ConditionEvaluationResult.enabled("nothing is known against it"));
    }
}
