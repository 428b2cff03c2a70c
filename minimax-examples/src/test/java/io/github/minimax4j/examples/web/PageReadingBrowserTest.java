package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the page reads: where it scrolls to, what it folds, how it waits, what it looks like. */
class PageReadingBrowserTest extends BrowserTest {

    private static final String TOP = "document.querySelector('#scroll').scrollTop";

    private static final String TO_END =
            "(s => s.scrollHeight - s.scrollTop - s.clientHeight)" + "(document.querySelector('#scroll'))";

    private static final String SEARCH =
            "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + LocalDate.now().plusDays(1) + "\"}";

    private static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** Paragraphs, each a delta of its own. */
    private static CompletionReply paragraphs(int count) {
        String[] deltas = IntStream.range(0, count)
                .mapToObj(i -> "Paragraph " + i + " of a long answer.\n\n")
                .toArray(String[]::new);
        return Reply.text(String.join("", deltas)).streamed(stream -> stream.textDeltas(deltas));
    }

    private void frames() {
        tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
                + " requestAnimationFrame(done))))");
    }

    @Test
    void theReaderWhoStaysAtTheEndIsKeptThereWhateverGrowsOrShrinks() {
        server.enqueue(
                Reply.thinking("I search. ".repeat(300)).toolCall("searchFlights", SEARCH),
                Reply.toolCall("listBookings", "{}").toolCall("searchFlights", SEARCH),
                paragraphs(60).streamed(stream -> stream.pause(Duration.ofMillis(5))));
        tab.evaluate("{ const s = document.querySelector('#scroll'); window.worst = 0;"
                + " const look = () => { if (document.querySelector('.answer')) window.worst = Math.max(window.worst,"
                + " document.querySelector('#jump').hidden ? 0 : 1); requestAnimationFrame(look); };"
                + " requestAnimationFrame(look); }");
        ask("Long");
        tab.await("document.querySelector('.usage')");
        frames();
        assertThat(tab.evaluate(TOP).asDouble()).isGreaterThan(500);
        assertThat(tab.evaluate(TO_END).asDouble()).isLessThan(2);
        assertThat(tab.evaluate("window.worst").asInt())
                .as("whether it has let go in between")
                .isZero();
        // it may grow between the scrolling and the event that reports it
        tab.evaluate("{ let left = 5; document.addEventListener('scroll', () => { if (left-- > 0)"
                + " document.querySelector('.answer .text').append(...Array.from({length: 20}, () =>"
                + " Object.assign(document.createElement('p'), {textContent: 'More'}))); }, true);"
                + " document.querySelector('.answer .text').append('Go'); }");
        tab.await("document.querySelectorAll('.answer .text p').length === 160");
        frames();
        assertThat(tab.evaluate(TO_END).asDouble()).isLessThan(2);
        assertThat(tab.evaluate("window.worst").asInt()).isZero();
        // what lies above may shrink or grow, and the window, too
        tab.unfold(".tool, .thinking");
        frames();
        assertThat(tab.evaluate(TO_END).asDouble()).isLessThan(2);
        tab.resize(1000, 500, 1, false);
        frames();
        assertThat(tab.evaluate(TO_END).asDouble()).isLessThan(2);
    }

    @Test
    void theReaderWhoScrollsUpALittleIsNotPulledBackAndReturnsWithTheButton() {
        server.enqueue(paragraphs(60).stallAfterEvents(50), paragraphs(60));
        ask("Long");
        tab.awaitText(".answer .text", "Paragraph 40");
        frames();
        assertThat(tab.shows("#jump")).isFalse();
        double end = tab.evaluate(TOP).asDouble();
        tab.wheel("#scroll", -20);
        tab.await(TOP + " < " + end);
        tab.await("!document.querySelector('#jump').hidden");
        double left = tab.evaluate(TOP).asDouble();
        assertThat(end - left).isLessThan(60);

        // more comes in below
        tab.evaluate("document.querySelector('.answer .text').append(...Array.from({length: 30}, () =>"
                + " Object.assign(document.createElement('p'), {textContent: 'More'})))");
        frames();
        assertThat(tab.evaluate(TOP).asDouble()).isEqualTo(left);
        tab.click("#jump");
        tab.await(TO_END + " < 2");
        assertThat(tab.shows("#jump")).isFalse();
    }

    @Test
    void whatTheReaderUnfoldsStaysWhereItIs() {
        server.enqueue(Reply.thinking("I think. ".repeat(800)).text("Done."));
        ask("Think");
        tab.await("document.querySelector('.usage')");
        String place = "document.querySelector('.thinking summary').getBoundingClientRect().top";
        double before = tab.evaluate(place).asDouble();
        tab.click(".thinking summary");
        tab.await("document.querySelector('.thinking').open");
        frames();
        assertThat(tab.evaluate(place).asDouble()).isEqualTo(before);
        assertThat(tab.shows("#jump")).isTrue();
    }

    @Test
    void aToolCardIsOneLineOnceTheToolIsDone() {
        server.enqueue(
                Reply.toolCall("searchFlights", SEARCH)
                        .toolCall("cancelBooking", "{\"reference\":\"TD-9999\"}")
                        .toolCall("weather", "{\"city\":\"Oslo\"}"),
                Reply.text("Two."));
        ask("Flights?");
        tab.await("document.querySelector('.usage')");
        assertThat(tab.evaluate("Math.max(...[...document.querySelectorAll('.tool')].map(e => e.offsetHeight))")
                        .asInt())
                .isLessThan(48);
        assertThat(tab.shows(".tool .part")).isFalse();
        assertThat(tab.text(".tool")).contains("Search flights", "Lisbon, Oslo", "2 results", "done");
        assertThat(tab.text(".tool.failed")).contains("There is no booking TD-9999", "failed");
        tab.click(".tool summary");
        tab.await("document.querySelector('.tool .part').checkVisibility()");
    }

    @Test
    void aToolCardShowsWhatIsCalledWhileItRuns() {
        // the call is complete, and the response is not
        server.enqueue(Reply.toolCall("searchFlights", SEARCH)
                .toolCall("listBookings", "{}")
                .stallAfterEvents(3));
        ask("Flights?");
        tab.await("document.querySelector('.tool')");
        assertThat(tab.text(".tool .state")).isEqualTo("running");
        assertThat(tab.shows(".tool .part")).isTrue();
        tab.click("#stop");
        tab.awaitText(".tool .state", "interrupted");
        assertThat(tab.shows(".tool .part")).isFalse();
    }

    @Test
    void aLongWaitIsShownInSeconds() {
        server.enqueue(Reply.stall());
        ask("Hello?");
        tab.await("/^waiting for MiniMax… [3-9] s$/.test(document.querySelector('.waiting').innerText)");
        assertThat(tab.text("#status")).isEqualTo("Waiting for MiniMax.");
        String first = tab.text(".waiting");
        tab.await("document.querySelector('.waiting').innerText > '" + first + "'");
        tab.press("Escape");
        tab.awaitText(".answer .note", "Stopped.");
        assertThat(tab.text(".waiting")).isEmpty();
    }

    @Test
    void markdownHasTasksAlignmentAndStrikethrough() {
        server.enqueue(Reply.text("| City | Price |\n|:-----|------:|\n| Oslo | 142 |\n\n- [x] booked\n- [ ] paid\n"
                + "- plain\n\n~~189~~ 142 at https://example.com/a_b_c?d=e_f.\n\n![seen](https://example.com/x.png)"
                + "\n\n" + ">".repeat(60) + " deep"));
        ask("Show me");
        tab.await("document.querySelector('.usage')");
        assertThat(tab.evaluate("[...document.querySelectorAll('.text th, .text td')]"
                                + ".map(e => getComputedStyle(e).textAlign).join()")
                        .asText())
                .isEqualTo("start,end,start,end");
        assertThat(tab.evaluate("[...document.querySelectorAll('.text li')].map(e => e.innerText.trim() +"
                                + " (e.querySelector('input')?.checked ?? '')).join()")
                        .asText())
                .isEqualTo("bookedtrue,paidfalse,plain");
        assertThat(tab.text(".text s")).isEqualTo("189");
        assertThat(tab.evaluate("document.querySelector('.text a').href").asText())
                .isEqualTo("https://example.com/a_b_c?d=e_f");
        assertThat(tab.count(".text img")).isZero();
        assertThat(tab.text(".text")).contains("deep");
    }

    @Test
    void codeHasItsLanguageColoursAndAButtonThatCopiesIt() {
        String code = "int price = 142; // euros\n";
        server.enqueue(Reply.text("Look:\n\n```java\n" + code + "```\n\n```\nplain <b>\n```"));
        ask("Code");
        tab.await("document.querySelector('.usage')");
        assertThat(tab.evaluate("[...document.querySelectorAll('.code .language')].map(e => e.innerText).join()")
                        .asText())
                .isEqualTo("Java,Text");
        assertThat(tab.evaluate("new Set([...document.querySelectorAll('.code')][0].querySelectorAll('code, span'))"
                                + ".size")
                        .asInt())
                .isGreaterThan(3);
        assertThat(tab.evaluate("new Set([...document.querySelectorAll('.code code span')].map(e =>"
                                + " getComputedStyle(e).color)).size")
                        .asInt())
                .isGreaterThan(2);
        tab.clipboard(); // allows it
        tab.click(".code .copy");
        tab.await("document.querySelector('.code .copy').dataset.copied === 'Copied'");
        assertThat(tab.clipboard()).isEqualTo(code);
        tab.click(".answer .foot .copy");
        tab.awaitText("#status", "Copied.");
        assertThat(tab.clipboard()).startsWith("Look:\n\n```java\n");
    }

    @Test
    void whatIsDrawnAndUnchangedIsKeptWhileTextStreams() {
        server.enqueue(paragraphs(30).streamed(stream -> stream.pause(Duration.ofMillis(30))));
        ask("Grow");
        tab.await("document.querySelectorAll('.answer .text p').length > 1");
        tab.evaluate("document.querySelector('.text p').mark = true");
        tab.await("document.querySelector('.usage')");
        assertThat(tab.count(".answer .text p")).isEqualTo(30);
        assertThat(tab.evaluate("document.querySelector('.text p').mark === true")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theWelcomeFitsSmallAndWideScreens() {
        for (int[] size :
                List.of(new int[] {320, 480}, new int[] {360, 740}, new int[] {844, 320}, new int[] {1920, 1080})) {
            tab.resize(size[0], size[1], 1, false);
            frames();
            assertThat(tab.evaluate("[document.documentElement, document.body, document.querySelector('#scroll')]"
                                    + ".map(e => Math.max(0, e.scrollWidth - e.clientWidth)).join()")
                            .asText())
                    .as(size[0] + " by " + size[1])
                    .isEqualTo("0,0,0");
            assertThat(tab.evaluate(TOP).asInt()).isZero();
            // the title is not cut off above, and the last example can be reached below
            assertThat(tab.evaluate("(() => { const s = document.querySelector('#scroll'); s.scrollTop = 0;"
                                    + " const top = s.getBoundingClientRect().top;"
                                    + " const first = document.querySelector('#welcome h2').getBoundingClientRect().top;"
                                    + " s.scrollTop = s.scrollHeight; const last = [...document.querySelectorAll('#examples"
                                    + " button')].at(-1).getBoundingClientRect().bottom;"
                                    + " return first >= top && last <= s.getBoundingClientRect().bottom; })()")
                            .asBoolean())
                    .as(size[0] + " by " + size[1])
                    .isTrue();
            tab.evaluate(TOP + " = 0");
        }
        assertThat(tab.evaluate("(s => s.scrollHeight - s.clientHeight)(document.querySelector('#scroll'))")
                        .asInt())
                .as("what does not fit a wide screen")
                .isZero();
        assertThat(tab.evaluate("document.querySelector('#question').placeholder")
                        .asText())
                .isEqualTo("Where to?");
    }

    @Test
    void theThemeIsChosenAndKept() {
        String luminance = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)"
                + ".reduce((a, b) => a + Number(b), 0)";
        assertThat(tab.evaluate("document.querySelector('[name=theme]:checked').value")
                        .asText())
                .isEqualTo("system");
        tab.click("[name=theme][value=dark]");
        assertThat(tab.evaluate(luminance).asInt()).isLessThan(150);
        tab.reload();
        assertThat(tab.evaluate(luminance).asInt()).isLessThan(150);
        assertThat(tab.evaluate("document.querySelector('[name=theme]:checked').value")
                        .asText())
                .isEqualTo("dark");
        tab.dark();
        tab.click("[name=theme][value=light]");
        assertThat(tab.evaluate(luminance).asInt()).isGreaterThan(600);
        tab.click("[name=theme][value=system]");
        assertThat(tab.evaluate(luminance).asInt()).isLessThan(150);
    }

    @Test
    void imagesCanBeDroppedAnywhere(@TempDir Path folder) throws IOException {
        Path dot = Files.write(folder.resolve("dot.png"), DOT);
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no image");
        server.enqueue(Reply.text("A dot."));
        tab.dragOver("#welcome h2", dot);
        tab.await("document.querySelector('#drop').checkVisibility()");
        tab.drop("#welcome h2", dot);
        tab.await("document.querySelector('#images img')");
        assertThat(tab.shows("#drop")).isFalse();
        tab.drop("#welcome h2", notes);
        tab.awaitText("#problem", "notes.txt is not a readable image.");
        ask("What is this?");
        tab.awaitText(".answer .text", "A dot.");
        assertThat(server.lastRequest().body())
                .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(DOT));
    }

    @Test
    void everyErrorKeepsAButtonThatWorks() {
        server.enqueue(
                Reply.error(1002, "rate limit"),
                Reply.error(1026, "new_sensitive"),
                Reply.text("First."),
                Reply.text("Second."));
        ask("One");
        tab.awaitText(".error", "Too many requests");
        ask("Two");
        tab.awaitText(".error", "MiniMax's content check rejected this.");
        assertThat(tab.evaluate("[...document.querySelectorAll('.error')].map(e =>"
                                + " [...e.querySelectorAll('button')].map(b => b.innerText).join('/')).join()")
                        .asText())
                .isEqualTo("Ask again,Edit the question");
        tab.click(".error button.again");
        tab.awaitText(".answer .text", "First.");
        assertThat(tab.count(".error")).isEqualTo(2);
        assertThat(server.lastRequest().lastUserText()).isEqualTo("One");
        tab.click(".error button.edit");
        tab.await("document.querySelector('.own.editing textarea') === document.activeElement");
        tab.type("!");
        tab.press("Enter");
        tab.awaitText(".answer .text", "Second.");
        assertThat(server.lastRequest().lastUserText()).isEqualTo("Two!");
    }
}
