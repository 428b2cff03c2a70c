package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One conversation in two tabs. */
class TwoTabsBrowserTest extends BrowserTest {

    private static final String IDLE = "!document.body.classList.contains('running')";

    private Tab other;

    /** Opens the conversation of the first tab in a second one. */
    private void openTheOther() {
        other = open();
        other.navigate(tab.evaluate("location.href").asText().replace("#", "?other#"));
    }

    @AfterEach
    void closeTheOther() {
        if (other != null) {
            assertThat(other.complaints()).isEmpty();
            other.close();
        }
    }

    private void askAndRead(String question, String answer) {
        ask(question);
        tab.awaitText(".answer .text", answer);
        tab.await(IDLE);
    }

    /** What the browser says when a reader comes back to a tab. */
    private static void comeBackTo(Tab tab) {
        tab.evaluate("dispatchEvent(new Event('focus'))");
    }

    @Test
    void aTabShowsWhatAnotherOneAskedBeforeItsOwnQuestion() {
        server.enqueue(Reply.text("One."), Reply.text("Two."), Reply.text("Three."));
        askAndRead("First?", "One.");
        openTheOther();
        askAndRead("Second?", "Two.");
        other.type("Third?");
        other.press("Enter");
        other.awaitText(".answer .text", "Three.");
        assertThat(other.text("#conversation"))
                .containsSubsequence("First?", "One.", "Second?", "Two.", "Third?", "Three.");
    }

    @Test
    void anAnswerThatAnotherTabReceivesIsWatchedToItsEnd() {
        server.enqueue(Reply.text("Once upon a time.")
                .streamed(stream -> stream.textDeltas("Once ", "upon ", "a time."))
                .stallAfterEvents(2));
        ask("Tell me a story.");
        tab.awaitText(".answer .text", "Once upon");
        openTheOther();
        assertThat(other.text(".answer"))
                .contains("Once upon", "Still being answered")
                .doesNotContain("Try again");
        tab.click("#stop");
        other.awaitText(".answer .note", "Interrupted.");
    }

    @Test
    void anEditDoesNotSilentlyRemoveWhatAnotherTabAsked() {
        server.enqueue(Reply.text("One."), Reply.text("Two."), Reply.text("Nowhere."));
        askAndRead("First?", "One.");
        openTheOther();
        other.click("article.own .edit");
        other.type(" Or where?");
        askAndRead("Second?", "Two.");
        other.press("Enter");
        other.awaitText(".own .hint", "Another tab has asked more questions.");
        assertThat(other.evaluate("document.querySelector('.own textarea').value")
                        .asText())
                .isEqualTo("First? Or where?");
        assertThat(other.text("#conversation")).containsSubsequence("Second?", "Two.");
        assertThat(server.requests()).hasSize(2);

        other.press("Enter");
        other.awaitText(".answer .text", "Nowhere.");
        assertThat(other.count("article")).isEqualTo(2);
        assertThat(server.lastRequest().messages()).hasSize(2);
        comeBackTo(tab);
        tab.awaitText(".answer .text", "Nowhere.");
        assertThat(tab.text("#conversation")).doesNotContain("Two.").contains("First? Or where?");
    }

    @Test
    void aQuestionInAnotherTabDoesNotEndAnAnswer() {
        server.enqueue(
                Reply.text("Once upon a time.")
                        .streamed(stream -> stream.textDeltas("Once ", "upon ", "a time."))
                        .stallAfterEvents(2),
                Reply.text("Nobody knows."));
        ask("Tell me a story.");
        tab.awaitText(".answer .text", "Once upon");
        openTheOther();
        assertThat(other.text(".own")).isEqualTo("Tell me a story.");
        other.type("Who wrote it?");
        other.press("Enter");
        other.awaitText(".error", "This conversation is being answered in another tab.");
        assertThat(tab.shows("#stop")).isTrue();
        assertThat(tab.count(".error")).isZero();
        assertThat(server.hangUpCount()).isZero();
        assertThat(server.requests()).hasSize(1);

        tab.click("#stop");
        assertThat(server.awaitHangUp(SOON)).isTrue();
        other.click(".error button.retry");
        other.awaitText(".answer .text", "Nobody knows.");
        assertThat(other.text("#conversation")).containsSubsequence("Tell me a story.", "Who wrote it?");
        assertThat(server.lastRequest().messages())
                .extracting(message -> message.get("content"))
                .endsWith("Tell me a story.", "Once upon ", "Who wrote it?");
    }

    @Test
    void aTabShowsWhatAnotherOneAskedBeforeItAnswersAgain() {
        server.enqueue(Reply.text("One."), Reply.text("Two."), Reply.text("Three."));
        ask("First?");
        tab.awaitText(".answer .text", "One.");
        openTheOther();
        ask("Second?");
        tab.awaitText(".answer .text", "Two.");
        tab.await("!document.body.classList.contains('running')");
        other.click(".regenerate");
        other.awaitText(".answer .text", "Three.");
        assertThat(other.text("#conversation"))
                .containsSubsequence("First?", "One.", "Second?", "Two.", "First?", "Three.");
    }
}
