package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class ConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private static Reply ok(String body) {
        return Reply.raw(200, "text/plain", body);
    }

    @Test
    void aConnectionServesManyRequests(MiniMaxServer server) {
        server.when(request -> true, ok("<end>"));
        try (RawClient client = new RawClient(server)) {
            client.post("{}").readUntil("<end>");
            client.post("{\"stream\":true}").readUntil("<end>");

            assertThat(server.connectionCount()).isEqualTo(1);
            assertThat(server.openConnections()).isEqualTo(1);
            assertThat(server.requests())
                    .extracting(RecordedRequest::connection)
                    .containsExactly(1, 1);
        }
        assertThat(server.awaitOpenConnections(0, LONG)).isTrue();
        assertThat(server.openConnections()).isZero();
        assertThat(server.hangUpCount()).isZero();
    }

    @Test
    void connectionsAreCounted(MiniMaxServer server) {
        server.when(request -> true, ok("<end>"));
        try (RawClient first = new RawClient(server);
                RawClient second = new RawClient(server)) {
            first.post("{}").readUntil("<end>");
            second.post("{}").readUntil("<end>");

            assertThat(server.connectionCount()).isEqualTo(2);
            assertThat(server.openConnections()).isEqualTo(2);
            assertThat(server.awaitOpenConnections(1, Duration.ofMillis(20))).isFalse();
        }
        assertThat(server.awaitOpenConnections(0, LONG)).isTrue();
        assertThat(server.connectionCount()).isEqualTo(2);
    }

    @Test
    void aStreamLeavesTheConnectionUsable(MiniMaxServer server) {
        server.enqueue(Reply.text("a b"), ok("<end>"));
        try (RawClient client = new RawClient(server)) {
            client.post(Http.stream()).readUntil("0\r\n\r\n");
            client.post("{}").readUntil("<end>");
        }
        assertThat(server.connectionCount()).isEqualTo(1);
    }

    @Test
    void requestsMayComeOneUponTheOther(MiniMaxServer server) {
        server.enqueue(Reply.text("a b").streamed(stream -> stream.pause(Duration.ofMillis(20))), ok("<second>"));
        try (RawClient client = new RawClient(server)) {
            client.post(Http.stream()).post("{\"n\":2}");

            assertThat(client.readUntil("<second>")).contains("[DONE]");
        }
        assertThat(server.lastRequest().at("n")).isEqualTo(2);
    }

    @Test
    void aBodyMayComeInChunks(MiniMaxServer server) {
        server.enqueue(ok("<end>"));
        try (RawClient client = new RawClient(server)) {
            client.send("POST /v1/x?a=b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "5;ext=1\r\n{\"a\":\r\n3\r\n12}\r\n0\r\nTrailer: x\r\n\r\n")
                    .readUntil("<end>");
        }
        assertThat(server.lastRequest().body()).isEqualTo("{\"a\":12}");
        assertThat(server.lastRequest().path()).isEqualTo("/v1/x");
        assertThat(server.lastRequest().query()).isEqualTo("a=b");
    }

    @Test
    void aClientThatExpectsToBeToldToContinueIsTold(MiniMaxServer server) {
        server.enqueue(ok("<end>"));
        try (RawClient client = new RawClient(server)) {
            client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                    .readUntil("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("{}").readUntil("<end>");
        }
        assertThat(server.lastRequest().body()).isEqualTo("{}");
    }

    @Test
    void aRequestWithoutBodyIsFine(MiniMaxServer server) {
        server.enqueue(ok("models"));

        assertThat(Http.get(server, "/v1/models").body()).isEqualTo("models");
        assertThat(server.lastRequest().method()).isEqualTo("GET");
        assertThat(server.lastRequest().json()).isNull();
    }

    @Test
    void connectionCloseAndHttp10AreHeeded(MiniMaxServer server) {
        server.when(request -> true, Reply.text("a"));
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
                            .readAll())
                    .startsWith(OK);
        }
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readAll())
                    .contains("Connection: close")
                    .doesNotContain("Transfer-Encoding");
        }
    }

    @Test
    void whatIsNoHttpIsRefused(MiniMaxServer server) {
        for (String nonsense : new String[] {
            "nonsense\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
            "GET / HTTP/1.1\r\nno header\r\n\r\n"
        }) {
            try (RawClient client = new RawClient(server)) {
                assertThat(client.send(nonsense).readAll()).startsWith("HTTP/1.1 400 ");
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void hangingUpInAPauseIsNoticedAtOnce(MiniMaxServer server) {
        server.enqueue(Reply.text("a b").streamed(stream -> stream.pause(Duration.ofHours(1))));
        try (RawClient client = new RawClient(server)) {
            client.post(Http.stream()).readUntil("\"a\"");
            assertThat(server.awaitHangUp(Duration.ofMillis(20))).isFalse();
        }
        assertThat(server.awaitHangUp(LONG)).isTrue();
        assertThat(server.hangUpCount()).isEqualTo(1);
        assertThat(server.awaitOpenConnections(0, LONG)).isTrue();
    }

    @Test
    void hangingUpBeforeTheHeadIsNoticedAtOnce(MiniMaxServer server) {
        server.enqueue(Reply.text("a").delay(Duration.ofHours(1)));
        try (RawClient client = new RawClient(server)) {
            client.post(Http.stream());
            server.takeRequest();
        }
        assertThat(server.awaitHangUp(LONG)).isTrue();
    }

    @Test
    void aResetByTheClientIsAHangUpToo(MiniMaxServer server) {
        server.enqueue(Reply.stall());
        try (RawClient client = new RawClient(server)) {
            client.post("{}");
            server.takeRequest();
            client.reset();
        }
        assertThat(server.awaitHangUp(LONG)).isTrue();
    }

    @Test
    void anEndlessStreamEndsWhenTheClientHangsUp(MiniMaxServer server) {
        server.enqueue(
                Reply.text("la la").streamed(StreamShape::endless),
                Reply.text("la la").streamed(stream -> stream.endless().pause(Duration.ofMillis(1))));
        for (int i = 0; i < 2; i++) {
            try (RawClient client = new RawClient(server)) {
                client.post(Http.stream());
                for (int event = 0; event < 20; event++) {
                    client.readUntil("\" la\"");
                }
            }
            assertThat(server.awaitHangUp(LONG)).isTrue();
        }
    }

    @Test
    void leavingALargeAnswerUnreadAndHangingUpIsNoticed(MiniMaxServer server) {
        server.enqueue(ok("x".repeat(50_000_000)));
        try (RawClient client = new RawClient(server)) {
            client.post("{}").readUntil("xxx");
        }
        assertThat(server.awaitHangUp(LONG)).isTrue();
    }

    @Test
    void whatTheClientSendsWhileStalledIsNoHangUp(MiniMaxServer server) {
        server.enqueue(Reply.text("a b").streamed(stream -> stream.pause(Duration.ofMillis(100))));
        server.when(request -> true, ok("<end>"));
        try (RawClient client = new RawClient(server)) {
            client.post(Http.stream()).readUntil("\"a\"");
            client.post(Http.chat("x".repeat(20_000)));

            assertThat(client.readUntil("<end>")).contains("[DONE]");
        }
        assertThat(server.lastRequest().lastUserText()).hasSize(20_000);
        assertThat(server.hangUpCount()).isZero();
    }

    @Test
    void closingTheServerEndsAllConnectionsAndIsNoHangUp(MiniMaxServer server) {
        server.enqueue(Reply.stall());
        try (RawClient stalled = new RawClient(server);
                RawClient idle = new RawClient(server)) {
            stalled.post("{}");
            server.takeRequest();
            server.close();
            server.close();

            stalled.readAll();
            idle.readAll();
        }
        assertThat(server.awaitOpenConnections(0, LONG)).isTrue();
        assertThat(server.hangUpCount()).isZero();
    }
}
