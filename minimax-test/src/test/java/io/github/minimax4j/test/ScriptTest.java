package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
class ScriptTest {

    private static String ask(MiniMaxServer server, String text) {
        return String.valueOf(Http.at(Http.post(server, Http.chat(text)), "choices[0].message.content"));
    }

    @Test
    void theQueueGoesFirstThenTheFirstRuleThatFits(MiniMaxServer server) {
        server.when(request -> request.lastUserText().contains("weather"), Reply.text("sunny"))
                .when(request -> true, request -> Reply.text("You said " + request.lastUserText()))
                .when(request -> true, Reply.text("never"))
                .enqueue(Reply.text("one"), Reply.text("two"));

        assertThat(ask(server, "weather?")).isEqualTo("one");
        assertThat(ask(server, "weather?")).isEqualTo("two");
        assertThat(ask(server, "weather?")).isEqualTo("sunny");
        assertThat(ask(server, "hello")).isEqualTo("You said hello");
        assertThat(server.unscriptedRequests()).isEmpty();
    }

    @Test
    void theReplyToAnUnscriptedRequestSaysHowToScriptIt(MiniMaxServer server) {
        server.when(request -> false, Reply.text("never"));

        HttpResponse<String> response = Http.post(server, Http.stream());

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(Http.at(response, "error.message").toString())
                .contains("nothing was scripted")
                .contains("POST /v1/chat/completions, model MiniMax-M3, stream, user says \"Hi\"")
                .contains("server.enqueue(Reply.text(");
        assertThat(server.unscriptedRequests()).containsExactly(server.lastRequest());
    }

    @Test
    void aScriptThatFailsSaysSo(MiniMaxServer server) {
        server.when(request -> request.lastUserText().equals("1"), request -> {
            throw new IllegalStateException("my mistake");
        });
        server.when(request -> request.lastUserText().equals("2"), request -> {
            throw new AssertionError("my assertion");
        });
        server.when(request -> request.at("messages[0].content").equals("3"), request -> null);

        assertThat(Http.post(server, Http.chat("1")).body()).contains("the script failed", "my mistake");
        assertThat(Http.post(server, Http.chat("2")).body()).contains("the script failed", "my assertion");
        assertThat(Http.post(server, Http.chat("3")).body()).contains("the script failed", "returned null");
        assertThat(Http.post(server, "not json").body()).contains("the script failed", "is not JSON");
        assertThat(server.unscriptedRequests()).hasSize(4);
    }

    @Test
    void requestsAreKeptAndCanBeTakenInOrder(MiniMaxServer server) {
        server.when(request -> true, Reply.text("ok"));
        assertThatIllegalStateException().isThrownBy(server::lastRequest).withMessageContaining("no request");
        assertThatIllegalStateException()
                .isThrownBy(() -> server.takeRequest(Duration.ofMillis(10)))
                .withMessageContaining("no (further) request");

        ask(server, "1");
        ask(server, "2");

        assertThat(server.takeRequest().lastUserText()).isEqualTo("1");
        assertThat(server.takeRequest().lastUserText()).isEqualTo("2");
        assertThat(server.lastRequest().lastUserText()).isEqualTo("2");
        assertThat(server.requests()).hasSize(2);
        server.forgetRequests();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPortCanBeChosenIfItIsFree(MiniMaxServer server) {
        assertThat(server.baseUrl()).isEqualTo("http://127.0.0.1:" + server.port());
        assertThat(server.toString()).contains(server.baseUrl());
        assertThatThrownBy(() -> MiniMaxServer.start(server.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + server.port());
    }

    @Test
    void afterAResetTheNextTestFindsTheServerAsGoodAsNew(MiniMaxServer server) {
        server.when(request -> true, Reply.text("left behind")).enqueue(Reply.text("one"), Reply.text("left behind"));
        ask(server, "Hi");
        String address = server.baseUrl();

        server.reset();

        assertThat(server.requests()).isEmpty();
        assertThat(server.connectionCount()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> server.takeRequest(Duration.ZERO));
        assertThat(Http.post(server, Http.chat("Hi")).body()).contains("nothing was scripted");
        assertThat(server.unscriptedRequests()).hasSize(1);
        assertThat(server.baseUrl()).isEqualTo(address);
    }
}
