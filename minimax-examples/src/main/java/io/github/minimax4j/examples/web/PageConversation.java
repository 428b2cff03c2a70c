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
 * What was said in one conversation of the page. Each result of a tool is kept as it comes, and what is missing when a turn breaks
 * off is filled in, so that the history is always valid, and a retry does not book a flight twice. Thread-safe.
 */
final class PageConversation {

    private static final int MAX_MESSAGES = 60;

    private static final int MAX_IMAGES = 6;

    /** A tool that the model called. Thread-safe through the conversation. */
    final class OpenCall {

        private final ToolExecutionRequest request;

        private boolean begun;

        private ToolExecutionResultMessage result;

        private OpenCall(ToolExecutionRequest request) {
            this.request = request;
        }

        ToolExecutionRequest request() {
            return request;
        }

        void begin() {
            synchronized (PageConversation.this) {
                begun = true;
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
                            begun
                                    ? "(interrupted: look up whether it was done before you do it again)"
                                    : "(interrupted before it was done)")
                    .isError(true)
                    .build();
        }
    }

    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(MAX_MESSAGES);

    // those of the model's last message that are not all answered
    private final List<OpenCall> openCalls = new ArrayList<>();

    private final StringBuilder unfinished = new StringBuilder();

    private String lastId;

    private final AtomicReference<Sinks.Empty<Void>> running = new AtomicReference<>(Sinks.empty());

    /** Runs a turn, and stops the one that still runs: a person who asks again has stopped waiting. */
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
     * Adds a question; if the one before was not answered to the end, what there is counts as its answer. The same question again is
     * another attempt at what is missing of its answer.
     *
     * @throws UnusableQuestionException if there would be more images than are kept
     */
    synchronized void ask(String id, UserMessage question) {
        closeCalls();
        List<ChatMessage> messages = messages();
        boolean answered = !messages.isEmpty() && messages.get(messages.size() - 1) instanceof AiMessage;
        if (id.equals(lastId)) {
            if (answered) {
                memory.set(messages.subList(0, messages.size() - 1)); // the page has not seen all of it
            }
            return;
        }
        if (images(messages) + images(List.of(question)) > MAX_IMAGES) {
            throw new UnusableQuestionException(
                    "This conversation holds as many images as it can.", "Start a new conversation.", true);
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

    /** The memory that its images take, in bytes. */
    synchronized long imageBytes() {
        return imagesOf(memory.messages())
                .mapToLong(image -> image.image().base64Data().length())
                .sum();
    }

    /** Whatever was heard of an earlier attempt is void; what it did with tools is not. */
    synchronized void beginRound() {
        closeCalls();
        unfinished.setLength(0);
    }

    synchronized void hear(String text) {
        unfinished.append(text);
    }

    /**
     * Begins to carry out the tools that a message calls. The message is kept as it is, thinking included: MiniMax wants it back.
     */
    synchronized List<OpenCall> useTools(AiMessage calls) {
        unfinished.setLength(0); // it is part of the message
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
