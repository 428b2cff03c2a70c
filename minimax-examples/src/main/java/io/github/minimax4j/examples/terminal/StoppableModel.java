package io.github.minimax4j.examples.terminal;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A streaming model that can be stopped at any time, even before the first event, and that counts tokens. LangChain4j's AI Services offer
 * a handle to cancel a response only with its events. Thread-safe.
 */
final class StoppableModel implements StreamingChatModel {

    private final StreamingChatModel model;

    private final AtomicReference<@Nullable Call> running = new AtomicReference<>();

    private final AtomicReference<@Nullable TokenUsage> usage = new AtomicReference<>();

    private final AtomicInteger responses = new AtomicInteger();

    private volatile boolean stopped;

    StoppableModel(StreamingChatModel model) {
        this.model = model;
    }

    /** Ends the running response with a {@link CancellationException}, and any further one, until {@link #resume}. */
    void stop() {
        stopped = true;
        stopRunning();
    }

    /** Allows responses again. */
    void resume() {
        stopped = false;
    }

    /** The tokens of all complete responses; null if no response reported any. */
    @Nullable
    TokenUsage usage() {
        return usage.get();
    }

    /** The number of complete responses. */
    int responses() {
        return responses.get();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Call call = new Call(handler);
        running.set(call);
        if (!stopped) {
            model.chat(request).subscribe(call);
        }
        if (stopped) {
            stopRunning();
        }
    }

    private void stopRunning() {
        Call call = running.get();
        if (call != null) {
            call.stop();
        }
    }

    private void count(@Nullable TokenUsage tokens) {
        responses.incrementAndGet();
        if (tokens != null) {
            usage.accumulateAndGet(tokens, (before, more) -> before == null ? more : more.add(before));
        }
    }

    private final class Call implements Flow.Subscriber<ChatModelStreamingEvent> {

        private final StreamingChatResponseHandler handler;

        private final AtomicBoolean ended = new AtomicBoolean();

        private volatile Flow.@Nullable Subscription subscription;

        Call(StreamingChatResponseHandler handler) {
            this.handler = handler;
        }

        void stop() {
            if (ended.compareAndSet(false, true)) {
                cancel();
                handler.onError(new CancellationException("Stopped"));
            }
        }

        private void cancel() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (ended.get()) {
                given.cancel();
            } else {
                given.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(ChatModelStreamingEvent event) {
            if (event instanceof CompleteResponse complete) {
                if (ended.compareAndSet(false, true)) {
                    complete(complete.chatResponse());
                }
            } else if (!ended.get()) {
                if (event instanceof PartialThinking thinking) {
                    handler.onPartialThinking(thinking);
                } else if (event instanceof PartialResponse text) {
                    handler.onPartialResponse(text.text());
                } else if (event instanceof CompleteToolCall toolCall) {
                    handler.onCompleteToolCall(toolCall);
                }
            }
        }

        private void complete(ChatResponse response) {
            count(response.tokenUsage());
            try {
                handler.onCompleteResponse(response);
            } catch (RuntimeException e) {
                handler.onError(e); // such as that of AI Services after too many tool calls
            }
        }

        @Override
        public void onError(Throwable error) {
            if (ended.compareAndSet(false, true)) {
                handler.onError(error);
            }
        }

        @Override
        public void onComplete() {
            // the response came as an event
        }
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }
}
