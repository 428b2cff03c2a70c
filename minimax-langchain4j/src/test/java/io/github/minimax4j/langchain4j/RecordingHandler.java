package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes down what a stream tells, in order. Subclasses may add what a test wants to happen. */
class RecordingHandler implements StreamingChatResponseHandler {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final List<ChatResponse> responses = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final StringBuffer text = new StringBuffer();
    private final StringBuffer thinking = new StringBuffer();
    private final CountDownLatch ended = new CountDownLatch(1);

    void happened(String event, StreamingHandle handle) {}

    private void record(String event, StreamingHandle handle) {
        threads.add(Thread.currentThread());
        events.add(event);
        happened(event, handle);
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        text.append(partial.text());
        record("text", context.streamingHandle());
    }

    @Override
    public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
        thinking.append(partial.text());
        record("thinking", context.streamingHandle());
    }

    @Override
    public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
        record(
                "part " + partial.index() + " " + partial.name() + " " + partial.partialArguments(),
                context.streamingHandle());
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        record(
                "call " + call.index() + " " + call.toolExecutionRequest().name() + " "
                        + call.toolExecutionRequest().arguments(),
                null);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        responses.add(response);
        try {
            record("complete", null);
        } finally {
            ended.countDown();
        }
    }

    @Override
    public void onError(Throwable error) {
        errors.add(error);
        try {
            record("error", null);
        } finally {
            ended.countDown();
        }
    }

    String text() {
        return text.toString();
    }

    String thinking() {
        return thinking.toString();
    }

    RecordingHandler awaitEnd() {
        try {
            assertThat(ended.await(TestModels.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the stream ends; so far: %s", events)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return this;
    }

    ChatResponse awaitResponse() {
        awaitEnd();
        assertThat(errors).isEmpty();
        assertThat(responses).hasSize(1);
        return responses.get(0);
    }

    Throwable awaitError() {
        awaitEnd();
        assertThat(responses).isEmpty();
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }
}
