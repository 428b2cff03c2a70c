package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the tests that need what core 1.20 added (futures and publishers), if they run on a core that lacks it. They are those with
 * the tag {@value #TAG}, and the ones listed here. The Maven profile langchain4j-1.19 switches this on for its run.
 */
public final class OlderCore implements ExecutionCondition {
    static final String TAG = "langchain4j-1.20";

    static final boolean HAS_FUTURES = Arrays.stream(ChatModel.class.getMethods())
            .anyMatch(method -> method.getName().equals("chatAsync"));

    // classes, and methods of classes whose other methods do not care
    private static final Set<String> NEED_IT = Set.of(
            "ChangingKeysTest.aKeyThatChangesIsAskedForOnceForEachRequest",
            "ChangingKeysTest.aSupplierThatFailsIsTheFailureOfItsRequest",
            "ConnectionSettingsTest.suppliedHeadersAreAskedForAnewForEachRequestAndMayBringTheKey",
            "EndpointBuilderFactoriesTest",
            "ErrorsTest.eachFailureIsOneOfLangChain4jsWithOursAsItsCause",
            "ErrorsTest.waitingForManyResponsesHoldsNoThread",
            "ErrorsTest.cancellingAFutureClosesTheConnection",
            "MessagesOnTheWireTest.aResultThatCannotBePairedIsRefusedByItsIdHoweverItIsAsked",
            "MiniMaxEmbeddingModelTest.aKeyThatCannotBeHadIsTheFailureOfTheCall",
            "MiniMaxEmbeddingModelTest.cancellingTheFutureClosesTheConnectionWithListenersAndWithout",
            "MiniMaxEmbeddingModelTest.failuresAreLangChain4jsWithOursAsTheirCause",
            "MiniMaxEmbeddingModelTest.listenersHearOfEachAsyncCallOnce",
            "MiniMaxEmbeddingModelTest.manyTextsGoOutInBatchesAndComeBackInOrderWithTheirTokensSummed",
            "MiniMaxEmbeddingModelTest.nothingMoreIsSentAfterACancelBetweenBatches",
            "MiniMaxEmbeddingModelTest.waitingForManyVectorsHoldsNoThread",
            "MiniMaxEmbeddingModelTest.whatMiniMaxCannotDoIsRefusedBeforeAnythingIsSent",
            "ParametersOnTheWireTest.eachSetterReachesTheWireAndNothingElseIsSent",
            "ResponseMappingTest",
            // Mockito cannot spy on a class one of whose methods names a type that is not there
            "StreamingAiServiceSuiteTest.should_answer_simple_question");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String testClass = context.getTestClass().map(Class::getSimpleName).orElse("");
        String test = context.getTestMethod()
                .map(method -> testClass + "." + method.getName())
                .orElse(testClass);
        if (!HAS_FUTURES && (context.getTags().contains(TAG) || NEED_IT.contains(test))) {
            return ConditionEvaluationResult.disabled("needs what LangChain4j has since core 1.20");
        }
        return ConditionEvaluationResult.enabled("core has what it needs");
    }
}
