package io.github.minimax4j.examples.web;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns stored messages into what the page shows: questions, each with the events of its answer. What the messages do not have anyway is in
 * their attributes, which LangChain4j stores and never sends.
 */
final class StoredTurns {

    private static final String QUESTION_ID = "travel-desk.question";

    private static final String INTERRUPTED = "travel-desk.interrupted";

    private static final String DONE = "travel-desk.done";

    private static final String NO_TEXT = "(interrupted)";

    /** An event with its name, as in the stream of an answer. */
    record Named(String name, DeskEvent data) {

        private Named(DeskEvent event) {
            this(event.event(), event);
        }
    }

    /**
     * A question with its answer.
     *
     * @param id     the id that the page gave the question
     * @param images data URLs
     * @param events the answer; without a {@code done} it was interrupted
     */
    record Turn(String id, String text, List<String> images, List<Named> events) {}

    private StoredTurns() {}

    static UserMessage question(String id, UserMessage question) {
        return question.toBuilder()
                .attributes(with(question.attributes(), QUESTION_ID, id))
                .build();
    }

    static String questionId(UserMessage question) {
        return question.attributes().get(QUESTION_ID) instanceof String id ? id : "";
    }

    /** A complete answer, with what is shown below it. */
    static AiMessage answer(AiMessage answer, DeskEvent.Done done) {
        Map<String, Object> stored = new HashMap<>();
        stored.put("inputTokens", done.inputTokens());
        stored.put("outputTokens", done.outputTokens());
        stored.put("reasoningTokens", done.reasoningTokens());
        stored.put("note", done.note());
        return answer.toBuilder()
                .attributes(with(answer.attributes(), DONE, stored))
                .build();
    }

    /** What there is of an answer that was interrupted. */
    static AiMessage interrupted(String text) {
        return AiMessage.builder()
                .text(text.isEmpty() ? NO_TEXT : text)
                .attributes(with(Map.of(), INTERRUPTED, true))
                .build();
    }

    private static Map<String, Object> with(Map<String, Object> attributes, String name, Object value) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put(name, value);
        return all;
    }

    static List<Turn> of(List<ChatMessage> messages) {
        List<Turn> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (message instanceof UserMessage question) {
                turns.add(turn(question));
            } else if (!turns.isEmpty()) {
                List<Named> events = turns.get(turns.size() - 1).events();
                events(message).forEach(event -> events.add(new Named(event)));
            }
        }
        return turns;
    }

    private static Turn turn(UserMessage question) {
        StringBuilder text = new StringBuilder();
        List<String> images = new ArrayList<>();
        for (Content content : question.contents()) {
            if (content instanceof TextContent words) {
                text.append(words.text());
            } else if (content instanceof ImageContent image) {
                images.add("data:" + image.image().mimeType() + ";base64,"
                        + image.image().base64Data());
            }
        }
        return new Turn(questionId(question), text.toString(), images, new ArrayList<>());
    }

    private static List<DeskEvent> events(ChatMessage message) {
        List<DeskEvent> events = new ArrayList<>();
        if (message instanceof AiMessage answer) {
            boolean interrupted = answer.attributes().containsKey(INTERRUPTED);
            if (answer.thinking() != null && !answer.thinking().isEmpty()) {
                events.add(new DeskEvent.Thinking(answer.thinking()));
            }
            if (answer.text() != null && !answer.text().isEmpty() && !(interrupted && NO_TEXT.equals(answer.text()))) {
                events.add(new DeskEvent.Text(answer.text()));
            }
            answer.toolExecutionRequests()
                    .forEach(call -> events.add(new DeskEvent.ToolCall(call.id(), call.name(), call.arguments())));
            if (!answer.hasToolExecutionRequests() && !interrupted) {
                events.add(done(answer));
            }
        } else if (message instanceof ToolExecutionResultMessage result) {
            events.add(DeskEvent.ToolResult.of(result));
        }
        return events;
    }

    private static DeskEvent done(AiMessage answer) {
        Map<?, ?> stored = answer.attributes().get(DONE) instanceof Map<?, ?> map ? map : Map.of();
        return new DeskEvent.Done(
                count(stored.get("inputTokens")),
                count(stored.get("outputTokens")),
                count(stored.get("reasoningTokens")),
                stored.get("note") instanceof String note ? note : "");
    }

    private static int count(Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
