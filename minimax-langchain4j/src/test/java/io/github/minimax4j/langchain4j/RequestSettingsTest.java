package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two names of the output limit, and settings that are maps. */
@ExtendWith(MiniMaxServerExtension.class)
class RequestSettingsTest {

    private static RecordedRequest sent(MiniMaxServer server, MiniMaxChatModelBuilder builder) {
        server.enqueue(Reply.text("{}"));
        try (MiniMaxChatModel model = builder.build()) {
            model.chat("Hi");
        }
        return server.takeRequest();
    }

    @Test
    void eachNameOfTheOutputLimitSetsIt(MiniMaxServer server) {
        assertThat(sent(server, TestModels.chat(server).maxTokens(11)).at("max_completion_tokens"))
                .isEqualTo(11);
        assertThat(sent(server, TestModels.chat(server).maxOutputTokens(13).maxTokens(null))
                        .at("max_completion_tokens"))
                .isEqualTo(13);
        assertThat(sent(server, TestModels.chat(server).maxTokens(14).maxOutputTokens(14))
                        .at("max_completion_tokens"))
                .isEqualTo(14);
    }

    @Test
    void namesOfOneSettingThatContradictEachOtherAreRefused(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TestModels.chat(server).maxTokens(1).maxOutputTokens(2).build())
                .withMessageContaining("maxOutputTokens is 2, maxTokens is 1")
                .withMessageContaining("set only one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxChatRequestParameters.builder()
                        .maxOutputTokens(1)
                        .maxTokens(2)
                        .build())
                .withMessageContaining("maxOutputTokens is 1, maxTokens is 2");
    }

    @Test
    void aRequestMayNameTheOutputLimitOtherwiseThanTheModel(MiniMaxServer server) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxOutputTokens(100)
                .stopSequences(List.of("A"))
                .build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .parameters(MiniMaxChatRequestParameters.builder()
                            .maxTokens(7)
                            .stopSequences("B")
                            .build())
                    .build());
            assertThat(model.defaultRequestParameters().toBuilder()
                            .maxTokens(8)
                            .build()
                            .maxOutputTokens())
                    .isEqualTo(8);
        }
        assertThat(server.lastRequest().at("max_completion_tokens")).isEqualTo(7);
        assertThat(server.lastRequest().at("stop")).isEqualTo(List.of("B"));
    }

    @Test
    void theOutputLimitIsReadUnderEachOfItsNames() {
        assertThat(MiniMaxChatRequestParameters.builder().maxTokens(5).build().maxOutputTokens())
                .isEqualTo(5);
    }

    @Test
    void nullTakesBackWhatWasSetUnderThatName() {
        assertThat(MiniMaxChatRequestParameters.builder()
                        .maxTokens(5)
                        .maxTokens(null)
                        .maxOutputTokens(6)
                        .maxOutputTokens(null)
                        .build())
                .isEqualTo(MiniMaxChatRequestParameters.EMPTY);
    }

    @Test
    void aSeedMayBeAnInt(MiniMaxServer server) {
        assertThat(sent(server, TestModels.chat(server).seed(42)).at("seed")).isEqualTo(42);
        assertThat(MiniMaxChatRequestParameters.builder().seed(42).build().seed())
                .isEqualTo(42L);
    }

    private static RecordedRequest sent(
            MiniMaxServer server, MiniMaxChatModelBuilder builder, MiniMaxChatRequestParameters parameters) {
        server.enqueue(Reply.text("Fine."));
        try (MiniMaxChatModel model = builder.build()) {
            model.chat(ChatRequest.builder()
                    .messages(UserMessage.from("Hi"))
                    .parameters(parameters)
                    .build());
        }
        return server.takeRequest();
    }

    @Test
    void fieldsAndTheirEntriesAreSentInTheSameOrderByEachRun(MiniMaxServer server) {
        Map<String, Integer> bias = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 9; i > 0; i--) {
            bias.put(String.valueOf(i), i);
            metadata.put("name-" + i, "v");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("logit_bias", bias);
        parameters.put("logprobs", true);
        parameters.put("top_logprobs", 2);
        parameters.put("store", true);
        parameters.put("metadata", metadata);
        assertThat(sent(server, TestModels.chat(server).customParameters(parameters))
                        .body())
                .containsSubsequence("logit_bias", "\"9\"", "\"8\"", "\"7\"", "\"6\"", "\"5\"", "\"4\"")
                .containsSubsequence("\"logit_bias\"", "\"logprobs\"", "\"top_logprobs\"", "\"store\"", "\"metadata\"")
                .containsSubsequence("name-9", "name-8", "name-7", "name-6", "name-5", "name-4", "name-3");
    }

    @Test
    void anEntryThatIsNotWholeIsRefusedByTheNameOfItsSetting(MiniMaxServer server) {
        Map<String, String> noValue = Collections.singletonMap("some-name", null);
        Map<String, String> noName = Collections.singletonMap(null, "v");
        Map<String, ThrowingCallable> settings = new LinkedHashMap<>();
        settings.put(
                "customHeaders has no value for 'some-name'",
                () -> TestModels.chat(server).customHeaders(noValue));
        settings.put(
                "customHeaders has null for a name",
                () -> TestModels.chat(server).customHeaders(noName));
        settings.put(
                "customHeaders has null",
                () -> MiniMaxChatRequestParameters.builder().customHeaders(noName));
        settings.put(
                "customParameters has null for a name",
                () -> MiniMaxChatRequestParameters.builder().customParameters(Collections.singletonMap(null, 1)));
        settings.forEach((message, setting) ->
                assertThatIllegalArgumentException().isThrownBy(setting).withMessageContaining(message));
    }

    @Test
    void suppliedHeadersWithoutANameAreRefusedByTheNameOfTheirSetting(MiniMaxServer server) {
        try (MiniMaxClient client = MiniMaxClient.builder()
                        .apiKey("test-key")
                        .baseUrl(server.baseUrl())
                        .build();
                MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .customHeaders(() -> Collections.singletonMap(null, "v"))
                        .build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat("Hi"))
                    .withMessageContaining("customHeaders has null for a name");
        }
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsRefusedWithItsPlace(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server).customParameters(Map.of("a", Double.NaN)))
                .withMessageContaining("customParameters has NaN at 'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxChatRequestParameters.builder()
                        .customParameters(Map.of("a", Map.of("b", List.of(1, Float.POSITIVE_INFINITY)))))
                .withMessageContaining("customParameters has Infinity at 'a/b/1'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxEmbeddingModel.builder().customParameters(Map.of("a", Double.NaN)))
                .withMessageContaining("customParameters has NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxImageModel.builder().customParameters(Map.of("a", Double.NaN)))
                .withMessageContaining("customParameters has NaN");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void headersOfTheModelGoOutFixedOrSupplied(boolean sharedClient, MiniMaxServer server) {
        server.when(request -> true, Reply.text("Fine."));
        try (MiniMaxClient client = MiniMaxClient.builder()
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .build()) {
            for (boolean changing : new boolean[] {false, true}) {
                MiniMaxChatModelBuilder builder = sharedClient
                        ? MiniMaxChatModel.builder().client(client).modelName("MiniMax-M3")
                        : TestModels.chat(server);
                Map<String, String> custom = Map.of("X-Team", "red", "OpenAI-Organization", "org-1");
                try (MiniMaxChatModel model =
                        (changing ? builder.customHeaders(() -> custom) : builder.customHeaders(custom)).build()) {
                    model.chat("Hi");
                }
                RecordedRequest request = server.takeRequest();
                assertThat(request.header("OpenAI-Organization")).isEqualTo("org-1");
                assertThat(request.header("X-Team")).isEqualTo("red");
                assertThat(request.header("Authorization")).isEqualTo("Bearer test-key");
            }
        }
    }

    @Test
    void aHeaderThatIsNotAllowedIsRefusedByName(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server)
                        .customHeaders(Map.of("OpenAI-Organization", "a\nb"))
                        .build())
                .withMessageContaining("OpenAI-Organization");
    }

    @Test
    void queryParametersGoWithEachRequest(MiniMaxServer server) {
        assertThat(sent(server, TestModels.chat(server).customQueryParams(Map.of("api-version", "1 b")))
                        .query())
                .isEqualTo("api-version=1%20b");
    }
}
