package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does on the page, in a real browser. */
class PageBrowserTest extends BrowserTest {

    private static final String DATE = LocalDate.now().plusDays(1).toString();

    private static final String SEARCH = "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + DATE + "\"}";

    private static Reply story() {
        return Reply.thinking("A story, then.")
                .text("Once upon a time.")
                .streamed(stream -> stream.thinkingDeltas("A story, ", "then.").textDeltas("Once ", "upon ", "a time."))
                .stallAfterEvents(4);
    }

    @Test
    void wordsAndThinkingAreThereBeforeTheEnd() {
        server.enqueue(story());
        ask("Tell me a story.");
        tab.awaitText(".answer .text", "Once upon");
        // the server holds the rest back for ever
        assertThat(tab.text(".answer .text")).doesNotContain("a time");
        assertThat(tab.text(".own")).isEqualTo("Tell me a story.");
        assertThat(tab.shows("#stop")).isTrue();
        assertThat(tab.shows("#send")).isFalse();
        assertThat(tab.shows(".thinking .thoughts")).isFalse();
        tab.click(".thinking summary");
        tab.awaitText(".thinking .thoughts", "A story, then.");
        assertThat(tab.shows(".thinking .thoughts")).isTrue();
    }

    @Test
    void toolCallsAreCardsWithArgumentsAndResult() {
        server.enqueue(
                Reply.thinking("I search.").toolCall("searchFlights", SEARCH).usage(1200, 30, 0, 10),
                Reply.toolCall("cancelBooking", "{\"reference\":\"TD-9999\"}").usage(1300, 20),
                Reply.text("Fly **DY1817**.").usage(1400, 12));
        ask("Flights from Lisbon to Oslo?");
        tab.await("document.querySelector('.usage')");
        tab.unfold(".tool");
        assertThat(tab.count(".tool")).isEqualTo(2);
        assertThat(tab.text(".tool"))
                .contains("Search flights", "done", "Arguments", "Lisbon", DATE, "Result", "DY1817", "15:40", "142");
        assertThat(tab.count(".tool table tbody tr")).isEqualTo(2);
        assertThat(tab.text(".tool.failed")).contains("Cancel booking", "failed", "There is no booking TD-9999");
        assertThat(tab.text(".answer .text strong")).isEqualTo("DY1817");
        assertThat(tab.text(".usage")).contains("3,900 tokens in", "62 out", "10 of them thinking");
        assertThat(server.requests()).hasSize(3);
        // the thinking went back with the call it belongs to
        assertThat(server.requests().get(1).body()).contains("I search.");
    }

    @Test
    void theStopButtonHangsUpOnMiniMax() {
        server.enqueue(story(), Reply.text("Yes."));
        ask("Tell me a story.");
        tab.awaitText(".answer .text", "Once upon");
        tab.click("#stop");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        tab.awaitText(".answer .note", "Stopped.");
        assertThat(tab.text(".answer .text")).isEqualTo("Once upon");
        assertThat(tab.shows("#send")).isTrue();
        ask("Did you stop?");
        tab.awaitText(".answer .text", "Yes.");
        // what was said before the stop belongs to the conversation
        RecordedRequest second = server.lastRequest();
        assertThat(second.at("messages[-2].content")).isEqualTo("Once upon ");
        assertThat(second.lastUserText()).isEqualTo("Did you stop?");
    }

    @Test
    void escapeStopsEvenBeforeTheFirstWord() {
        server.enqueue(Reply.stall(), Reply.text("Here I am."));
        ask("Hello?");
        server.takeRequest(SOON);
        tab.press("Escape");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        tab.awaitText(".answer .note", "Stopped.");
        tab.click(".answer .note button");
        tab.awaitText(".answer .text", "Here I am.");
        assertThat(tab.count(".answer")).isEqualTo(1);
        assertThat(server.lastRequest().messages()).hasSize(2);
    }

    @Test
    void aClosedTabHangsUpOnMiniMax() {
        server.enqueue(story());
        Tab other = open();
        other.type("Tell me a story.");
        other.press("Enter");
        other.awaitText(".answer .text", "Once upon");
        other.close();
        assertThat(server.awaitHangUp(SOON)).isTrue();
    }

    @Test
    void aWrongKeyIsAnErrorInWordsWithAWayOut() {
        server.enqueue(Reply.error(1004, "login fail: wrong secret"), Reply.text("Welcome."));
        ask("Hello");
        tab.awaitText(".error", "MiniMax does not accept the API key. Check MINIMAX_API_KEY");
        assertThat(tab.text(".error")).doesNotContain("Exception", "login fail");
        assertThat(tab.evaluate("document.querySelector('.error').getAttribute('role')")
                        .asText())
                .isEqualTo("alert");
        tab.click(".error .actions button");
        tab.awaitText(".answer .text", "Welcome.");
        assertThat(tab.count(".error")).isZero();
        assertThat(tab.count(".own")).isEqualTo(1);
        assertThat(server.lastRequest().messages()).hasSize(2);
    }

    @Test
    void anErrorInTheMiddleLeavesTheWordsAndRetryReplacesThem() {
        server.enqueue(
                Reply.toolCall("searchFlights", SEARCH),
                Reply.text("Half of it")
                        .streamed(stream -> stream.textDeltas("Half ", "of it"))
                        .errorAfterEvents(1, Reply.error(2064, "the server cluster is under high load")),
                Reply.text("All of it."));
        ask("Flights?");
        tab.awaitText(".error", "Wait a little, then try again.");
        assertThat(tab.text(".answer .text")).isEqualTo("Half");
        tab.click(".error .actions button");
        tab.awaitText(".answer .text", "All of it.");
        assertThat(tab.text("#conversation")).doesNotContain("Half");
        // the tool's result stays and is not asked for again
        assertThat(tab.count(".tool")).isEqualTo(1);
        assertThat(server.lastRequest().toolResults()).hasSize(1);
    }

    @Test
    void aServerThatIsNotThereIsAnErrorInWords() {
        server.close();
        ask("Hello");
        tab.awaitText(".error", "MiniMax cannot be reached. Check the network connection");
        assertThat(tab.text(".error .actions")).contains("Try again");
    }

    @Test
    void anEmptyAccountIsAnErrorInWords() {
        server.enqueue(Reply.error(ErrorShape.ENVELOPE, 429, 1008, "insufficient balance"));
        ask("Hello");
        tab.awaitText(".error", "The account's credit or quota is used up. Top up the account");
    }

    @Test
    void aNewConversationIsEmptyForThePageAndTheModel() {
        server.enqueue(Reply.text("First."), story(), Reply.text("Second."));
        ask("One");
        tab.awaitText(".answer .text", "First.");
        ask("Tell me a story.");
        tab.awaitText(".answer .text", "Once upon");
        tab.click("#new");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        assertThat(tab.text("#conversation")).isEmpty();
        assertThat(tab.shows("#welcome")).isTrue();
        assertThat(tab.focused()).isEqualTo("question");
        ask("Two");
        tab.awaitText(".answer .text", "Second.");
        assertThat(tab.count("article")).isEqualTo(2);
        assertThat(server.lastRequest().messages()).hasSize(2); // with that of the system
    }

    @Test
    void itCanBeUsedByKeysAlone() {
        server.enqueue(Reply.text("Two lines."), Reply.text("An example."));
        assertThat(tab.focused()).isEqualTo("question");
        tab.type("One");
        tab.press("Enter", Tab.SHIFT);
        tab.type("two");
        assertThat(server.requests()).isEmpty();
        tab.press("Enter");
        tab.awaitText(".answer .text", "Two lines.");
        assertThat(server.lastRequest().lastUserText()).isEqualTo("One\ntwo");
        assertThat(tab.evaluate("document.querySelector('#question').value").asText())
                .isEmpty();
        tab.await("document.querySelector('#status').textContent === 'Two lines.'");

        tab.press("Tab", Tab.SHIFT); // the image button
        assertThat(tab.focused()).isEqualTo("attach");
        assertThat(tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        tab.evaluate("document.querySelector('#new').focus()");
        tab.press("Enter");
        tab.await("document.querySelector('#welcome').checkVisibility()");
        tab.evaluate("document.querySelector('#examples button').focus()");
        tab.press("Enter");
        tab.awaitText(".answer .text", "An example.");
        assertThat(server.lastRequest().lastUserText()).isEqualTo(Briefing.EXAMPLES.get(0));
        assertThat(tab.evaluate("[...document.querySelectorAll('button, input, textarea')]"
                                + ".filter(e => e.checkVisibility() && !e.labels?.length && !e.innerText.trim()"
                                + " && !e.getAttribute('aria-label')).length")
                        .asInt())
                .as("controls without a name")
                .isZero();
    }

    @Test
    void aPhoneScrollsInOneDirectionOnly() {
        server.enqueue(
                Reply.thinking("x".repeat(300)).toolCall("searchFlights", SEARCH),
                Reply.text("```\n" + "code ".repeat(80) + "\n```\n\n" + "w".repeat(300) + "\n\n| a | b |\n|---|---|\n| "
                        + "cell ".repeat(40) + " | 2 |"));
        tab.resize(360, 740, 2, true);
        tab.evaluate("document.querySelector('#question').focus()");
        ask("Flights from Lisbon to Oslo?" + "z".repeat(200));
        tab.await("document.querySelector('.usage') && document.querySelector('.text table')");
        tab.click(".thinking summary");
        tab.await("document.querySelector('.thinking').open");
        tab.unfold(".tool");
        assertThat(tab.evaluate("[document.documentElement, document.querySelector('#scroll')]"
                                + ".map(e => e.scrollWidth - e.clientWidth).join()")
                        .asText())
                .isEqualTo("0,0");
        assertThat(tab.evaluate("(t => t.scrollWidth - t.clientWidth)(document.querySelector('.tool .table'))")
                        .asInt())
                .as("what is cut off of the flights")
                .isZero();
        assertThat(tab.evaluate("[...document.querySelectorAll('header button, form button')]"
                                + ".filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())"
                                + ".every(r => r.left >= 0 && r.right <= 360 && r.height >= 36)")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void thereIsADarkPage() {
        String luminance = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)"
                + ".reduce((a, b) => a + Number(b), 0)";
        assertThat(tab.evaluate(luminance).asInt()).isGreaterThan(600);
        tab.dark();
        assertThat(tab.evaluate(luminance).asInt()).isLessThan(150);
    }

    @Test
    void anImageReachesTheModel(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("dot.png");
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(
                                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        server.enqueue(Reply.text("A dot."));
        assertThat(tab.shows("#attach")).isTrue();
        tab.chooseFile("#file", file);
        tab.await("document.querySelector('#images img')");
        ask("What is this?");
        tab.awaitText(".answer .text", "A dot.");
        assertThat(tab.count(".own img")).isEqualTo(1);
        assertThat(tab.count("#images img")).isZero();
        List<?> content = (List<?>) server.lastRequest().at("messages[-1].content");
        assertThat(content)
                .anySatisfy(
                        part -> assertThat((Map<?, ?>) part).extracting("type").isEqualTo("image_url"));
        assertThat(server.lastRequest().body())
                .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    }

    @Test
    void aFileThatIsNoImageIsRefusedInWords(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.png"), "no image");
        tab.chooseFile("#file", file);
        tab.awaitText("#problem", "notes.png is not a readable image.");
        assertThat(tab.count("#images img")).isZero();
    }

    @Test
    void whatTheModelWritesNeverBecomesMarkup() {
        String attack = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
                + " [click](javascript:alert(1)) **<b>bold</b>**";
        server.enqueue(
                Reply.thinking(attack).toolCall("weather", "{\"city\":\"<img src=x>\",\"date\":\"<b>x</b>\"}"),
                Reply.text(attack + "\n\n```html\n<b>code</b>\n```"));
        ask("<i>Hi</i>");
        tab.await("document.querySelector('.usage')");
        assertThat(tab.text(".answer .text")).contains("<img src=x onerror", "<b>bold</b>", "<b>code</b>");
        assertThat(tab.text(".own")).isEqualTo("<i>Hi</i>");
        assertThat(tab.count("article img, article script, article b, article i, article a"))
                .isZero();
        assertThat(tab.evaluate("document.title").asText()).isEqualTo("Travel desk");
    }

    @Test
    void whateverTheModelWritesThePageStaysAlive() {
        List<String> texts = List.of(
                "**b** ".repeat(8000),
                ">".repeat(5000) + " deep",
                "*a".repeat(8000) + " " + "**a ".repeat(8000) + "`x ``y ".repeat(8000),
                "[a](https://x".repeat(4000) + "_a _b__ ".repeat(8000) + "https://".repeat(4000),
                IntStream.range(0, 3000).mapToObj(i -> " ".repeat(i) + "- i\n").collect(Collectors.joining()));
        for (int i = 0; i < texts.size(); i++) {
            server.enqueue(Reply.text(texts.get(i)).streamed(stream -> stream.chunkSize(20_000)));
            ask("Text " + i);
            tab.await("document.querySelectorAll('.answer .usage').length === " + (i + 1)
                    + " && !document.body.classList.contains('running')");
        }
        assertThat(tab.count(".error")).isZero();
        assertThat(tab.count(".answer strong")).isGreaterThanOrEqualTo(8000);
        assertThat(tab.count("blockquote")).isEqualTo(20);
    }

    @Test
    void markdownIsShownAsModelsMeanIt() {
        server.enqueue(Reply.text(
                "Flights:\n| No | a\\|b |\n|---|---|\n| **TP758** | x |\n\n---\n\n1. one\n   more\n2. two\n\n"
                        + "   - inner\n3. three\n\n__bold__ and _it_ but snake_case_name, 2 * 3 * 4, ***both*** and"
                        + " [here](https://example.com/a_b_c)."));
        ask("Show me");
        tab.await("document.querySelector('.usage')");
        assertThat(tab.count(".text table tbody tr")).isEqualTo(1);
        assertThat(tab.text(".text th:last-child")).isEqualTo("a|b");
        assertThat(tab.count(".text hr")).isEqualTo(1);
        assertThat(tab.count(".text ol")).isEqualTo(1);
        assertThat(tab.count(".text > ol > li")).isEqualTo(3);
        assertThat(tab.text(".text ol > li")).isEqualTo("one more");
        assertThat(tab.text(".text ol > li:nth-child(2) ul li")).isEqualTo("inner");
        assertThat(tab.evaluate("[...document.querySelectorAll('.text p strong, .text p em')].map(e => e.tagName +"
                                + " e.innerText).join()")
                        .asText())
                .isEqualTo("STRONGbold,EMit,EMboth,STRONGboth");
        assertThat(tab.text(".text > p:last-child")).contains("snake_case_name, 2 * 3 * 4");
        assertThat(tab.evaluate("document.querySelector('.text a').href").asText())
                .isEqualTo("https://example.com/a_b_c");
    }

    @Test
    void whatToolsSayIsShownAsItIs() {
        String passenger = "a*b*c **d** [x](https://evil.example)";
        server.enqueue(
                Reply.toolCall(
                                "bookFlight",
                                "{\"flightNumber\":\"DY1817\",\"date\":\"" + DATE + "\",\"passenger\":\"" + passenger
                                        + "\",\"n\":12345678901234567890}")
                        .toolCall("weather", "{broken")
                        .toolCall("listBookings", "{}"),
                Reply.text("Done."));
        ask("Book");
        tab.await("document.querySelector('.usage')");
        tab.unfold(".tool");
        assertThat(tab.text(".tool")).contains(passenger, "12345678901234567890");
        assertThat(tab.text(".tool table")).contains(passenger);
        assertThat(tab.text(".tool.failed")).contains("{broken", "The arguments cannot be used");
        assertThat(tab.count(".tool a, .tool em, .tool strong")).isZero();
    }

    @Test
    void onlyTheLastAnswerCanBeTriedAgainAndTheFocusGoesToTheQuestion() {
        server.enqueue(Reply.error(1002, "rate limit"), Reply.error(1002, "rate limit"), Reply.text("Here."));
        ask("One");
        tab.awaitText(".error", "Too many requests");
        ask("Two");
        tab.await("document.querySelectorAll('.error').length === 2");
        assertThat(tab.count("button.retry")).isEqualTo(1);
        tab.evaluate("document.querySelector('button.retry').focus()");
        tab.press("Enter");
        tab.awaitText(".answer .text", "Here.");
        assertThat(tab.focused()).isEqualTo("question");
    }

    @Test
    void aNewConversationIsNotAnnouncedAsStopped() {
        server.enqueue(story());
        ask("Tell me a story.");
        tab.awaitText(".answer .text", "Once upon");
        tab.click("#new");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(tab.text("#status")).isEqualTo("New conversation.");
        assertThat(tab.shows("#send")).isTrue();
    }

    @Test
    void aLongConversationIsScrolledByKeys() {
        server.enqueue(Reply.text("A line.\n\n".repeat(100)));
        ask("Long");
        tab.await("document.querySelector('.usage') && document.querySelector('#scroll').scrollTop > 1000");
        String top = "document.querySelector('#scroll').scrollTop";
        double end = tab.evaluate(top).asDouble();
        assertThat(tab.focused()).isEqualTo("question");
        tab.press("PageUp");
        tab.await(top + " < " + (end - 300));
        tab.press("PageDown");
        tab.await(top + " > " + (end - 5));
        tab.evaluate("document.querySelector('#new').focus()");
        tab.press("Tab");
        assertThat(tab.focused()).isEqualTo("scroll");
    }

    @Test
    void aLongWordInATableStaysReadable() {
        server.enqueue(Reply.text("| a | b |\n|---|---|\n| " + "w".repeat(300) + " | 2 |"));
        ask("Table");
        tab.await("document.querySelector('.usage')");
        // what is beyond the edge of a table is announced there
        assertThat(tab.evaluate("getComputedStyle(document.querySelector('.table')).backgroundImage")
                        .asText())
                .contains("linear-gradient");
        assertThat(tab.evaluate("document.querySelector('.text table').offsetWidth")
                        .asInt())
                .isLessThan(400);
    }

    @Test
    void aRequestThatTheDeskRefusesIsNotCalledADeskThatDoesNotAnswer() {
        tab.evaluate("{ const own = window.fetch; window.fetch = async () => { window.fetch = own;"
                + " return new Response('', {status: 403}); } }");
        ask("Hello");
        tab.awaitText(".error", "The travel desk rejected this request.");
        assertThat(tab.count("button.retry")).isZero();
    }
}
