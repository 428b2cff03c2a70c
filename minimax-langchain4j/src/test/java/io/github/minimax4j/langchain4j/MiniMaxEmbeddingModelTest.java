package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.Failures.causedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class MiniMaxEmbeddingModelTest {
    private static final Reply NUMBERS = Reply.embeddings(text -> new float[] {Integer.parseInt(text), 0.5f});

    private static MiniMaxEmbeddingModelBuilder embo(MiniMaxServer server) {
        return TestModels.carried(MiniMaxEmbeddingModel.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .modelName("embo-01");
    }

    private static EmbeddingRequest texts(String... texts) {
        return EmbeddingRequest.builder().inputs(texts).build();
    }

    @Test
    @Tag("Q38")
    void textsGoOutInMiniMaxsOwnFormAsDocuments(MiniMaxServer server) {
        server.enqueue(Reply.embeddings(text -> new float[] {text.length(), -0.25f}));
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            EmbeddingResponse response = model.embed(texts("the sky", "grass"));

            assertThat(server.lastRequest().path()).isEqualTo("/v1/embeddings");
            assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
            assertThat(server.lastRequest().body())
                    .isEqualTo("{\"model\":\"embo-01\",\"texts\":[\"the sky\",\"grass\"],\"type\":\"db\"}");
            assertThat(response.embeddings()).hasSize(2);
            assertThat(response.embeddings().get(0).vector()).containsExactly(7f, -0.25f);
            assertThat(response.embeddings().get(1).vector()).containsExactly(5f, -0.25f);
            assertThat(response.tokenUsage()).isEqualTo(new TokenUsage(3));
            assertThat(response.modelName()).isEqualTo("embo-01");
        }
    }

    @Test
    @Tag("Q38")
    void aQuestionIsEmbeddedAsOneIfItsRequestOrTheBuilderSaysSo(MiniMaxServer server) {
        server.when(request -> true, Reply.embeddings(text -> new float[] {1}));
        try (MiniMaxEmbeddingModel documents = embo(server).build();
                MiniMaxEmbeddingModel questions =
                        embo(server).inputType(EmbeddingInputType.QUERY).build()) {
            documents.embed(EmbeddingRequest.builder()
                    .input("Why?")
                    .inputType(EmbeddingInputType.QUERY)
                    .build());
            assertThat(server.lastRequest().at("type")).isEqualTo("query");
            questions.embed("Why?");
            assertThat(server.lastRequest().at("type")).isEqualTo("query");
            questions.embed(EmbeddingRequest.builder()
                    .input("Because.")
                    .inputType(EmbeddingInputType.DOCUMENT)
                    .build());
            assertThat(server.lastRequest().at("type")).isEqualTo("db");
        }
    }

    @Test
    void theModelOfTheRequestWinsAndTheOneThatRespondedIsReported(MiniMaxServer server) {
        server.enqueue(
                Reply.embeddings(text -> new float[] {1}),
                Reply.raw(200, "application/json", "{\"vectors\":[[1]],\"total_tokens\":2,\"model\":\"embo-02\"}"));
        EmbeddingRequest request =
                EmbeddingRequest.builder().input("a").modelName("embo-next").build();
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            assertThat(model.embed(request).modelName()).isEqualTo("embo-next");
            assertThat(server.lastRequest().model()).isEqualTo("embo-next");
            assertThat(model.embed(request).modelName()).isEqualTo("embo-02");
        }
    }

    @Test
    @Tag("Q38")
    void manyTextsGoOutInBatchesAndComeBackInOrderWithTheirTokensSummed(MiniMaxServer server) throws Exception {
        server.when(request -> true, NUMBERS);
        EmbeddingRequest request =
                texts(IntStream.range(0, 7).mapToObj(String::valueOf).toArray(String[]::new));
        try (MiniMaxEmbeddingModel model = embo(server).maxSegmentsPerBatch(3).build()) {
            for (EmbeddingResponse response :
                    List.of(model.embed(request), model.embedAsync(request).get(10, TimeUnit.SECONDS))) {
                assertThat(response.embeddings())
                        .extracting(embedding -> (int) embedding.vector()[0])
                        .containsExactly(0, 1, 2, 3, 4, 5, 6);
                assertThat(response.tokenUsage()).isEqualTo(new TokenUsage(7));
            }
        }
        assertThat(server.requests())
                .extracting(each -> ((List<?>) each.at("texts")).size())
                .containsExactly(3, 3, 1, 3, 3, 1);
    }

    @Test
    @Tag("Q38")
    void sixteenTextsAreABatchUnlessSaidOtherwise(MiniMaxServer server) {
        server.when(request -> true, NUMBERS);
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            model.embedAll(IntStream.range(0, 17)
                    .mapToObj(String::valueOf)
                    .map(TextSegment::from)
                    .toList());
        }
        assertThat(server.requests())
                .extracting(each -> ((List<?>) each.at("texts")).size())
                .containsExactly(16, 1);
    }

    @Test
    void tokensThatTheServiceDoesNotTellAreNull(MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", "{\"vectors\":[[1]]}"));
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            assertThat(model.embed("a").tokenUsage()).isNull();
        }
    }

    @Test
    void theTextsOfOneInputAreOneText(MiniMaxServer server) {
        server.enqueue(Reply.embeddings(text -> new float[] {1}));
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            model.embed(EmbeddingRequest.builder()
                    .input(TextContent.from("a"), TextContent.from("b"))
                    .build());
        }
        assertThat(server.lastRequest().at("texts")).isEqualTo(List.of("a\nb"));
    }

    @Test
    void theDimensionOfEmbo01IsKnownAndThatOfOthersIsAskedForOnce(MiniMaxServer server) {
        server.when(request -> true, Reply.embeddings(text -> new float[] {1, 2, 3}));
        try (MiniMaxEmbeddingModel known = embo(server).build();
                MiniMaxEmbeddingModel unknown = embo(server).modelName("embo-x").build()) {
            assertThat(known.dimension()).isEqualTo(1536);
            assertThat(server.requests()).isEmpty();
            assertThat(unknown.dimension()).isEqualTo(3);
            assertThat(unknown.dimension()).isEqualTo(3);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whatMiniMaxCannotDoIsRefusedBeforeAnythingIsSent(MiniMaxServer server) {
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            EmbeddingRequest dimensions =
                    EmbeddingRequest.builder().input("a").dimensions(256).build();
            EmbeddingRequest image = EmbeddingRequest.builder()
                    .input(ImageContent.from("https://example.com/cat.png"))
                    .build();
            assertThatThrownBy(() -> model.embed(dimensions))
                    .isExactlyInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContaining("dimensions")
                    .hasMessageContaining("modelName")
                    .hasMessageContaining("inputType");
            assertThatThrownBy(() -> model.embed(image))
                    .isExactlyInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContaining("IMAGE");
            for (EmbeddingRequest request : List.of(dimensions, image)) {
                assertThatThrownBy(() -> model.embedAsync(request).get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseExactlyInstanceOf(UnsupportedFeatureException.class);
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B4")
    @Tag("Q38")
    void failuresAreLangChain4jsWithOursAsTheirCause(MiniMaxServer server) {
        Reply tooMany = Reply.error(ErrorShape.BASE_RESP, 200, 1002, "rate limit exceeded(RPM)");
        server.enqueue(tooMany, tooMany);
        try (MiniMaxEmbeddingModel model = embo(server).maxRetries(0).build()) {
            Throwable thrown = catchThrowable(() -> model.embed("a"));
            assertThat(thrown).isExactlyInstanceOf(RateLimitException.class);
            assertThat(((MiniMaxException) thrown.getCause()).traceId()).isNotBlank();
            assertThatThrownBy(() -> model.embedAsync(texts("a")).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(RateLimitException.class)
                    .is(causedByTheService());
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    @Tag("B21")
    void aTransientFailureIsRetried(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "slow down"), Reply.embeddings(text -> new float[] {1}));
        try (MiniMaxEmbeddingModel model = embo(server).maxRetries(1).build()) {
            assertThat(model.embed("a").content().vector()).containsExactly(1f);
        }
    }

    @Test
    @Tag("B15")
    void cancellingTheFutureClosesTheConnectionWithListenersAndWithout(MiniMaxServer server) {
        server.when(request -> true, Reply.stall());
        List<Throwable> heard = new CopyOnWriteArrayList<>();
        EmbeddingModelListener listener = new EmbeddingModelListener() {
            @Override
            public void onError(EmbeddingModelErrorContext context) {
                heard.add(context.error());
            }
        };
        try (MiniMaxEmbeddingModel plain = embo(server).build();
                MiniMaxEmbeddingModel heeded = embo(server).listeners(listener).build()) {
            for (MiniMaxEmbeddingModel model : List.of(plain, heeded)) {
                CompletableFuture<EmbeddingResponse> future = model.embedAsync(texts("a"));
                server.takeRequest();
                assertThat(future).isNotDone();
                future.cancel(true);
                assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
            }
        }
        assertThat(heard).isEmpty();
    }

    @Test
    @Tag("B15")
    void nothingMoreIsSentAfterACancelBetweenBatches(MiniMaxServer server) {
        server.enqueue(NUMBERS, Reply.stall());
        try (MiniMaxEmbeddingModel model = embo(server).maxSegmentsPerBatch(1).build()) {
            CompletableFuture<EmbeddingResponse> future = model.embedAsync(texts("1", "2", "3"));
            server.takeRequest();
            server.takeRequest();
            future.cancel(true);
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void waitingForManyVectorsHoldsNoThread(MiniMaxServer server) throws Exception {
        server.when(request -> true, NUMBERS);
        try (MiniMaxEmbeddingModel model = embo(server).build()) {
            model.embed("0"); // starts the client's own threads
            server.enqueue(Stream.generate(() -> NUMBERS.delay(Duration.ofMillis(500)))
                    .limit(50)
                    .toArray(Reply[]::new));
            int before = clientThreads();
            List<CompletableFuture<EmbeddingResponse>> futures = Stream.generate(() -> model.embedAsync(texts("7")))
                    .limit(50)
                    .toList();
            assertThat(clientThreads() - before).isLessThan(20);
            for (CompletableFuture<EmbeddingResponse> future : futures) {
                assertThat(future.get(10, TimeUnit.SECONDS).embeddings()).hasSize(1);
            }
        }
    }

    private static int clientThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("minimax-server"))
                .count();
    }

    @Test
    @Tag("B35")
    void listenersHearOfEachAsyncCallOnce(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.embeddings(text -> new float[] {1}), Reply.error(1004, "login fail"));
        List<String> heard = new CopyOnWriteArrayList<>();
        EmbeddingModelListener listener = new EmbeddingModelListener() {
            @Override
            public void onResponse(EmbeddingModelResponseContext context) {
                heard.add(context.modelProvider() + " "
                        + context.embeddingRequest().modelName() + " "
                        + context.embeddingRequest().inputType() + " "
                        + context.embeddingResponse().tokenUsage().inputTokenCount());
            }

            @Override
            public void onError(EmbeddingModelErrorContext context) {
                heard.add(context.error().getClass().getSimpleName());
            }
        };
        try (MiniMaxEmbeddingModel model =
                embo(server).listeners(List.of(listener)).build()) {
            model.embedAsync(texts("a b")).get(10, TimeUnit.SECONDS);
            assertThat(catchThrowable(() -> model.embedAsync(texts("a")).get(10, TimeUnit.SECONDS)))
                    .hasCauseExactlyInstanceOf(AuthenticationException.class);
            assertThat(model.provider()).isEqualTo(ModelProvider.OTHER);
        }
        assertThat(heard).containsExactly("OTHER embo-01 DOCUMENT 2", "AuthenticationException");
    }

    @Test
    void furtherFieldsGoOutAsTheyAre(MiniMaxServer server) {
        server.enqueue(Reply.embeddings(text -> new float[] {1}));
        try (MiniMaxEmbeddingModel model =
                embo(server).customParameters(Map.of("user", "u-1")).build()) {
            model.embed("a");
        }
        assertThat(server.lastRequest().at("user")).isEqualTo("u-1");
    }

    @Test
    @Tag("B33")
    void aClientIsSharedWithHeadersOfTheMomentAndNotClosed(MiniMaxServer server) {
        server.when(request -> true, Reply.embeddings(text -> new float[] {1}));
        List<String> keys = new CopyOnWriteArrayList<>(List.of("one", "two"));
        try (MiniMaxClient client =
                MiniMaxClient.builder().apiKey("k").baseUrl(server.baseUrl()).build()) {
            try (MiniMaxEmbeddingModel model = MiniMaxEmbeddingModel.builder()
                    .client(client)
                    .customHeaders(() -> Map.of("Authorization", "Bearer " + keys.remove(0)))
                    .modelName(MiniMaxEmbeddingModelName.EMBO_01)
                    .build()) {
                model.embed("a");
                model.embed("b");
            }
            assertThat(client.embed(io.github.minimax4j.core.embedding.EmbeddingRequest.builder()
                                    .model("embo-01")
                                    .texts("c")
                                    .build())
                            .vectors())
                    .hasSize(1);
        }
        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer one", "Bearer two", "Bearer k");
    }

    @Test
    @Tag("B33")
    void aKeyThatCannotBeHadIsTheFailureOfTheCall(MiniMaxServer server) {
        IllegalStateException noKey = new IllegalStateException("no key to be had");
        try (MiniMaxEmbeddingModel model = embo(server)
                .apiKeySupplier(() -> {
                    throw noKey;
                })
                .build()) {
            assertThat(catchThrowable(() -> model.embed("a"))).isSameAs(noKey);
            assertThat(catchThrowable(() -> model.embedAsync(texts("a")).get(10, TimeUnit.SECONDS)))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(noKey);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aClosedModelEmbedsNoMore(MiniMaxServer server) {
        MiniMaxEmbeddingModel model = embo(server).build();
        model.close();
        assertThatThrownBy(() -> model.embed("a")).hasCauseInstanceOf(MiniMaxException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void wrongSettingsAreRefusedByName(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxEmbeddingModel.builder().apiKey("k").build())
                .withMessageContaining("modelName")
                .withMessageContaining("embo-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embo(server).maxSegmentsPerBatch(0).build())
                .withMessageContaining("maxSegmentsPerBatch is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embo(server)
                        .customParameters(Map.of("texts", List.of()))
                        .build())
                .withMessageContaining("texts");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MiniMaxEmbeddingModel.builder().modelName("embo-01").build())
                .withMessageContaining("apiKey");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("B13")
    void neitherBuilderNorModelShowsTheKey(boolean built, MiniMaxServer server) {
        MiniMaxEmbeddingModelBuilder builder = embo(server).apiKey("very-secret");
        try (MiniMaxEmbeddingModel model = builder.build()) {
            assertThat(built ? model.toString() : builder.toString()).doesNotContain("very-secret");
        }
    }
}
