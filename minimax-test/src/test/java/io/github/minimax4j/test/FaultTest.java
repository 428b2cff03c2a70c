package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class FaultTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static String raw(MiniMaxServer server, Reply reply, String body) {
        server.enqueue(reply);
        try (RawClient client = new RawClient(server)) {
            return client.post(body).readAll();
        }
    }

    private static String bodyOf(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void aCutEndsTheConnectionAfterSoManyBytesOfTheBody(MiniMaxServer server) {
        String response = raw(server, Reply.raw(200, "text/plain", "0123456789").cutAfter(4), "{}");

        assertThat(response).contains("Content-Length: 10").endsWith("\r\n\r\n0123");
    }

    @Test
    void aCutStreamEndsAfterSoManyEventsWithoutTheLastChunk(MiniMaxServer server) {
        String response = raw(server, Reply.text("a b c d").cutAfterEvents(2), Http.stream());

        assertThat(Http.events(response)).hasSize(2);
        assertThat(response).contains("Transfer-Encoding: chunked").endsWith("}\n\n\r\n");
    }

    @Test
    void aCutBehindTheEndMeansTheEnd(MiniMaxServer server) {
        String response = raw(server, Reply.text("a b").cutAfterEvents(99), Http.stream());

        assertThat(Http.events(response)).hasSize(3);
        assertThat(response).endsWith("[DONE]\n\n\r\n");
    }

    @Test
    void aCutAtZeroLeavesTheHeadAlone(MiniMaxServer server) {
        assertThat(raw(server, Reply.text("a").cutAfter(0), "{}"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anHttpClientTakesACutForAFailure(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c").cutAfterEvents(1));

        assertThatIOException()
                .isThrownBy(() -> HttpClient.newHttpClient()
                        .send(Http.request(server, Http.CHAT, Http.stream()), BodyHandlers.ofString()));
    }

    @Test
    void aResetIsAReset(MiniMaxServer server) {
        assertThat(raw(server, Reply.text("a b c d").resetAfterEvents(1), Http.stream()))
                .endsWith("<reset>");
        assertThat(raw(server, Reply.raw(200, "text/plain", "0123456789").resetAfter(4), "{}"))
                .endsWith("<reset>")
                .doesNotContain("01234");
    }

    @Test
    void nothingAtAllMayBeAnswered(MiniMaxServer server) {
        assertThat(raw(server, Reply.disconnect(), "{}")).isEmpty();
        assertThat(raw(server, Reply.disconnect().resetAfter(0), "{}")).isEqualTo("<reset>");
        assertThat(raw(server, Reply.rawBytes("SSH-2.0-x\r\n".getBytes()), "{}"))
                .isEqualTo("SSH-2.0-x\r\n");
    }

    @Test
    void aResetOfTheServerEndsWhatIsNotComplete(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.text("a b c").stallAfterEvents(1),
                Reply.stall(),
                Reply.text("late").delay(Duration.ofMinutes(5)));
        try (RawClient begun = new RawClient(server).post(Http.stream());
                RawClient idle = new RawClient(server)) {
            begun.readUntil("data:");
            RawClient stalled = new RawClient(server).post("{}");
            server.takeRequest();
            server.takeRequest();
            RawClient delayed = new RawClient(server).post("{}");
            server.takeRequest();

            server.reset();

            assertThat(begun.readAll()).doesNotContain("HTTP/1.1");
            assertThat(stalled.readAll()).startsWith("HTTP/1.1 400 ").contains("was reset");
            assertThat(delayed.readAll()).startsWith("HTTP/1.1 400 ").contains("was reset");
            assertThat(server.awaitOpenConnections(1, Duration.ofSeconds(10))).isTrue();
            assertThat(server.hangUpCount()).isZero();
            server.enqueue(Reply.text("next"));
            assertThat(idle.post("{}").readUntil("next")).startsWith("HTTP/1.1 200 ");
            stalled.close();
            delayed.close();
        }
    }

    @Test
    void aResetOfTheServerLeavesConnectionsOpenWhoseAnswerIsComplete(MiniMaxServer server) {
        try (RawClient client = new RawClient(server)) {
            for (int i = 0; i < 500; i++) {
                server.enqueue(Reply.raw(200, "text/plain", "complete"));
                assertThat(client.post("{}").readUntil("complete")).startsWith("HTTP/1.1 200 ");
                server.reset();
            }
        }
    }

    @Test
    void aStallLastsUntilTheClientHangsUp(MiniMaxServer server) {
        server.enqueue(
                Reply.stall(),
                Reply.text("a b c").stallAfterEvents(1),
                Reply.raw(200, "text/plain", "abc").stallAfter(1));
        for (String seen : new String[] {"", "\n\n\r\n", "\r\n\r\na"}) {
            try (RawClient client = new RawClient(server)) {
                client.post(Http.stream()).readUntil(seen);
                server.takeRequest();
                assertThat(server.hangUpCount()).isEqualTo(server.requests().size() - 1);
            }
            assertThat(server.awaitHangUp(LONG)).isTrue();
        }
    }

    @Test
    void garbageSlipsInAndTheRestFollows(MiniMaxServer server) {
        server.enqueue(
                Reply.raw(200, "text/plain", "0123").garbageAfter(2, "<>"),
                Reply.raw(200, "text/plain", "0123").garbageAfter(99, "<>"),
                Reply.text("a b").garbageAfterEvents(1, "data: {oops\n\n"));

        assertThat(Http.post(server, Http.chat("Hi")).body()).isEqualTo("01<>23");
        assertThat(Http.post(server, Http.chat("Hi")).body()).isEqualTo("0123<>");
        assertThat(Http.events(Http.post(server, Http.stream())))
                .hasSize(4)
                .element(1)
                .isEqualTo("{oops");
    }

    @Test
    void aTrickleSendsLittleByLittle(MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "text/plain", "0123456789").trickle(3, Duration.ofMillis(20)));

        long start = System.nanoTime();
        String body = Http.post(server, Http.chat("Hi")).body();

        assertThat(body).isEqualTo("0123456789");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void aTrickleOfSingleBytesCutsCharactersButKeepsTheText(MiniMaxServer server) {
        server.enqueue(Reply.text("Grüße 😀").trickle(1, Duration.ZERO));

        String body = Http.post(server, Http.stream()).body();

        assertThat(Http.joined(Http.events(body), "choices[0].delta.content")).isEqualTo("Grüße 😀");
    }

    @Test
    void aBodyUntilCloseHasNoLengthAndACutOfItLooksLikeAnEnd(MiniMaxServer server) {
        String whole = raw(server, Reply.text("a b").untilClose(), Http.stream());
        String cut = raw(server, Reply.text("a b").untilClose().cutAfterEvents(1), Http.stream());

        assertThat(whole)
                .contains("Connection: close")
                .doesNotContain("Content-Length", "Transfer-Encoding")
                .endsWith("data: [DONE]\n\n");
        assertThat(Http.events(bodyOf(cut))).hasSize(1);
    }

    @Test
    void aClaimedLengthIsSentAsClaimed(MiniMaxServer server) {
        String response = raw(server, Reply.raw(200, "text/plain", "0123").header("Content-Length", "1000"), "{}");

        assertThat(response)
                .containsOnlyOnce("Content-Length")
                .contains("Content-Length: 1000")
                .endsWith("0123");
    }

    @Test
    void pausesAndDelaysTakeTheirTime(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c")
                .delay(Duration.ofMillis(50))
                .streamed(stream -> stream.pause(Duration.ofMillis(20)).pauseAfterEvents(1, Duration.ofMillis(50))));

        long start = System.nanoTime();
        Http.post(server, Http.stream());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(160));
    }

    @Test
    void pausesShorterThanAMillisecondWork(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c").streamed(stream -> stream.pause(Duration.ofNanos(200_000))));

        assertThat(Http.events(Http.post(server, Http.stream()))).hasSize(4);
    }
}
