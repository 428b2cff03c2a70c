package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a conversation of the page remembers of a turn that broke off. */
class PageConversationTest {

    private static final UserMessage QUESTION = UserMessage.from("Book TP758 for Ann");

    private final PageConversation conversation = new PageConversation("id", List.of());

    private final List<ToolExecutionRequest> requests =
            Stream.of("a", "b", "c").map(PageConversationTest::request).toList();

    private static ToolExecutionRequest request(String id) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name("bookFlight")
                .arguments("{}")
                .build();
    }

    /** The first tool has run, the second is running, the third has not begun. */
    private List<PageConversation.OpenCall> breakOff() {
        conversation.ask("1", QUESTION);
        conversation.beginRound();
        conversation.appendText("I book.");
        List<PageConversation.OpenCall> calls = conversation.useTools(AiMessage.from("I book.", requests));
        calls.get(0).begin();
        calls.get(0).end(ToolExecutionResultMessage.from(requests.get(0), "TD-1001"));
        calls.get(1).begin();
        return calls;
    }

    private List<String> results() {
        return conversation.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(message -> ((ToolExecutionResultMessage) message).text())
                .toList();
    }

    @Test
    void aRetryKnowsWhatTheToolsHaveDoneAndWhatIsOpen() {
        breakOff();
        conversation.ask("1", QUESTION);
        conversation.beginRound();
        assertThat(conversation.messages()).hasSize(5);
        assertThat(results())
                .containsExactly(
                        "TD-1001",
                        "(interrupted: check whether it was done before you do it again)",
                        "(interrupted before it was done)");
    }

    @Test
    void theNextQuestionKnowsTooAndNothingIsSaidTwice() {
        List<PageConversation.OpenCall> calls = breakOff();
        conversation.ask("2", UserMessage.from("Is it booked?"));
        calls.get(1).end(ToolExecutionResultMessage.from(requests.get(1), "too late"));
        conversation.beginRound();
        assertThat(results()).hasSize(3).contains("TD-1001").doesNotContain("too late");
        assertThat(conversation.messages()).hasSize(7);
        assertThat(((AiMessage) conversation.messages().get(5)).text()).isEqualTo("(interrupted)");
    }

    @Test
    void aQuestionReplacesNoneThatItsPageDoesNotKnow() {
        conversation.ask("1", UserMessage.from("First?"));
        conversation.answer(AiMessage.from("One."));
        conversation.ask("2", UserMessage.from("Second?"));
        conversation.answer(AiMessage.from("Two."));

        assertThatThrownBy(() -> conversation.ask("3", UserMessage.from("Instead?"), List.of("1")))
                .isInstanceOf(UnusableQuestionException.class)
                .hasMessage("Another tab has asked more in this conversation.");
        assertThat(conversation.messages()).hasSize(4);
        conversation.ask("3", UserMessage.from("Instead?"), List.of("1", "2"));
        assertThat(conversation.messages()).hasSize(1);
    }

    private void askAndAnswer(String id, String question) {
        conversation.ask(id, UserMessage.from(question));
        conversation.answer(AiMessage.from("Yes."));
    }

    private List<String> questions() {
        return conversation.messages().stream()
                .filter(UserMessage.class::isInstance)
                .map(message -> ((UserMessage) message).singleText())
                .toList();
    }

    @Test
    void ofAQuestionThatWasAskedTwiceTheLaterOneIsReplaced() {
        askAndAnswer("1", "One?");
        askAndAnswer("2", "Two?");
        askAndAnswer("1", "One?");
        conversation.ask("3", UserMessage.from("Three?"), List.of("1"));
        assertThat(questions()).containsExactly("One?", "Two?", "Three?");
    }
}
