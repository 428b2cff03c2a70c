package io.github.minimax4j.examples.web;

import io.github.minimax4j.examples.TravelDeskApplication;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;

/** Makes the pictures of the README anew: {@code mvn test -Dtest=PageScreenshotsTest -Dscreenshots=../docs/images}. */
@EnabledIfSystemProperty(named = "screenshots", matches = ".+", disabledReason = "only to make the README's pictures")
class PageScreenshotsTest {

    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target"));

    private static final String DATE = LocalDate.now().plusDays(1).toString();

    @Test
    void makeThePictures() throws IOException {
        try (Chromium browser = Chromium.startOrSkip();
                MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = TravelDeskApplication.start(
                        "--server.port=0",
                        "--langchain4j.minimax.api-key=any",
                        "--langchain4j.minimax.profile=minimax",
                        "--langchain4j.minimax.base-url=" + server.baseUrl())) {
            String url = DeskUnderTest.url(app);
            script(server);
            try (Tab tab = browser.open(url, 1000, 790)) {
                play(tab);
                tab.screenshot(FOLDER.resolve("travel-desk.png"));
            }
            script(server);
            try (Tab tab = browser.open(url, 390, 844)) {
                tab.resize(390, 844, 2, true);
                tab.dark();
                play(tab);
                tab.screenshot(FOLDER.resolve("travel-desk-phone.png"));
            }
        }
    }

    private static void script(MiniMaxServer server) {
        server.enqueue(
                Reply.thinking(
                                "The customer wants the cheapest flight from Lisbon to Oslo tomorrow. I look up what goes"
                                        + " before I name a price.")
                        .toolCall("searchFlights", "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + DATE + "\"}"),
                Reply.text(
                                "The cheapest flight tomorrow is **DY1817** for 142 euros:\n\n- leaves Lisbon at 15:40, lands"
                                        + " in Oslo at 21:05\n- 47 euros less than TP758 in the morning\n\nShall I book it for you? Then I need")
                        .stallAfterEvents(50));
    }

    private static void play(Tab tab) {
        tab.evaluate("document.querySelector('#question').focus()");
        tab.type("Cheapest flight from Lisbon to Oslo tomorrow?");
        tab.press("Enter");
        tab.awaitText(".text", "Then I need");
        tab.evaluate("document.querySelector('.thinking').open = true");
        tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
}
