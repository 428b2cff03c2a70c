package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.notUnderstood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingRequest.EmbeddingType;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

@Timeout(30)
class EmbeddingsTest extends ConnectedTest {

    static final EmbeddingRequest REQUEST = EmbeddingRequest.builder()
            .model("embo-01")
            .texts("first text", "second text")
            .build();

    private static final Reply NUMBERS = Reply.embeddings(text -> new float[] {Integer.parseInt(text), 0.1f});

    @Override
    void configure(MiniMaxClientBuilder builder) {
        builder.maxRetries(null).retryDelay(Duration.ofNanos(1));
    }

    private static EmbeddingRequest numbers(int count, int maxBatchSize) {
        return EmbeddingRequest.builder()
                .model("embo-01")
                .texts(IntStream.range(0, count).mapToObj(String::valueOf).toList())
                .maxBatchSize(maxBatchSize)
                .build();
    }

    @Test
    @Tag("Q38")
    void textsAndTheirPurposeGoOutInMinimaxsOwnForm(MiniMaxServer server) {
        server.enqueue(Reply.embeddings(text -> new float[] {0.013f, -0.021f, text.length()}));

        EmbeddingResult result = client.embed(REQUEST);

        assertThat(server.lastRequest().body())
                .isEqualTo("{\"model\":\"embo-01\",\"texts\":[\"first text\",\"second text\"],\"type\":\"db\"}");
        assertThat(result.vectors()).hasSize(2);
        assertThat(result.vectors().get(0)).containsExactly(0.013f, -0.021f, 10f);
        assertThat(result.vectors().get(1)).containsExactly(0.013f, -0.021f, 11f);
        assertThat(result.totalTokens()).isEqualTo(4);
        assertThat(result.model()).isNull();
        assertThat(result.traceId()).hasSize(32);
    }

    @Test
    @Tag("Q38")
    void aQuestionIsEmbeddedAsOne(MiniMaxServer server) {
        server.enqueue(Reply.embeddings(text -> new float[] {1}));

        client.embed(EmbeddingRequest.builder()
                .model("embo-01")
                .texts(List.of("Why is the sea salty?"))
                .type(EmbeddingType.QUERY)
                .extraBody(Map.of("user", "u-1"))
                .build());

        assertThat(server.lastRequest().at("type")).isEqualTo("query");
        assertThat(server.lastRequest().at("user")).isEqualTo("u-1");
    }

    @ParameterizedTest
    @CsvSource({"1,16,1", "16,16,1", "17,16,2", "7,3,3", "4,1,4"})
    @Tag("Q38")
    void manyTextsGoOutInBatchesOneAfterTheOtherAndComeBackInOrder(
            int texts, int maxBatchSize, int requests, MiniMaxServer server) throws Exception {
        server.when(request -> true, NUMBERS);

        for (boolean async : new boolean[] {false, true}) {
            server.forgetRequests();
            EmbeddingRequest request = numbers(texts, maxBatchSize);
            EmbeddingResult result =
                    async ? client.embedAsync(request).get(10, TimeUnit.SECONDS) : client.embed(request);

            assertThat(result.vectors()).hasSize(texts);
            for (int i = 0; i < texts; i++) {
                assertThat(result.vectors().get(i)).containsExactly(i, 0.1f);
            }
            assertThat(result.totalTokens()).isEqualTo(texts);
            assertThat(server.requests()).hasSize(requests);
            assertThat(server.requests().stream()
                            .flatMap(each -> ((List<?>) each.at("texts")).stream())
                            .toList())
                    .isEqualTo(request.texts());
            assertThat(server.requests()).allMatch(each -> ((List<?>) each.at("texts")).size() <= maxBatchSize);
        }
        assertThat(server.connectionCount()).as("never two at once").isEqualTo(1);
    }

    @Test
    @Tag("Q38")
    void sixteenTextsAreTheUsualBatch() {
        assertThat(REQUEST.maxBatchSize()).isEqualTo(16);
        assertThat(REQUEST.type()).isEqualTo(EmbeddingType.DB);
    }

    @Test
    void thousandsOfBatchesAreNoDeepRecursion(MiniMaxServer server) {
        server.when(request -> true, NUMBERS);

        assertThat(client.embed(numbers(3000, 1)).vectors()).hasSize(3000);
    }

    @Test
    void aSumOfTokensThatMissesAPartIsNotReported(MiniMaxServer server) {
        server.enqueue(NUMBERS, Reply.raw(200, "application/json", "{\"vectors\":[[2]],\"model\":\"embo-02\"}"));

        EmbeddingResult result = client.embed(numbers(2, 1));

        assertThat(result.totalTokens()).isNull();
        assertThat(result.model()).isEqualTo("embo-02");
    }

    @Test
    @Tag("B21")
    void eachBatchIsTriedAgainByItself(MiniMaxServer server) {
        Reply limit = Reply.error(ErrorShape.BASE_RESP, 200, 1002, "rate limit exceeded(RPM)");
        server.enqueue(NUMBERS, limit, limit, NUMBERS, limit, limit, NUMBERS);

        assertThat(client.embed(numbers(3, 1)).vectors()).hasSize(3);

        assertThat(server.requests())
                .extracting(request -> request.at("texts[0]"))
                .containsExactly("0", "1", "1", "1", "2", "2", "2");
    }

    @Test
    void theFirstBatchThatFailsEndsTheCall(MiniMaxServer server) {
        server.enqueue(NUMBERS, Reply.error(ErrorShape.BASE_RESP, 200, 1008, "insufficient balance"));

        MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.embed(numbers(5, 1)));

        assertThat(error.kind()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aLoggerThatFailsAtALaterBatchChangesNothing(MiniMaxServer server) {
        server.when(request -> true, NUMBERS);
        AtomicInteger requests = new AtomicInteger();
        Logger full = (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("info") && requests.incrementAndGet() == 2) {
                        throw new IllegalStateException("the disk is full");
                    }
                    return method.getReturnType() == boolean.class ? true : null;
                });
        try (MiniMaxClient logging = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .logRequests(true)
                .logger(full)
                .build()) {
            assertThat(logging.embed(numbers(3, 1)).vectors()).hasSize(3);
        }
    }

    @Test
    void aBatchWithAVectorTooFewIsRefused(MiniMaxServer server) {
        server.enqueue(NUMBERS, Reply.raw(200, "application/json", "{\"vectors\":[[1]],\"total_tokens\":1}"));

        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.embed(numbers(4, 2))))
                .is(notUnderstood())
                .hasMessageContaining("1 vectors for 2 texts");
    }

    @Test
    @Tag("B15")
    void aCancelEndsTheRunningBatchAndThoseToCome(MiniMaxServer server) {
        server.enqueue(NUMBERS, Reply.stall(), NUMBERS);

        CompletableFuture<EmbeddingResult> result = client.embedAsync(numbers(3, 1));
        server.takeRequest();
        server.takeRequest();
        result.cancel(true);

        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
        assertThat(result).isCancelled();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void optionsHoldForEveryBatch(MiniMaxServer server) {
        server.when(request -> true, NUMBERS);

        client.withOptions(new RequestOptions(Map.of("X-Team", "two"), "other-key"))
                .embed(numbers(3, 1));

        assertThat(server.requests()).hasSize(3);
        assertThat(server.requests())
                .extracting((RecordedRequest request) -> request.header("Authorization"))
                .containsOnly("Bearer other-key");
    }

    @Test
    void aWrongRequestIsRefusedWithTheFieldNamed() {
        EmbeddingRequest.Builder good = REQUEST.toBuilder();
        assertThat(good.build()).isEqualTo(REQUEST);

        refused(EmbeddingRequest.builder().texts("a"), "model");
        refused(REQUEST.toBuilder().model(" "), "model");
        refused(EmbeddingRequest.builder().model("embo-01"), "texts");
        refused(REQUEST.toBuilder().texts(List.of()), "texts");
        refused(REQUEST.toBuilder().texts("a", null), "texts[1]");
        refused(REQUEST.toBuilder().maxBatchSize(0), "maxBatchSize");
        refused(() -> REQUEST.toBuilder().extraBody(Map.of("texts", "a")).build(), "'texts'");
        refused(() -> REQUEST.toBuilder().extraBody(Map.of("x", new Object())).build(), "'x'");
    }

    private static void refused(EmbeddingRequest.Builder builder, String named) {
        refused(builder::build, named);
    }

    private static void refused(ThrowingCallable build, String named) {
        assertThatIllegalArgumentException().isThrownBy(build).withMessageContaining(named);
    }

    @Test
    void aRequestDoesNotChangeWithTheListItWasMadeOf() {
        List<String> texts = Arrays.asList("a", "b");
        EmbeddingRequest request = REQUEST.toBuilder().texts(texts).build();
        texts.set(0, "c");

        assertThat(request.texts()).containsExactly("a", "b");
    }
}
