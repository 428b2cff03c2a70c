package io.github.minimax4j.examples.web;

import io.github.minimax4j.examples.TravelDeskApplication;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;

/** Makes the pictures of the README anew: {@code mvn test -Dtest=PageScreenshotsTest -Dscreenshots=../docs/images}. */
@EnabledIfSystemProperty(named = "screenshots", matches = ".+", disabledReason = "only to make the README's pictures")
class PageScreenshotsTest {

    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target"));

    private static final List<String> EARLIER = List.of(
            "A weekend in Berlin in January",
            "Cancel TD-1004 and find a later flight",
            "List my bookings",
            "What is the weather in Lisbon and Oslo tomorrow?");

    private static final String DATE = LocalDate.now().plusDays(1).toString();

    @Test
    void makeThePictures() throws Exception {
        try (Chromium browser = Chromium.startOrSkip();
                MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = TravelDeskApplication.start(
                        "--server.port=0",
                        "--langchain4j.minimax.api-key=any",
                        "--langchain4j.minimax.profile=minimax",
                        "--langchain4j.minimax.base-url=" + server.baseUrl())) {
            String url = DeskUnderTest.url(app);
            for (String earlier : EARLIER) {
                server.enqueue(Reply.text("Of course."));
                new PageClient(url).ask(earlier).rest();
            }
            script(server);
            try (Tab tab = browser.open(url, 1200, 860)) {
                tab.resize(1200, 860, 2, false);
                play(tab);
                tab.click(".tool summary");
                tab.evaluate("document.activeElement.blur()");
                tab.hover("#model");
                frames(tab);
                tab.screenshot(FOLDER.resolve("travel-desk.png"));
            }
            script(server);
            try (Tab tab = browser.open(url, 390, 844)) {
                tab.resize(390, 844, 2, true);
                tab.dark();
                play(tab);
                tab.screenshot(FOLDER.resolve("travel-desk-phone.png"));
            }
            if (Boolean.getBoolean("screenshots.more")) {
                more(browser, server, url);
            }
        }
    }

    private static void script(MiniMaxServer server) {
        server.enqueue(
                Reply.thinking(
                                "The customer wants the cheapest flight from Lisbon to Oslo tomorrow. I look up what goes"
                                        + " before I name a price.")
                        .toolCall("searchFlights", "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + DATE + "\"}")
                        .toolCall("weather", "{\"city\":\"Oslo\",\"date\":\"" + DATE + "\"}"),
                Reply.text(
                                "The cheapest flight tomorrow is **DY1817** for 142 euros:\n\n| Flight | Leaves | Lands | Price |"
                                        + "\n|:--|--:|--:|--:|\n| **DY1817** | 15:40 | 21:05 | 142 € |\n| TP758 | 08:05 | 13:25 | 189 € |"
                                        + "\n\nTake a coat: light snow and −2 °C in Oslo. Shall I book it for you? Then I need")
                        .stallAfterEvents(70));
    }

    private static void play(Tab tab) {
        tab.evaluate("document.querySelector('#question').focus()");
        tab.type("What is the cheapest flight from Lisbon to Oslo tomorrow?");
        tab.press("Enter");
        tab.awaitText(".text", "Then I need");
        frames(tab);
    }

    private static void frames(Tab tab) {
        tab.evaluate(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))");
    }

    /** Further states of the page, to look at. */
    private static void more(Chromium browser, MiniMaxServer server, String url) throws IOException {
        for (int[] size : new int[][] {{1440, 900}, {1000, 700}, {360, 640}, {740, 340}}) {
            try (Tab tab = browser.open(url, size[0], size[1])) {
                frames(tab);
                tab.screenshot(FOLDER.resolve("welcome-" + size[0] + ".png"));
            }
        }
        server.enqueue(
                Reply.text(
                        "# A plan\n\n1. Fly\n2. Sleep\n   - here\n   - there\n\n- [x] booked\n- [ ] paid\n\n> A quote\n\n"
                                + "Use `book()`:\n\n```java\n// books\nfinal class Desk {\n    int price = 142;\n    String name = \"Ann\";\n}\n```\n\n~~189~~ 142"),
                Reply.error(1002, "rate limit"),
                Reply.error(2064, "overloaded"));
        try (Tab tab = browser.open(url, 1200, 900)) {
            for (String question : new String[] {"Show me everything", "And now?"}) {
                tab.type(question);
                tab.press("Enter");
                tab.await("!document.body.classList.contains('running')");
            }
            tab.hover("#conversations .open:not([aria-current])");
            frames(tab);
            tab.screenshot(FOLDER.resolve("everything.png"));
            tab.wheel("#scroll", -300);
            tab.click("article.own .edit");
            tab.click("[name=theme][value=dark]");
            frames(tab);
            tab.screenshot(FOLDER.resolve("everything-dark.png"));
        }
        for (int width : new int[] {360, 768, 1440}) {
            server.enqueue(Reply.text(wide()), Reply.error(2064, "overloaded"), Reply.stall());
            try (Tab tab = browser.open(url, width, 900)) {
                if (width != 768) {
                    tab.dark();
                }
                for (String question : new String[] {"Show me what is wide", "Does that fail?", "Do I wait?"}) {
                    tab.type(question);
                    tab.press("Enter");
                    tab.await("!document.body.classList.contains('running')"
                            + " || document.querySelector('.answer:last-child .patience').textContent");
                }
                frames(tab);
                tab.screenshot(FOLDER.resolve("waiting-" + width + ".png"));
                tab.wheel("#scroll", -5000);
                tab.evaluate("document.querySelector('#scroll').scrollTo(0, 0)");
                frames(tab);
                tab.screenshot(FOLDER.resolve("wide-" + width + ".png"));
            }
        }
        try (Tab tab = browser.open(url, 390, 844)) {
            tab.resize(390, 844, 2, true);
            tab.click("#menu");
            frames(tab);
            tab.screenshot(FOLDER.resolve("drawer.png"));
        }
    }

    private static String wide() {
        String column = "| a column with a long name ";
        return "| Flight " + column.repeat(6) + "|\n|:--" + "|--:".repeat(6) + "|\n"
                + ("| DY1817 " + "| a cell of some forty characters, at the least ".repeat(6) + "|\n").repeat(3)
                + "\n```java\nSystem.out.println(\"" + "a long line ".repeat(20) + "\");\n```\n\n"
                + "averylongwordwithoutanyspace".repeat(6) + "\n";
    }
}
