package io.github.minimax4j.langchain4j;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whether the tests run over LangChain4j's HTTP client for the JDK, and which of them cannot, with the reason. The second run of the
 * Maven profile second-transport switches this on.
 */
public final class OtherTransport implements ExecutionCondition {
    static final boolean IN_USE = Boolean.getBoolean("second.transport");

    // tests, and what LangChain4j's HTTP client cannot do
    private static final Map<String, String> CANNOT = Map.of(
            "ResponseDetailsTest.noUpgradeIsRequestedOnPlainHttpWhateverTheHttpVersion",
            "httpVersion is refused beside it",
            "ConnectionSettingsTest.theKeyPathAndProxySelectorAreUsed",
            "proxySelector is refused beside it");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String test = context.getTestClass().map(Class::getSimpleName).orElse("")
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        String reason = CANNOT.get(test);
        return IN_USE && reason != null
                ? ConditionEvaluationResult.disabled(reason)
                : ConditionEvaluationResult.enabled("whichever transport carries it");
    }
}
