package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.Reply;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Conversations that are kept: the list at the side, reloading, editing a question, and asking for another answer. */
class PageHistoryBrowserTest extends BrowserTest {

    private static final String SEARCH =
            "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + LocalDate.now().plusDays(1) + "\"}";

    private static final String TITLES = "[...document.querySelectorAll('#conversations .open')].map(e => e.innerText)";

    @Test
    void aReloadGoesOnWhereItWasThinkingIncluded() {
        server.enqueue(
                Reply.thinking("I search.").toolCall("searchFlights", SEARCH).usage(100, 10),
                Reply.thinking("Cheap.").text("Fly **DY1817**.").usage(200, 20),
                Reply.text("At 15:40."));
        ask("Flights to Oslo, <b>please</b>");
        tab.await("document.querySelector('.usage') && document.querySelector('#conversations [aria-current=page]')");
        assertThat(tab.text("#conversations [aria-current=page]")).isEqualTo("Flights to Oslo, <b>please</b>");
        tab.reload();

        assertThat(tab.text("#conversations [aria-current=page]")).isEqualTo("Flights to Oslo, <b>please</b>");
        assertThat(tab.shows("#welcome")).isFalse();
        assertThat(tab.text(".own")).isEqualTo("Flights to Oslo, <b>please</b>");
        assertThat(tab.text(".answer .text strong")).isEqualTo("DY1817");
        assertThat(tab.text(".usage")).contains("300 tokens in", "30 out");
        tab.unfold(".tool, .thinking");
        assertThat(tab.text(".tool")).contains("Search flights", "15:40", "done");
        assertThat(tab.text(".thoughts")).isEqualTo("I search.");
        ask("When does it leave?");
        tab.awaitText(".answer .text", "At 15:40.");
        assertThat(server.lastRequest().at("messages[2].reasoning_details[0].text"))
                .isEqualTo("I search.");
        assertThat(server.lastRequest().at("messages[4].reasoning_details[0].text"))
                .isEqualTo("Cheap.");
        assertThat(server.lastRequest().lastUserText()).isEqualTo("When does it leave?");
    }

    @Test
    void anAnswerThatAReloadInterruptsCanBeTriedAgain() {
        server.enqueue(
                Reply.text("Half of it")
                        .streamed(stream -> stream.textDeltas("Half ", "of it"))
                        .stallAfterEvents(1),
                Reply.text("All of it."));
        ask("Tell me");
        tab.awaitText(".answer .text", "Half");
        tab.reload();
        assertThat(server.awaitHangUp(SOON)).isTrue();
        tab.awaitText(".answer .note", "Interrupted.");
        assertThat(tab.text(".answer .text")).isEqualTo("Half");
        tab.click(".answer .note button");
        tab.awaitText(".answer .text", "All of it.");
        assertThat(tab.count(".own")).isEqualTo(1);
        assertThat(server.lastRequest().messages()).hasSize(2);
    }

    @Test
    void theListOpensRenamesAndDeletesConversations() {
        server.enqueue(Reply.text("First."), Reply.text("Second."));
        ask("List one");
        tab.awaitText(".answer .text", "First.");
        tab.await(TITLES + ".includes('List one')");
        tab.click("#new");
        assertThat(tab.evaluate("location.hash").asText()).isEmpty();
        ask("List two");
        tab.awaitText(".answer .text", "Second.");
        tab.await(TITLES + ".slice(0, 2).join() === 'List two,List one'");
        assertThat(tab.text("#conversations [aria-current=page]")).isEqualTo("List two");

        tab.click("#conversations .open[title=\"List one\"]");
        tab.awaitText(".answer .text", "First.");
        assertThat(tab.count("article")).isEqualTo(2);
        assertThat(tab.text("#conversations [aria-current=page]")).isEqualTo("List one");
        tab.evaluate("history.back()");
        tab.awaitText(".answer .text", "Second.");

        tab.hover("#conversations .open[title=\"List one\"]");
        tab.click("[aria-label=\"Rename “List one”\"]");
        tab.await("document.activeElement.matches('.entry input')");
        tab.type("Renamed <i>one</i>");
        tab.press("Enter");
        tab.await(TITLES + ".includes('Renamed <i>one</i>')");

        tab.hover("#conversations .open[title=\"List two\"]");
        tab.click("[aria-label=\"Delete “List two”\"]");
        tab.awaitText(".confirm", "Delete “List two”?");
        tab.press("Escape");
        tab.await("!document.querySelector('.confirm')");
        assertThat(tab.evaluate(TITLES + ".includes('List two')").asBoolean()).isTrue();
        tab.hover("#conversations .open[title=\"List two\"]");
        tab.click("[aria-label=\"Delete “List two”\"]");
        tab.click(".confirm .danger");
        tab.await("!document.querySelector('.confirm') && !" + TITLES + ".includes('List two')");
        assertThat(tab.shows("#welcome")).isTrue();
        assertThat(tab.count("article")).isZero();
        tab.reload();
        assertThat(tab.evaluate(TITLES + ".includes('List two')").asBoolean()).isFalse();
        assertThat(tab.evaluate(TITLES + ".includes('Renamed <i>one</i>')").asBoolean())
                .isTrue();
    }

    @Test
    void anotherConversationMayBeOpenedWhileOneIsAnswered() {
        server.enqueue(
                Reply.text("First."),
                Reply.text("Once upon a time.")
                        .streamed(stream -> stream.textDeltas("Once ", "upon ", "a time."))
                        .stallAfterEvents(2));
        ask("Leave one");
        tab.awaitText(".answer .text", "First.");
        tab.click("#new");
        ask("Leave two");
        tab.awaitText(".answer .text", "Once upon");
        tab.await(TITLES + ".includes('Leave two')");
        tab.click("#conversations .open[title=\"Leave one\"]");
        tab.awaitText(".answer .text", "First.");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        tab.click("#conversations .open[title=\"Leave two\"]");
        tab.awaitText(".answer .text", "Once upon");
        tab.awaitText(".answer .note", "Interrupted.");
        assertThat(tab.text(".answer .note")).contains("Try again");
    }

    @Test
    void aTabThatTheReaderComesBackToShowsWhatAnotherOneAskedAndReplaced() {
        server.enqueue(Reply.text("One."), Reply.text("Two."), Reply.text("Three."));
        ask("First?");
        tab.awaitText(".answer .text", "One.");
        try (Tab other = open()) {
            other.navigate(tab.evaluate("location.href").asText().replace("#", "?other#"));
            ask("Second?");
            tab.awaitText(".answer .text", "Two.");
            comeBackTo(other);
            other.awaitText("#conversation", "Two.");
            assertThat(other.text("#conversation")).containsSubsequence("First?", "One.", "Second?", "Two.");

            tab.click("article.own:nth-of-type(3) .edit");
            tab.type(" Or third?");
            tab.press("Enter");
            tab.awaitText(".answer .text", "Three.");
            tab.await("!document.body.classList.contains('running')");
            comeBackTo(other);
            other.awaitText("#conversation", "Three.");
            assertThat(other.text("#conversation"))
                    .containsSubsequence("First?", "One.", "Second? Or third?", "Three.")
                    .doesNotContain("Two.");
            assertThat(other.count("article")).isEqualTo(4);
        }
    }

    /** As the browser tells a page whose tab is chosen. */
    private static void comeBackTo(Tab other) {
        other.evaluate("window.dispatchEvent(new Event('focus'))");
    }

    @Test
    void whoEditsAQuestionSeesFirstWhatAnotherTabAskedAfterIt() {
        server.enqueue(Reply.text("One."), Reply.text("Two."), Reply.text("Three."));
        ask("First?");
        tab.awaitText(".answer .text", "One.");
        try (Tab other = open()) {
            other.navigate(tab.evaluate("location.href").asText().replace("#", "?other#"));
            ask("Second?");
            tab.awaitText(".answer .text", "Two.");
            tab.await("!document.body.classList.contains('running')");

            other.click("article.own .edit");
            other.type(" Or last?");
            other.press("Enter");
            other.awaitText(".hint", "Another tab has asked more questions.");
            assertThat(other.text("#conversation")).containsSubsequence("Second?", "Two.");
            assertThat(other.evaluate("document.querySelector('.own textarea').value")
                            .asText())
                    .isEqualTo("First? Or last?");
            assertThat(server.requests()).hasSize(2);

            other.press("Enter");
            other.awaitText(".answer .text", "Three.");
            assertThat(other.count("article")).isEqualTo(2);
            assertThat(server.lastRequest().messages()).hasSize(2);
        }
    }

    @Test
    void aDeletedConversationIsSaidToBeDeletedWhereItIsAnswered() {
        server.enqueue(Reply.text("Once upon a time.")
                .streamed(stream -> stream.textDeltas("Once ", "upon ", "a time."))
                .stallAfterEvents(2));
        ask("Delete while answering");
        tab.awaitText(".answer .text", "Once upon");
        try (Tab other = open()) {
            other.hover("#conversations .open[title=\"Delete while answering\"]");
            other.click("[aria-label=\"Delete “Delete while answering”\"]");
            other.click(".confirm .danger");
            tab.awaitText(".error", "This conversation was deleted in another tab.");
            assertThat(server.awaitHangUp(SOON)).isTrue();
        }
        tab.click(".error button.new");
        assertThat(tab.shows("#welcome")).isTrue();
    }

    @Test
    void anUnknownConversationIsSaidToBeGone() {
        tab.navigate(tab.evaluate("location.origin").asText() + "/?again#c=0000");
        assertThat(tab.text("#problem")).isEqualTo("This conversation no longer exists.");
        assertThat(tab.shows("#welcome")).isTrue();
        assertThat(tab.evaluate("location.hash").asText()).isEmpty();
        tab.forgive("404");
    }

    @Test
    void aQuestionIsEditedAndWhatFollowedItIsGone() {
        server.enqueue(Reply.text("Oslo."), Reply.text("Snow."), Reply.text("Cold."), Reply.text("Lisbon."));
        ask("Where?");
        tab.awaitText(".answer .text", "Oslo.");
        ask("Weather?");
        tab.awaitText(".answer .text", "Snow.");
        ask("Temperature?");
        tab.awaitText(".answer .text", "Cold.");

        tab.click("article.own:nth-of-type(3) .edit");
        tab.press("Escape");
        assertThat(tab.count("article")).isEqualTo(6);
        tab.click("article.own:nth-of-type(3) .edit");
        tab.type(" And where is it warm?");
        tab.press("Enter");
        tab.awaitText(".answer .text", "Lisbon.");
        assertThat(tab.count("article")).isEqualTo(4);
        assertThat(tab.text("#conversation")).doesNotContain("Snow.", "Cold.");
        assertThat(server.lastRequest().messages())
                .extracting(message -> message.get("content"))
                .hasSize(4)
                .contains("Where?", "Oslo.", "Weather? And where is it warm?");
        tab.reload();
        assertThat(tab.count("article")).isEqualTo(4);
        assertThat(tab.text("#conversation")).contains("Weather? And where is it warm?", "Lisbon.");
    }

    @Test
    void editingWhileTheAnswerRunsStopsIt() {
        server.enqueue(Reply.stall(), Reply.text("Lisbon."));
        ask("Were");
        server.takeRequest(SOON);
        tab.click("article.own .edit");
        tab.evaluate("document.activeElement.select()");
        tab.type("Where?");
        tab.press("Enter");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        tab.awaitText(".answer .text", "Lisbon.");
        assertThat(tab.count("article")).isEqualTo(2);
        assertThat(server.lastRequest().messages()).hasSize(2);
        assertThat(server.lastRequest().lastUserText()).isEqualTo("Where?");
    }

    @Test
    void anotherAnswerReplacesTheLastOneAndRunsNoToolAgain() {
        server.enqueue(
                Reply.toolCall(
                        "bookFlight",
                        "{\"flightNumber\":\"DY1817\",\"date\":\"" + LocalDate.now() + "\",\"passenger\":\"Eve\"}"),
                Reply.text("Booked."),
                Reply.text("Your seat is booked."));
        ask("Book it for Eve");
        tab.awaitText(".answer .text", "Booked.");
        tab.click(".regenerate");
        tab.awaitText(".answer .text", "Your seat is booked.");
        assertThat(tab.text("#conversation")).doesNotContain("Booked.");
        assertThat(tab.count(".tool")).isEqualTo(1);
        assertThat(server.lastRequest().messages()).hasSize(4);
        tab.reload();
        assertThat(tab.text("#conversation")).contains("Your seat is booked.").doesNotContain("Booked.");
    }

    @Test
    void onAPhoneTheListIsADrawer() {
        server.enqueue(Reply.text("Here."));
        ask("Drawer");
        tab.awaitText(".answer .text", "Here.");
        tab.resize(360, 740, 2, true);
        tab.reload();
        assertThat(tab.shows("#side")).isFalse();
        tab.click("#menu");
        tab.await("document.querySelector('#side').checkVisibility()");
        assertThat(tab.focused()).isEqualTo("close-side");
        assertThat(tab.evaluate("document.querySelector('#frame').inert").asBoolean())
                .isTrue();
        tab.press("Escape");
        assertThat(tab.shows("#side")).isFalse();
        assertThat(tab.focused()).isEqualTo("menu");
        tab.click("#new");
        tab.click("#menu");
        tab.click("#conversations .open[title=\"Drawer\"]");
        tab.awaitText(".answer .text", "Here.");
        assertThat(tab.shows("#side")).isFalse();
        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    }
}
