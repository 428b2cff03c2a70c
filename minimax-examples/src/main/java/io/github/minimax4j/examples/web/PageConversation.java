package io.github.minimax4j.examples.web;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The history of one conversation on the page. Each result of a tool is added as soon as it is known, and results that are missing when a
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

    private final String id;

    private final List<ChatMessage> history;

    // the calls of the model's last message, until all have a result
    private final List<OpenCall> openCalls = new ArrayList<>();

    private final StringBuilder unfinished = new StringBuilder();

    /** A turn that is being answered. Emitting its end stops it. */
    private record Running(String page, Sinks.Empty<Void> end) {}

    private final AtomicReference<Running> running = new AtomicReference<>();

    private final AtomicInteger answering = new AtomicInteger();

    private volatile boolean deleted;

    /**
     * Creates a conversation.
     *
     * @param history its messages, if it has been stored
     */
    PageConversation(String id, List<ChatMessage> history) {
        this.id = id;
        this.history = new ArrayList<>(history);
    }

    String id() {
        return id;
    }

    /**
     * Runs a turn. It stops the one of the same page that is still running: a user who sends another question no longer waits for the first
     * answer. A question of another page is refused while one is answered: somebody still reads that answer.
     */
    <T> Flux<T> alone(String page, Flux<T> turn) {
        return Flux.defer(() -> {
            Running mine = new Running(page, Sinks.empty());
            Running before =
                    running.getAndUpdate(other -> other == null || other.page().equals(page) ? mine : other);
            if (before != null) {
                if (!before.page().equals(page)) {
                    return Flux.error(new UnusableQuestionException(
                            "This conversation is being answered in another tab.",
                            "Try again when that answer is complete.",
                            "retry"));
                }
                before.end().tryEmitEmpty();
            }
            answering.incrementAndGet();
            return turn.takeUntilOther(mine.end().asMono())
                    .concatWith(Flux.defer(() -> deleted ? Flux.error(deleted()) : Flux.empty()))
                    .doFinally(signal -> {
                        running.compareAndSet(mine, null);
                        answering.decrementAndGet();
                    });
        });
    }

    /** Whether a turn is running: then the conversation must stay in memory, or there would be two of it. */
    boolean isAnswering() {
        return answering.get() > 0;
    }

    /** Stops what is running. A deleted conversation is not stored again. */
    void delete() {
        deleted = true;
        Running turn = running.get();
        if (turn != null) {
            turn.end().tryEmitEmpty(); // an error would not cancel the turn
        }
    }

    private static UnusableQuestionException deleted() {
        return new UnusableQuestionException(
                "This conversation was deleted in another tab.", "Start a new conversation.", "new");
    }

    boolean isDeleted() {
        return deleted;
    }

    synchronized List<ChatMessage> messages() {
        return List.copyOf(history);
    }

    /** The last messages, for the model. The first of them is a question: a result without its tool call would be refused. */
    synchronized List<ChatMessage> window() {
        int start = Math.max(0, history.size() - MAX_MESSAGES);
        while (start < history.size() && !(history.get(start) instanceof UserMessage)) {
            start++;
        }
        if (start == history.size()) { // one question with very many tool calls
            start = Math.max(0, lastQuestion());
        }
        return List.copyOf(history.subList(start, history.size()));
    }

    /** What to store: the history with what an interruption at this moment would leave of the answer. */
    synchronized List<ChatMessage> snapshot() {
        List<ChatMessage> messages = new ArrayList<>(history);
        openCalls.forEach(call -> messages.add(call.outcome()));
        if (!unfinished.isEmpty()) {
            messages.add(interrupted());
        }
        return messages;
    }

    /** Adds a question, see {@link #ask(String, UserMessage, List)}. */
    void ask(String questionId, UserMessage question) {
        ask(questionId, question, List.of());
    }

    /**
     * Adds a question. If the previous answer is incomplete, the part received counts as the answer. The same question again continues the
     * incomplete answer, or replaces the complete one.
     *
     * @param replaced the ids of earlier questions that this one replaces, with all that follows them
     * @throws UnusableQuestionException if the conversation would contain too many images, or a question would be removed that is not
     *                                   among those to replace: another tab has asked it, and nobody has agreed to lose it
     */
    synchronized void ask(String questionId, UserMessage question, List<String> replaced) {
        closeCalls();
        int end = start(replaced);
        boolean answered = end > 0 && history.get(end - 1) instanceof AiMessage;
        if (end == history.size() && questionId.equals(questionIdAt(lastQuestion()))) {
            if (answered) {
                history.remove(end - 1); // the page has not received all of it, or asks for another one
            }
            return;
        }
        if (!replaced.containsAll(questionIds(end))) {
            throw new UnusableQuestionException(
                    "Another tab has asked more in this conversation.",
                    "Reload the page to see it, then edit the question again.",
                    "reload");
        }
        if (images(history.subList(0, end)) + images(List.of(question)) > MAX_IMAGES) {
            throw new UnusableQuestionException(
                    "This conversation has reached its limit of images.", "Start a new conversation.", "new");
        }
        if (end < history.size()) {
            history.subList(end, history.size()).clear();
        } else if (end > 0 && !answered) {
            history.add(interrupted());
        }
        unfinished.setLength(0);
        history.add(StoredTurns.question(questionId, question));
    }

    private AiMessage interrupted() {
        return StoredTurns.interrupted(unfinished.toString());
    }

    /** Where the first of these questions is. One that was asked twice is the later one: only that can have been edited. */
    private int start(List<String> questions) {
        List<String> ids =
                IntStream.range(0, history.size()).mapToObj(this::questionIdAt).toList();
        return questions.stream()
                .filter(id -> !id.isEmpty())
                .mapToInt(ids::lastIndexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(history.size());
    }

    private List<String> questionIds(int start) {
        return IntStream.range(start, history.size())
                .filter(index -> history.get(index) instanceof UserMessage)
                .mapToObj(this::questionIdAt)
                .toList();
    }

    private int lastQuestion() {
        int last = history.size() - 1;
        while (last >= 0 && !(history.get(last) instanceof UserMessage)) {
            last--;
        }
        return last;
    }

    /** The id of the question at an index, or empty where there is none. */
    private String questionIdAt(int index) {
        return index >= 0 && history.get(index) instanceof UserMessage question ? StoredTurns.questionId(question) : "";
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
        return imagesOf(history)
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
     * Adds a message with tool calls and returns the calls to execute. The message is kept unchanged, thinking included: MiniMax expects
     * it back.
     */
    synchronized List<OpenCall> useTools(AiMessage calls) {
        unfinished.setLength(0); // the message contains it
        history.add(calls);
        calls.toolExecutionRequests().forEach(request -> openCalls.add(new OpenCall(request)));
        return List.copyOf(openCalls);
    }

    private void closeCalls() {
        openCalls.forEach(call -> history.add(call.outcome()));
        openCalls.clear();
    }

    synchronized void answer(AiMessage answer) {
        unfinished.setLength(0); // the message contains it
        history.add(answer);
    }
}
