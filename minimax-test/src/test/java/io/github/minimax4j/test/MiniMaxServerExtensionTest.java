package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
class MiniMaxServerExtensionTest {

    private static final List<MiniMaxServer> SEEN = new CopyOnWriteArrayList<>();

    private MiniMaxServer before;

    @BeforeEach
    void remember(MiniMaxServer server) {
        before = server;
    }

    @RepeatedTest(2)
    void eachTestHasItsOwnServer(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));

        assertThat(server).isSameAs(before);
        assertThat(Http.post(server, Http.chat("Hi")).statusCode()).isEqualTo(200);
        assertThat(server.requests()).hasSize(1);
        assertThat(SEEN).doesNotContain(server);
        SEEN.add(server);
    }

    @AfterEach
    void stillOpen(MiniMaxServer server) {
        assertThat(server).isSameAs(before);
        assertThat(Http.post(server, Http.chat("Hi")).statusCode()).isEqualTo(500);
    }

    @AfterAll
    static void closed() {
        assertThat(SEEN).hasSize(2);
        for (MiniMaxServer server : SEEN) {
            assertThatThrownBy(() -> new RawClient(server).close()).hasMessageContaining("refused");
        }
    }
}
