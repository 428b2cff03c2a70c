package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of gateways, engines and networks have the kind that says what to do, and are retried only where that helps. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class ErrorNamesTest {

    private static MiniMaxClientBuilder builder(String baseUrl) {
        return MiniMaxClient.builder()
                .baseUrl(baseUrl)
                .apiKey("key")
                .chance(() -> 0, System::nanoTime, Clock.systemUTC());
    }

    private static MiniMaxException unary(MiniMaxClient client) {
        return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
    }

    private static RecordingListener stream(MiniMaxClient client) {
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        return listener;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'You exceeded your current quota','type':'insufficient_quota','param':null,'code':'insufficient_quota'}}",
                "{'error':{'message':'You exceeded your current quota','type':'invalid_request_error','code':'insufficient_quota'}}",
                "{'error':{'message':'Hard limit reached','type':'invalid_request_error','code':'billing_hard_limit_reached'}}",
                "{'error':{'message':'quota of the user: 0','type':'new_api_error','code':'insufficient_user_quota'}}",
                "{'error':{'message':'top up','type':'insufficient_balance_error','code':null}}",
                "{'type':'insufficient_quota','message':'You exceeded your current quota'}"
            })
    @Tag("Q22")
    void anAccountWithoutCreditIsNoRateLimitAndIsNotAskedAgain(String body, MiniMaxServer server) {
        for (int status : new int[] {429, 403}) {
            server.when(request -> true, Reply.raw(status, "application/json", body.replace('\'', '"')));
            try (MiniMaxClient client = builder(server.baseUrl()).build()) {
                assertThat(unary(client).kind()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
                assertThat(stream(client).error().kind()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
            }
        }
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insufficient balance",
                "Sorry, your account balance is insufficient",
                "Error: insufficient_quota for this key",
                "You exceeded your current quota, please check your plan and billing details.",
                "Quota exceeded",
                "the token's quota has been exhausted",
                "Your credit balance is too low to access the API",
                "用户余额不足"
            })
    @Tag("Q22")
    void anAccountWithoutCreditIsKnownByTheWordsToo(String said, MiniMaxServer server) {
        for (int status : new int[] {429, 403}) {
            for (String body : new String[] {
                "{\"error\":{\"message\":" + Json.write(said) + "}}",
                "{\"error\":{\"message\":" + Json.write(said) + ",\"type\":\"rate_limit_error\",\"code\":" + status
                        + "}}",
                "{\"detail\":" + Json.write(said) + "}",
                said
            }) {
                server.reset();
                server.when(request -> true, Reply.raw(status, "application/json", body));
                try (MiniMaxClient client = builder(server.baseUrl()).build()) {
                    assertThat(unary(client).kind()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
                }
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rate limit reached for requests",
                "Rate limit exceeded: your quota is 20 requests per minute",
                "Quota exceeded for quota metric 'Generate Content API requests per minute' of service",
                "You exceeded your current quota, please check your plan. Please retry in 35.9s.",
                "Quota exceeded, limit: 250000 TPM",
                "Resource has been exhausted (e.g. check quota).",
                "Token quota exceeded. Try again in 20 seconds",
                "Too many requests: quota exceeded",
                "RPM quota exhausted"
            })
    @Tag("B21")
    void aRateLimitThatSpeaksOfAQuotaStaysOne(String said, MiniMaxServer server) {
        server.when(
                request -> true,
                Reply.raw(429, "application/json", "{\"error\":{\"message\":" + Json.write(said) + "}}"));
        try (MiniMaxClient client = builder(server.baseUrl()).build()) {
            assertThat(unary(client).kind()).isEqualTo(ErrorKind.RATE_LIMIT);
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aRateLimitOfAGatewayStaysOne(MiniMaxServer server) {
        server.when(
                request -> true,
                Reply.raw(
                        429,
                        "application/json",
                        "{\"error\":{\"message\":\"slow down\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}"));
        try (MiniMaxClient client = builder(server.baseUrl()).build()) {
            assertThat(unary(client).kind()).isEqualTo(ErrorKind.RATE_LIMIT);
        }
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "304|MALFORMED_RESPONSE|1|A cache",
                "307|INVALID_REQUEST|1|redirects to another address",
                "409|SERVER_ERROR|3|conflict",
                "425|OVERLOADED|3|too early"
            })
    void aStatusIsNamedForWhatItIs(int status, ErrorKind kind, int requests, String words, MiniMaxServer server) {
        server.when(request -> true, Reply.raw(status, "text/plain", status == 304 ? "" : "no"));
        try (MiniMaxClient client = builder(server.baseUrl()).build()) {
            for (MiniMaxException error :
                    new MiniMaxException[] {unary(client), stream(client).error()}) {
                assertThat(error.kind()).isEqualTo(kind);
                assertThat(error).hasMessageContaining(words).hasMessageContaining("HTTP " + status);
            }
        }
        assertThat(server.requests()).hasSize(2 * requests);
    }

    @Test
    void aConflictThatTheServerExplainsInJsonIsNamedAndRetriedToo(MiniMaxServer server) {
        server.enqueue(
                Reply.raw(409, "application/json", "{\"error\":{\"message\":\"locked\"}}"), Reply.text("Hello."));
        AtomicReference<MiniMaxException> cause = new AtomicReference<>();
        try (MiniMaxClient client = builder(server.baseUrl())
                .retryListener(retry -> cause.set(retry.cause()))
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
        assertThat(cause.get()).hasMessageContaining("conflict").hasMessageContaining("locked");
    }

    @Test
    @Tag("B21")
    void aRefusedConnectionIsTriedAgainSinceNothingWasSent() {
        for (boolean streamed : new boolean[] {false, true}) {
            MiniMaxServer reserved = MiniMaxServer.start();
            int port = reserved.port();
            reserved.close();
            AtomicReference<MiniMaxServer> restarted = new AtomicReference<>();
            try (MiniMaxClient client = builder("http://localhost:" + port)
                    .retryListener(retry -> {
                        assertThat(retry.cause().kind()).isEqualTo(ErrorKind.UNREACHABLE);
                        MiniMaxServer server = MiniMaxServer.start(port);
                        server.enqueue(Reply.text("Hello."));
                        restarted.set(server);
                    })
                    .build()) {
                assertThat(
                                streamed
                                        ? stream(client).completion().text()
                                        : client.chat(MiniMaxClientTest.REQUEST).text())
                        .isEqualTo("Hello.");
                assertThat(restarted.get().requests()).hasSize(1);
            } finally {
                restarted.get().close();
            }
        }
    }

    @Test
    void aHostThatIsNotKnownIsNotAskedForAgain() {
        AtomicReference<Retry> retried = new AtomicReference<>();
        try (MiniMaxClient client = builder("http://no-such-host.invalid")
                .retryListener(retried::set)
                .build()) {
            assertThat(unary(client).retriable()).isFalse();
        }
        assertThat(retried).hasNullValue();
    }

    @Test
    void otherEventsThatWereDeliveredAreNotDeliveredAgainByARetry(MiniMaxServer server) {
        String[] pings = new String[200];
        Arrays.setAll(pings, i -> "{\"ping\":" + i + "}");
        Reply cut = Reply.raw(200, "text/event-stream", sse(pings));
        server.enqueue(
                cut, Reply.raw(200, "text/event-stream", sse(pings) + sse(text("Hi"), finish("stop"), "[DONE]")));
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onOtherEvent(String json) {
                events.add("other:" + json);
            }
        };
        try (MiniMaxClient client = builder(server.baseUrl()).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        }
        assertThat(listener.events).doesNotHaveDuplicates().hasSize(pings.length + 1);
        assertThat(server.requests()).hasSize(1);
    }
}
