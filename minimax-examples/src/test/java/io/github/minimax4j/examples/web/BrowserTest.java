package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** A desk and a browser for the tests of a class, and for each test a scripted server and a tab, which must have nothing to complain of. */
@Timeout(120)
abstract class BrowserTest {

    static final Duration SOON = Duration.ofSeconds(20);

    private static Chromium browser;

    private static ConfigurableApplicationContext app;

    private static int serverPort;

    MiniMaxServer server;

    Tab tab;

    @BeforeAll
    static void startBrowserAndDesk() throws IOException {
        browser = Chromium.startOrSkip();
        serverPort = DeskUnderTest.freePort();
        app = DeskUnderTest.start(serverPort);
    }

    @AfterAll
    static void stopBrowserAndDesk() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        if (app != null) {
            app.close();
            app = null;
        }
    }

    @BeforeEach
    void openThePage() {
        server = MiniMaxServer.start(serverPort);
        tab = open();
    }

    static Tab open() {
        return browser.open(DeskUnderTest.url(app), 1000, 800);
    }

    @AfterEach
    void closeThePage() {
        List<String> complaints = tab.complaints();
        tab.close();
        server.close();
        assertThat(complaints).isEmpty();
    }

    void ask(String question) {
        tab.type(question);
        tab.press("Enter");
    }
}
