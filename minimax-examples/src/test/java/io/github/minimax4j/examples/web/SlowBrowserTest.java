package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** A browser that does not read slows the model's server, and is not waited for in memory. */
@Timeout(120)
class SlowBrowserTest {

    // more events than the model's publisher would keep for a slow subscriber
    private static final int EVENTS = 17_000;

    private static final int CHARACTERS = 3_900;

    // what the buffers of four sockets hold on a Linux, and some
    private static final long BUFFERS = 32L << 20;

    @Test
    void aBrowserThatDoesNotReadStopsItsStreamAndThenGetsItWhole() throws Exception {
        try (FloodServer server = new FloodServer(EVENTS, CHARACTERS);
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port());
                Socket browser = new PageClient(DeskUnderTest.url(app)).raw("Talk")) {
            assertThat(server.stalled().get(60, TimeUnit.SECONDS)).isLessThan(BUFFERS);

            Count count = new Count();
            byte[] buffer = new byte[1 << 16];
            InputStream body = browser.getInputStream();
            while (!count.isDone()) {
                int read = body.read(buffer);
                assertThat(read).isPositive();
                count.add(buffer, read);
                // the program holds no more than what is on its way
                assertThat(server.sent() - (long) count.letters).isLessThan(BUFFERS);
            }
            assertThat(count.letters).isEqualTo(EVENTS * CHARACTERS);
            assertThat(server.ended().get(10, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void aSlowBrowserThatGoesAwayFreesTheServer() throws Exception {
        try (FloodServer server = new FloodServer(EVENTS, CHARACTERS);
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port())) {
            try (Socket browser = new PageClient(DeskUnderTest.url(app)).raw("Talk")) {
                assertThat(browser.isConnected()).isTrue();
                server.stalled().get(60, TimeUnit.SECONDS);
            }
            assertThat(server.ended().get(20, TimeUnit.SECONDS)).hasMessageMatching(".*(reset|Broken pipe).*");
        }
    }

    /** Counts the letters z, of which the answer consists and nothing around it, as they come, and sees its end. */
    private static final class Count {

        private static final String DONE = "event:done";

        private int letters;

        private int matched;

        void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] == 'z') {
                    letters++;
                }
                if (matched < DONE.length()) {
                    matched = bytes[i] == DONE.charAt(matched) ? matched + 1 : bytes[i] == 'e' ? 1 : 0;
                }
            }
        }

        boolean isDone() {
            return matched == DONE.length();
        }
    }
}
