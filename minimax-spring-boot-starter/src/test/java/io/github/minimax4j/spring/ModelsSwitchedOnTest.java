package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A key switches models on, {@code enabled=false} switches them off. */
@Tag("B37")
class ModelsSwitchedOnTest {

    @Test
    void withoutAnyPropertyThereIsNoModelAndNoConnection() {
        Contexts.unconfigured()
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ChatModel.class)
                        .doesNotHaveBean(StreamingChatModel.class)
                        .doesNotHaveBean(MiniMaxClient.class));
    }

    @Test
    void aModelNameAloneSwitchesNothingOn() {
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "model-name=MiniMax-M3")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ChatModel.class));
    }

    @Test
    void oneKeyAtTheRootGivesBothModelsUnderTheirNames() {
        Contexts.configured().run(context -> {
            assertThat(context).hasSingleBean(ChatModel.class).hasSingleBean(StreamingChatModel.class);
            assertThat(context.getBean("minimaxChatModel")).isInstanceOf(MiniMaxChatModel.class);
            assertThat(context.getBean("minimaxStreamingChatModel")).isInstanceOf(MiniMaxStreamingChatModel.class);
        });
    }

    @Test
    void aKeyInAGroupGivesThatModelOnly() {
        ApplicationContextRunner named = Contexts.unconfigured().withPropertyValues(ROOT + "model-name=MiniMax-M3");
        named.withPropertyValues(CHAT + "api-key=test-key")
                .run(context -> assertThat(context)
                        .hasSingleBean(MiniMaxChatModel.class)
                        .doesNotHaveBean(StreamingChatModel.class));
        named.withPropertyValues(STREAMING + "api-key=test-key")
                .run(context -> assertThat(context)
                        .hasSingleBean(MiniMaxStreamingChatModel.class)
                        .doesNotHaveBean(ChatModel.class));
    }

    @Test
    void aKeyThatReadsFalseIsAKey() {
        Contexts.configured()
                .withPropertyValues(ROOT + "api-key=false")
                .run(context -> assertThat(context).hasSingleBean(MiniMaxChatModel.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LANGCHAIN4J_MINIMAX_APIKEY",
                "LANGCHAIN4J_MINIMAX_API_KEY",
                "LANGCHAIN4J_MINIMAX_CHATMODEL_APIKEY",
                "LANGCHAIN4J_MINIMAX_CHAT_MODEL_API_KEY"
            })
    void aKeyFromTheEnvironmentCounts(String variable) {
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "model-name=MiniMax-M3")
                .withInitializer(context -> setVariable(context, variable))
                .run(context -> assertThat(context).hasSingleBean(MiniMaxChatModel.class));
    }

    private static void setVariable(ConfigurableApplicationContext context, String variable) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, "test-key")));
    }

    @Test
    void bothModelsGoOffByTheRootAndEachByItsGroup() {
        Contexts.configured()
                .withPropertyValues(ROOT + "enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(ChatModel.class).doesNotHaveBean(StreamingChatModel.class));
        Contexts.configured()
                .withPropertyValues(CHAT + "enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(ChatModel.class).hasSingleBean(StreamingChatModel.class));
        Contexts.configured()
                .withPropertyValues(STREAMING + "enabled=false")
                .run(context ->
                        assertThat(context).hasSingleBean(ChatModel.class).doesNotHaveBean(StreamingChatModel.class));
    }

    @Test
    void switchedOffAnEmptyKeyOrMissingModelNameIsNoMistake() {
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "api-key=${NO_SUCH_KEY}", ROOT + "enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theConditionsReportNamesTheProperty() {
        Contexts.unconfigured().run(context -> {
            List<String> messages = new ArrayList<>();
            ConditionEvaluationReport.get(context.getBeanFactory())
                    .getConditionAndOutcomesBySource()
                    .forEach((source, outcomes) -> outcomes.forEach(
                            outcome -> messages.add(outcome.getOutcome().getMessage())));
            assertThat(messages)
                    .anySatisfy(message -> assertThat(message)
                            .contains("langchain4j.minimax.api-key", "langchain4j.minimax.chat-model.api-key"))
                    .anySatisfy(message ->
                            assertThat(message).contains("langchain4j.minimax.streaming-chat-model.api-key"));
        });
    }
}
