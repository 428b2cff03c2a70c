package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.causedBy;
import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.Failures.refusedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.decode.ErrorTable;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every endpoint beside chat: the same errors, limits, retries, headers and cancel. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class EndpointsTest {

    private static final RequestOptions OTHER = new RequestOptions(Map.of("X-Team", "two"), "other-key");

    /** The endpoints, each with an answer of its own. */
    enum Asked {
        MODELS(
                "GET",
                "/v1/models",
                Reply.models("MiniMax-M3"),
                (client, options) -> with(client, options).models(),
                (client, options) -> with(client, options).modelsAsync()),
        MODEL(
                "GET",
                "/v1/models/MiniMax-M3",
                Reply.model("MiniMax-M3"),
                (client, options) -> with(client, options).model("MiniMax-M3"),
                (client, options) -> with(client, options).modelAsync("MiniMax-M3")),
        EMBEDDINGS(
                "POST",
                "/v1/embeddings",
                Reply.embeddings(text -> new float[] {1, 2}),
                (client, options) -> with(client, options).embed(EmbeddingsTest.REQUEST),
                (client, options) -> with(client, options).embedAsync(EmbeddingsTest.REQUEST)),
        IMAGES(
                "POST",
                "/v1/image_generation",
                Reply.imageUrls("https://example.com/one.jpeg"),
                (client, options) -> with(client, options).generateImages(ImagesTest.REQUEST),
                (client, options) -> with(client, options).generateImagesAsync(ImagesTest.REQUEST)),
        SPEECH(
                "POST",
                "/v1/t2a_v2",
                Reply.speech(new byte[] {1, 2, 3}),
                (client, options) -> with(client, options).synthesize(SpeechTest.REQUEST),
                (client, options) -> with(client, options).synthesizeAsync(SpeechTest.REQUEST)),
        INPUT_TOKENS(
                "POST",
                "/v1/responses/input_tokens",
                Reply.inputTokens(588),
                (client, options) -> with(client, options).countInputTokens(MiniMaxClientTest.REQUEST),
                (client, options) -> with(client, options).countInputTokensAsync(MiniMaxClientTest.REQUEST)),
        TOKEN_PLAN(
                "GET",
                "/v1/token_plan/remains",
                Reply.tokenPlan(89, 97),
                (client, options) -> with(client, options).tokenPlan(),
                (client, options) -> with(client, options).tokenPlanAsync()),
        FILES(
                "GET",
                "/v1/files/list",
                Reply.files("1", "2"),
                (client, options) -> with(client, options).files().list(null),
                (client, options) -> with(client, options).files().listAsync(null)),
        DELETION(
                "POST",
                "/v1/files/delete",
                Reply.file("1"),
                (client, options) -> with(client, options).files().delete("1", "video_understanding"),
                (client, options) -> with(client, options).files().deleteAsync("1", "video_understanding"));

        final String method;

        final String path;

        final Reply reply;

        final BiFunction<MiniMaxClient, RequestOptions, Object> blocking;

        final BiFunction<MiniMaxClient, RequestOptions, CompletableFuture<?>> async;

        Asked(
                String method,
                String path,
                Reply reply,
                BiFunction<MiniMaxClient, RequestOptions, Object> blocking,
                BiFunction<MiniMaxClient, RequestOptions, CompletableFuture<?>> async) {
            this.method = method;
            this.path = path;
            this.reply = reply;
            this.blocking = blocking;
            this.async = async;
        }

        private static MiniMaxClient with(MiniMaxClient client, @Nullable RequestOptions options) {
            return options == null ? client : client.withOptions(options);
        }

        MiniMaxException failure(MiniMaxClient client) {
            return catchThrowableOfType(MiniMaxException.class, () -> blocking.apply(client, null));
        }
    }

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("test-key")
                .retryDelay(Duration.ofNanos(1))
                .maxRetries(0);
    }

    @ParameterizedTest
    @EnumSource
    void theRequestGoesToItsPathWithKeyAndHeaders(Asked asked, MiniMaxServer server) {
        server.enqueue(asked.reply);
        try (MiniMaxClient client =
                builder(server).customHeaders(Map.of("X-App", "desk")).build()) {
            asked.blocking.apply(client, null);
        }
        RecordedRequest request = server.lastRequest();
        assertThat(request.method()).isEqualTo(asked.method);
        assertThat(request.path()).isEqualTo(asked.path);
        assertThat(request.query()).isNull();
        assertThat(request.header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(request.header("X-App")).isEqualTo("desk");
        assertThat(request.header("Content-Type")).isEqualTo(asked.method.equals("GET") ? null : "application/json");
        if (asked.method.equals("GET")) {
            assertThat(request.header("Content-Length")).isNull();
            assertThat(request.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B33")
    void pathsStandBelowTheBaseUrlHoweverItIsWritten(Asked asked, MiniMaxServer server) {
        for (String suffix : new String[] {"", "/", "/v1", "/v1/", "/v1/chat/completions"}) {
            server.enqueue(asked.reply);
            try (MiniMaxClient client = builder(server)
                    .baseUrl(server.baseUrl() + "/gateway" + suffix)
                    .build()) {
                asked.blocking.apply(client, null);
            }
            assertThat(server.lastRequest().path()).isEqualTo("/gateway" + asked.path);
        }
    }

    @ParameterizedTest
    @EnumSource
    void optionsHoldForOneRequestBlockingOrNot(Asked asked, MiniMaxServer server) throws Exception {
        server.enqueue(asked.reply, asked.reply, asked.reply, asked.reply);
        try (MiniMaxClient client =
                builder(server).customHeaders(Map.of("X-Team", "one")).build()) {
            asked.blocking.apply(client, OTHER);
            assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer other-key");
            asked.async.apply(client, OTHER).get(10, TimeUnit.SECONDS);
            RecordedRequest request = server.takeRequest();
            assertThat(request.header("Authorization")).isEqualTo("Bearer other-key");
            assertThat(request.header("X-Team")).isEqualTo("two");
            asked.blocking.apply(client, null);
            assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer test-key");
            asked.async.apply(client, null).get(10, TimeUnit.SECONDS);
            assertThat(server.takeRequest().header("X-Team")).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B13")
    void wrongOptionsAreRefusedAtOnceWithoutShowingThem(Asked asked, MiniMaxServer server) {
        try (MiniMaxClient client = builder(server).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> asked.blocking.apply(client, new RequestOptions(Map.of(), "Zx81 hidden")))
                    .withMessageContaining("apiKey")
                    .withMessageNotContaining("Zx81");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> asked.async.apply(client, new RequestOptions(Map.of("X-A", "Zx81\nhidden"), null)))
                    .withMessageNotContaining("Zx81");
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B4")
    @Tag("B5")
    @Tag("Q2")
    void theVendorsCodeDecidesUnderEveryStatusAndInEveryShape(Asked asked, MiniMaxServer server) {
        try (MiniMaxClient client = builder(server).build()) {
            for (ErrorShape shape : new ErrorShape[] {ErrorShape.ENVELOPE, ErrorShape.BASE_RESP}) {
                for (int status : new int[] {200, 400, 422, 429, 500, 529}) {
                    for (int code : new int[] {1002, 1004, 1008, 1026, 2049, 2061}) {
                        server.enqueue(Reply.error(shape, status, code, "said so"));
                        MiniMaxException error = asked.failure(client);
                        assertThat(error).is(refusedByTheService());
                        assertThat(error.code()).isEqualTo(code);
                        assertThat(error.kind())
                                .isEqualTo(ErrorTable.ofCode(code).kind());
                        assertThat(error.traceId()).isNotNull();
                        assertThat(error).hasMessageContaining("said so");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MODELS,2013", "EMBEDDINGS,2013", "IMAGES,2013", "SPEECH,2013"})
    @Tag("Q2")
    void anEnvelopeUnderHttp200IsAnError(Asked asked, int code, MiniMaxServer server) {
        server.enqueue(Reply.error(ErrorShape.ENVELOPE_WITH_STATUS_200, 400, code, "invalid params"));
        try (MiniMaxClient client = builder(server).build()) {
            assertThat(asked.failure(client).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B12")
    @Tag("Q1")
    void aRefusedKeyNamesTheHostAndHintsAtTheRegion(Asked asked, MiniMaxServer server) {
        server.enqueue(Reply.error(1004, "login fail"));
        try (MiniMaxClient client = builder(server).build()) {
            assertThat(asked.failure(client))
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("region")
                    .hasMessageNotContaining("test-key");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("Q25")
    void aServerWithoutTheEndpointIsNamedByTheUrlOfTheRequest(Asked asked, MiniMaxServer server) {
        server.enqueue(
                Reply.error(ErrorShape.PLAIN_TEXT, 404, 0, "404 page not found"),
                Reply.error(ErrorShape.HTML, 405, 0, "405 Method Not Allowed"),
                Reply.error(ErrorShape.FASTAPI, 404, 0, "Not Found"),
                Reply.error(ErrorShape.OPENAI, 404, 0, "Invalid URL (" + asked.path + ")"));
        try (MiniMaxClient client = builder(server).build()) {
            for (int i = 0; i < 4; i++) {
                MiniMaxException error = asked.failure(client);
                assertThat(error).hasMessageContaining(" " + server.baseUrl() + asked.path + ":");
                if (i < 3 || asked != Asked.MODEL) { // the last one names a model then
                    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"403,AUTHENTICATION", "429,RATE_LIMIT", "502,SERVER_ERROR", "503,OVERLOADED", "504,TIMEOUT"})
    @Tag("Q23")
    void anErrorPageSpeaksByItsStatus(int status, ErrorKind kind, MiniMaxServer server) {
        try (MiniMaxClient client = builder(server).build()) {
            for (Asked asked : Asked.values()) {
                server.enqueue(Reply.error(ErrorShape.HTML, status, 0, "of a load balancer"));
                assertThat(asked.failure(client).kind()).isEqualTo(kind);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B21")
    void aTransientFailureIsRetriedAndNoOther(Asked asked, MiniMaxServer server) {
        server.enqueue(
                Reply.error(ErrorShape.BASE_RESP, 200, 1002, "rate limit exceeded(RPM)"),
                asked.reply.cutAfter(10),
                asked.reply);
        try (MiniMaxClient client = builder(server).maxRetries(2).build()) {
            assertThat(asked.blocking.apply(client, null)).isNotNull();
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests())
                    .extracting(RecordedRequest::body)
                    .containsOnly(server.requests().get(0).body());

            server.forgetRequests();
            server.enqueue(Reply.error(ErrorShape.BASE_RESP, 200, 2013, "invalid params"));
            assertThat(asked.failure(client).code()).isEqualTo(2013);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("Q40")
    void aServerThatNeverAnswersOrStopsEndsInATimeout(Asked asked, MiniMaxServer server) {
        server.enqueue(Reply.stall(), asked.reply.stallAfter(5));
        Duration limit = Duration.ofMillis(300);
        try (MiniMaxClient client =
                builder(server).firstByteTimeout(limit).idleTimeout(limit).build()) {
            assertThat(asked.failure(client)).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("firstByteTimeout");
            assertThat(asked.failure(client)).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("idleTimeout");
        }
        assertThat(server.awaitOpenConnections(0, Duration.ofSeconds(5))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B11")
    void anAnswerWithoutLengthThatIsCutIsALostConnection(Asked asked, MiniMaxServer server) {
        server.enqueue(asked.reply.untilClose().cutAfter(30), asked.reply.untilClose());
        try (MiniMaxClient client = builder(server).build()) {
            assertThat(asked.failure(client).kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
            assertThat(asked.blocking.apply(client, null)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B15")
    void cancellingTheFutureClosesTheConnection(Asked asked, MiniMaxServer server) {
        server.enqueue(Reply.stall());
        try (MiniMaxClient client = builder(server).build()) {
            CompletableFuture<?> answer = asked.async.apply(client, null);
            server.takeRequest();
            answer.cancel(true);

            assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isTrue();
            assertThat(answer).isCancelled();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheClientEndsAWaitingCall(Asked asked, MiniMaxServer server) {
        server.enqueue(Reply.stall());
        MiniMaxClient client = builder(server).build();
        CompletableFuture<?> answer = asked.async.apply(client, null);
        server.takeRequest();

        client.close();

        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .is(causedBy(failed(ErrorKind.CANCELLED)));
        assertThat(asked.failure(client)).is(failed(ErrorKind.CANCELLED));
    }

    @ParameterizedTest
    @EnumSource
    void aFutureIsCompletedOnTheCallbackExecutor(Asked asked, MiniMaxServer server) throws Exception {
        server.enqueue(asked.reply.delay(Duration.ofMillis(100)), Reply.error(2013, "no"));
        AtomicReference<Thread> executed = new AtomicReference<>();
        try (MiniMaxClient client = builder(server)
                .callbackExecutor(task -> {
                    Thread thread = new Thread(task, "of the test");
                    executed.set(thread);
                    thread.start();
                })
                .build()) {
            CompletableFuture<Thread> continuation =
                    asked.async.apply(client, null).thenApply(answer -> Thread.currentThread());
            assertThat(continuation.get(10, TimeUnit.SECONDS)).isSameAs(executed.get());

            assertThatThrownBy(() -> asked.async.apply(client, null).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .is(causedBy(refusedByTheService()));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("B32")
    void anAnswerSurvivesATrickleOfSingleBytes(Asked asked, MiniMaxServer server) {
        server.enqueue(asked.reply.trickle(1, Duration.ZERO));
        try (MiniMaxClient client = builder(server).build()) {
            assertThat(asked.blocking.apply(client, null)).isNotNull();
        }
    }
}
