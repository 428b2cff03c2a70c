package io.github.minimax4j.examples;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
        try (Chromium browser = Chromium.start(Chromium.executable().orElseThrow());
                MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = TravelDeskApplication.start(
                        "--server.port=0",
                        "--langchain4j.minimax.api-key=any",
                        "--langchain4j.minimax.profile=minimax",
                        "--langchain4j.minimax.base-url=" + server.baseUrl())) {
            String url = "http://localhost:" + app.getEnvironment().getProperty("local.server.port");
            script(server);
            try (Tab tab = browser.open(url, 1040, 860)) {
                tab.resize(1040, 860, 1, false);
                tab.screenshot(FOLDER.resolve("travel-desk-welcome.png"));
                play(tab);
                tab.screenshot(FOLDER.resolve("travel-desk.png"));
            }
            script(server);
            try (Tab tab = browser.open(url, 390, 780)) {
                tab.resize(390, 780, 2, true);
                tab.dark();
                play(tab);
                tab.screenshot(FOLDER.resolve("travel-desk-phone.png"));
            }
        }
    }

    private static void script(MiniMaxServer server) {
        server.enqueue(
                Reply.thinking("Maria wants to fly from Lisbon to Oslo tomorrow, as cheaply as possible. I look up the"
                                + " flights first, and book when I know the prices.")
                        .toolCall("searchFlights", "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + DATE + "\"}")
                        .usage(612, 71),
                Reply.thinking("DY1817 costs 142 euros, 47 less than TP758.")
                        .toolCall(
                                "bookFlight",
                                "{\"flightNumber\":\"DY1817\",\"date\":\"" + DATE + "\",\"passenger\":\"Maria Silva\"}")
                        .usage(804, 58),
                Reply.text("Done! Maria Silva is booked on the cheapest flight:\n\n- **DY1817**, Lisbon 15:40 to Oslo"
                                + " 21:05\n- 142 euros, 47 less than TP758 in the morning\n\nThe reference is `TD-1001`. Mind"
                                + " the weather: Oslo expects")
                        .usage(931, 66)
                        .stallAfterEvents(60));
    }

    private static void play(Tab tab) {
        tab.evaluate("document.querySelector('#question').focus()");
        tab.type(Conversation.PLAYED.get(0));
        tab.press("Enter");
        tab.awaitText(".text", "Oslo expects");
        tab.click(".thinking summary");
        tab.await("document.querySelector('.thinking').open");
        tab.evaluate(
                "new Promise(done => setTimeout(done, " + Duration.ofMillis(300).toMillis() + "))");
        tab.evaluate("document.querySelector('#scroll').scrollTo(0, 1e6)");
        tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
}
