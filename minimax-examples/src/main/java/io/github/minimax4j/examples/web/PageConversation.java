package io.github.minimax4j.examples.web;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The history of one conversation on the page. Each result of a tool is stored as soon as it is known, and results that are missing when a
 * turn is interrupted are filled in. So the history is always valid, and a retry does not book a flight twice. Thread-safe.
 */
final class PageConversation {

    private static final int MAX_MESSAGES = 60;

    private static final int MAX_IMAGES = 6;

    /** A tool call of the model. Synchronized on the conversation. */
    final class OpenCall {

        private final ToolExecutionRequest request;

        private boolean started;

        private ToolExecutionResultMessage result;

        private OpenCall(ToolExecutionRequest request) {
            this.request = request;
        }

        ToolExecutionRequest request() {
            return request;
        }

        void begin() {
            synchronized (PageConversation.this) {
                started = true;
            }
        }

        void end(ToolExecutionResultMessage outcome) {
            synchronized (PageConversation.this) {
                result = outcome;
            }
        }

        private ToolExecutionResultMessage outcome() {
            if (result != null) {
                return result;
            }
            return ToolExecutionResultMessage.builder()
                    .id(request.id())
                    .toolName(request.name())
                    .text(
                            started
                                    ? "(interrupted: check whether it was done before you do it again)"
                                    : "(interrupted before it was done)")
                    .isError(true)
                    .build();
        }
    }

    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(MAX_MESSAGES);

    // the calls of the model's last message, until all have a result
    private final List<OpenCall> openCalls = new ArrayList<>();

    private final StringBuilder unfinished = new StringBuilder();

    private String lastId;

    private final AtomicReference<Sinks.Empty<Void>> running = new AtomicReference<>(Sinks.empty());

    /** Runs a turn and stops the one that is still running: a user who sends another question no longer waits for the first answer. */
    <T> Flux<T> alone(Flux<T> turn) {
        return Flux.defer(() -> {
            Sinks.Empty<Void> replaced = Sinks.empty();
            running.getAndSet(replaced).tryEmitEmpty();
            return turn.takeUntilOther(replaced.asMono());
        });
    }

    synchronized List<ChatMessage> messages() {
        return List.copyOf(memory.messages());
    }

    /**
     * Adds a question. If the previous answer is incomplete, the part received counts as the answer. The same question again continues the
     * incomplete answer.
     *
     * @throws UnusableQuestionException if the conversation would contain too many images
     */
    synchronized void ask(String id, UserMessage question) {
        closeCalls();
        List<ChatMessage> messages = messages();
        boolean answered = !messages.isEmpty() && messages.get(messages.size() - 1) instanceof AiMessage;
        if (id.equals(lastId)) {
            if (answered) {
                memory.set(messages.subList(0, messages.size() - 1)); // the page has not received all of it
            }
            return;
        }
        if (images(messages) + images(List.of(question)) > MAX_IMAGES) {
            throw new UnusableQuestionException(
                    "This conversation has reached its limit of images.", "Start a new conversation.", true);
        }
        if (!messages.isEmpty() && !answered) {
            memory.add(AiMessage.from(unfinished.isEmpty() ? "(interrupted)" : unfinished.toString()));
        }
        lastId = id;
        memory.add(question);
    }

    private static Stream<ImageContent> imagesOf(List<? extends ChatMessage> messages) {
        return messages.stream()
                .filter(UserMessage.class::isInstance)
                .flatMap(message -> ((UserMessage) message).contents().stream())
                .filter(ImageContent.class::isInstance)
                .map(ImageContent.class::cast);
    }

    private static long images(List<? extends ChatMessage> messages) {
        return imagesOf(messages).count();
    }

    /** The memory used by its images, in bytes. */
    synchronized long imageBytes() {
        return imagesOf(memory.messages())
                .mapToLong(image -> image.image().base64Data().length())
                .sum();
    }

    /** Discards the text of an earlier attempt, but keeps its tool calls. */
    synchronized void beginRound() {
        closeCalls();
        unfinished.setLength(0);
    }

    synchronized void appendText(String text) {
        unfinished.append(text);
    }

    /**
     * Stores a message with tool calls and returns the calls to execute. The message is stored unchanged, thinking included: MiniMax
     * expects it back.
     */
    synchronized List<OpenCall> useTools(AiMessage calls) {
        unfinished.setLength(0); // the message contains it
        memory.add(calls);
        calls.toolExecutionRequests().forEach(request -> openCalls.add(new OpenCall(request)));
        return List.copyOf(openCalls);
    }

    private void closeCalls() {
        openCalls.forEach(call -> memory.add(call.outcome()));
        openCalls.clear();
    }

    synchronized void answer(AiMessage answer) {
        memory.add(answer);
    }
}
