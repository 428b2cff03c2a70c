package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.Failures.refusedByTheService;
import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The peculiar ways in which MiniMax and its gateways say no, as the user hears of them: over HTTP, whole and streamed. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class ErrorQuirksTest {

    private MiniMaxClient client;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = builder(server).build();
    }

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("test-key")
                .retryDelay(Duration.ofMillis(1));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private MiniMaxException unary() {
        return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
    }

    private RecordingListener stream() {
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        return listener;
    }

    /** What both ways of asking end in, each after so many requests. */
    private void bothFail(MiniMaxServer server, Reply reply, ErrorKind kind, Integer code, int requests) {
        server.when(request -> true, reply);
        for (MiniMaxException error : new MiniMaxException[] {unary(), stream().error()}) {
            assertThat(error.kind()).isEqualTo(kind);
            assertThat(error.code()).isEqualTo(code);
        }
        assertThat(server.requests()).hasSize(2 * requests);
    }

    @ParameterizedTest
    @CsvSource({
        "1004,AUTHENTICATION,1",
        "2049,AUTHENTICATION,1",
        "1008,QUOTA_EXCEEDED,1",
        "2013,INVALID_REQUEST,1",
        "1000,SERVER_ERROR,3"
    })
    @Tag("B4")
    @Tag("Q2")
    @Tag("Q37")
    void anErrorUnderStatus200IsAnErrorWholeAndInsteadOfAStream(
            int code, ErrorKind kind, int requests, MiniMaxServer server) {
        bothFail(server, Reply.error(ErrorShape.BASE_RESP_WITH_NULL_CHOICES, 200, code, "no"), kind, code, requests);
    }

    @Test
    @Tag("Q2")
    @Tag("Q37")
    void theEnvelopeUnderStatus200IsAnErrorAndItsOwnStatusCounts(MiniMaxServer server) {
        bothFail(
                server,
                Reply.error(ErrorShape.ENVELOPE_WITH_STATUS_200, 401, 0, "no such key"),
                ErrorKind.AUTHENTICATION,
                null,
                1);
    }

    @Test
    @Tag("Q2")
    @Tag("Q3")
    void theStatusWithinAnEnvelopeBeatsThatOfHttp(MiniMaxServer server) {
        bothFail(
                server,
                Reply.raw(
                        200,
                        "application/json",
                        "{\"error\":{\"message\":\"busy\",\"type\":\"odd\",\"http_code\":\"401\"}}"),
                ErrorKind.AUTHENTICATION,
                null,
                1);
    }

    @ParameterizedTest
    @CsvSource({"0,1004", "1,1008", "2,2049", "3,1027", "0,2013", "3,2013"})
    @Tag("B4")
    void anErrorIsOneAsFirstMiddleAndLastEvent(int event, int code, MiniMaxServer server) {
        String[] payloads = {text("One"), text(" two"), finish("stop"), "[DONE]"};
        payloads[event] =
                "{\"id\":\"a\",\"choices\":[],\"base_resp\":{\"status_code\":" + code + ",\"status_msg\":\"not now\"}}";
        server.enqueue(Reply.events(payloads));

        RecordingListener listener = stream();

        assertThat(listener.error().code()).isEqualTo(code);
        assertThat(listener.error()).hasMessageContaining("not now");
        assertThat(listener.error().traceId()).isNotNull();
        assertThat(listener.ends()).isEqualTo(1);
        assertThat(listener.text).hasToString("One two".substring(0, new int[] {0, 3, 7, 7}[event]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1004, 2049})
    @Tag("Q1")
    @Tag("B12")
    void aKeyOfAnotherRegionIsAskedForByHostOnBothWaysAndOnce(int code, MiniMaxServer server) {
        bothFail(server, Reply.error(code, "token not match group"), ErrorKind.AUTHENTICATION, code, 1);

        MiniMaxException error = unary();
        assertThat(error)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("region")
                .hasMessageNotContaining("test-key");
    }

    @Test
    @Tag("Q1")
    @Tag("Q22")
    void aPlanWithoutTheModelIsNoServerErrorThoughItComesAs500(MiniMaxServer server) {
        bothFail(
                server,
                Reply.error(ErrorShape.ENVELOPE, 500, 2061, "your plan does not support this model"),
                ErrorKind.MODEL_NOT_FOUND,
                2061,
                1);
        assertThat(unary()).hasMessageContaining("plan");
    }

    @Test
    @Tag("Q22")
    void anEmptyBalanceIsNoRateLimitThoughItComesAs429(MiniMaxServer server) {
        bothFail(
                server,
                Reply.error(ErrorShape.ENVELOPE, 429, 1008, "insufficient balance"),
                ErrorKind.QUOTA_EXCEEDED,
                1008,
                1);
    }

    @ParameterizedTest
    @CsvSource({"529,OVERLOADED", "520,SERVER_ERROR", "503,OVERLOADED", "599,SERVER_ERROR"})
    @Tag("Q23")
    void anUnusualStatusOfTheServerIsTriedAgain(int status, ErrorKind kind, MiniMaxServer server) {
        bothFail(server, Reply.raw(status, "text/html", "<html>busy</html>"), kind, null, 3);
    }

    @Test
    @Tag("Q24")
    void anUnknownModelIsNamedAsSuchThoughItComesAs400(MiniMaxServer server) {
        bothFail(
                server,
                Reply.error(2013, "invalid params, unknown model 'minimax-m9'"),
                ErrorKind.MODEL_NOT_FOUND,
                2013,
                1);
        assertThat(unary()).hasMessageContaining("minimax-m9");
    }

    @Test
    @Tag("Q25")
    @Tag("B32")
    void plainTextAndAWebPageAreReadAsFarAsTheyGo(MiniMaxServer server) {
        server.enqueue(
                Reply.raw(404, "application/json", "404 page not found"),
                Reply.raw(502, "text/html", "<html><h1>Bad Gateway</h1></html>"),
                Reply.raw(502, "text/html", "<html><h1>Bad Gateway</h1></html>"),
                Reply.raw(502, "text/html", "<html><h1>Bad Gateway</h1></html>"));

        assertThat(stream().error())
                .hasMessageContaining(server.baseUrl() + "/v1/chat/completions")
                .hasMessageContaining("404");
        assertThat(unary().bodyExcerpt()).contains("Bad Gateway");
    }

    @Test
    @Tag("B32")
    void anErrorWithinAnArrayIsRead(MiniMaxServer server) {
        bothFail(
                server,
                Reply.raw(400, "application/json", "[{\"error\":{\"code\":400,\"message\":\"bad field\"}}]"),
                ErrorKind.INVALID_REQUEST,
                null,
                1);
        assertThat(unary()).hasMessageContaining("bad field");
    }

    @Test
    @Tag("Q36")
    @Tag("B23")
    void aContentCheckWithinTheArgumentsLeavesNoCallToRun(MiniMaxServer server) {
        server.enqueue(
                Reply.toolCall("c1", "transfer", "{\"amount\": 100, \"to\": \"somebody\"}")
                        .streamed(s -> s.chunkSize(5))
                        .errorAfterEvents(3, Reply.error(1027, "output new_sensitive")),
                Reply.toolCall("c1", "transfer", "{\"amount\": 100, \"to\": \"somebody\"}")
                        .streamed(s -> s.chunkSize(5))
                        .cutAfterEvents(3));

        RecordingListener refused = stream();
        assertThat(refused.error().kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(refused.toolCalls).isEmpty();
        RecordingListener cut = stream();
        assertThat(cut.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        assertThat(cut.toolCalls).isEmpty();
        assertThat(server.requests())
                .as("nothing is asked twice once something was told")
                .hasSize(2);
    }

    @Test
    @Tag("B23")
    void bothContentChecksAreDistinguishedFromOtherRefusals(MiniMaxServer server) {
        bothFail(server, Reply.error(1026, "input new_sensitive"), ErrorKind.CONTENT_FILTERED, 1026, 1);
        assertThat(unary().hint()).contains("request");
    }

    @Test
    @Tag("Q43")
    void anErrorOfAGatewayInMidStreamEndsTheStreamWithItsWords(MiniMaxServer server) {
        server.enqueue(Reply.events(
                text("Once upon"),
                "{\"id\":\"gen-1\",\"error\":{\"code\":400,\"message\":\"Minimax midstream error\"},"
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
                "[DONE]"));

        RecordingListener listener = stream();

        assertThat(listener.error()).is(refusedByTheService()).hasMessageContaining("midstream error");
        assertThat(listener.events).containsExactly("text:Once upon", "error");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1002,rate limit exceeded(RPM)", "1039,token limit"})
    @Tag("Q45")
    void aRateLimitIsNeverTakenForAContentCheck(int code, String message, MiniMaxServer server) {
        bothFail(server, Reply.error(ErrorShape.BASE_RESP, 200, code, message), ErrorKind.RATE_LIMIT, code, 3);
    }

    @Test
    @Tag("Q21")
    void aModelThatCannotStopThinkingIsNotAskedTo(MiniMaxServer server) {
        ChatCompletionRequest request = MiniMaxClientTest.REQUEST.toBuilder()
                .model("MiniMax-M3.1-Flash")
                .thinking(Thinking.DISABLED)
                .build();

        try (MiniMaxClient ofMiniMax =
                builder(server).profile(TargetProfile.MINIMAX).build()) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> ofMiniMax.chat(request),
                    () -> ofMiniMax.stream(request, new RecordingListener()),
                    () -> ofMiniMax.check(request))) {
                assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("thinking is disabled, but MiniMax-M3.1-Flash cannot stop thinking");
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("Q21")
    void aModelThatCannotStopThinkingSaysSoItselfThroughAGateway(MiniMaxServer server) {
        client.close();
        client = builder(server).profile(TargetProfile.GATEWAY).build();
        server.when(request -> true, Reply.error(2013, "MiniMax-M3.1-Flash requires adaptive thinking"));
        ChatCompletionRequest request = MiniMaxClientTest.REQUEST.toBuilder()
                .model("MiniMax-M3.1-Flash")
                .thinking(Thinking.DISABLED)
                .build();

        MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.chat(request));

        assertThat(server.lastRequest().at("thinking.type")).isEqualTo("disabled");
        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(error).hasMessageContaining("requires adaptive thinking");
    }

    @Test
    @Tag("Q5")
    @Tag("B27")
    void aTemperatureThatOnlyTheServerRefusesIsSentAsGivenAndRefusedByIt(MiniMaxServer server) {
        server.when(request -> true, Reply.error(2013, "invalid params, temperature"));
        ChatCompletionRequest request =
                MiniMaxClientTest.REQUEST.toBuilder().temperature(0.0).build();

        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.chat(request)))
                .hasMessageContaining("temperature");
        assertThat(server.lastRequest().body()).contains("\"temperature\":0.0");
    }

    @Test
    @Tag("Q40")
    void aFirstByteMayTakeLongerThanLaterSilenceMay(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").delay(Duration.ofMillis(700)));
        client.close();
        client = builder(server)
                .firstByteTimeout(Duration.ofSeconds(30))
                .idleTimeout(Duration.ofMillis(200))
                .build();

        assertThat(stream().completion().text()).isEqualTo("Hello.");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("Q26")
    @Tag("B32")
    void aStreamWhoseEventsHaveNoChoiceAtAllIsAnError(MiniMaxServer server) {
        client.close();
        client = builder(server).maxRetries(0).build();
        server.enqueue(
                Reply.events("{\"id\":\"a\",\"choices\":[],\"base_resp\":{\"status_code\":0}}", "[DONE]"),
                Reply.events("{\"id\":\"a\",\"choices\":null}"));

        assertThat(stream().error().kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(stream().error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
    }

    @Test
    @Tag("B6")
    void aCallWithoutAnyNameIsAnErrorAndNotACall(MiniMaxServer server) {
        server.enqueue(Reply.events(
                delta("\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"{}\"}}]"),
                finish("tool_calls")));

        RecordingListener listener = stream();

        assertThat(listener.error().kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(listener.toolCalls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ENVELOPE",
        "BASE_RESP",
        "BASE_RESP_WITH_NULL_CHOICES",
        "OPENAI",
        "OPENAI_WITH_CODE_AS_TEXT",
        "ANTHROPIC",
        "INNER_OBJECT",
        "VLLM",
        "FASTAPI"
    })
    @Tag("B32")
    @Tag("Q3")
    void whatTheServerSaidIsInTheMessageWhateverItsShape(ErrorShape shape, MiniMaxServer server) {
        server.enqueue(Reply.error(shape, 400, 2013, "top_p is odd"));

        assertThat(unary()).hasMessageContaining("top_p is odd").hasMessageContaining("400");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    @Tag("B12")
    @Tag("B13")
    void aRedirectionIsNotFollowedSoThatTheKeyGoesNowhereElse(int status, MiniMaxServer server) {
        try (MiniMaxServer elsewhere = MiniMaxServer.start()) {
            server.enqueue(Reply.raw(status, "text/plain", "moved")
                    .header("Location", elsewhere.baseUrl() + "/v1/chat/completions"));

            assertThat(unary().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theLimitOnACallHoldsForAllItsAttemptsTogether(MiniMaxServer server) {
        server.enqueue(
                Reply.error(1002, "later").delay(Duration.ofMillis(1200)),
                Reply.stall(),
                Reply.text("too late").delay(Duration.ofSeconds(20)));
        client.close();
        client = builder(server).callTimeout(Duration.ofMillis(2000)).build();
        long started = System.nanoTime();

        assertThat(unary()).is(failed(ErrorKind.TIMEOUT)).hasMessageContaining("callTimeout");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(3000));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anEndlessErrorPageIsReadNoFurtherThanItExplains(MiniMaxServer server) {
        server.enqueue(Reply.raw(400, "text/plain", "x".repeat(3_000_000)));

        assertThat(unary().bodyExcerpt()).hasSizeLessThan(600);
    }
}
