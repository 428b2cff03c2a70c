package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.spi.ServiceHelper;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.langchain4j.spi.MiniMaxStreamingChatModelBuilderFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow;

/**
 * LangChain4j's {@link StreamingChatModel} for MiniMax's models, for handlers and for subscribers. Thread-safe: share one instance, and
 * close it when it is no longer needed.
 *
 * <p>The callbacks of one request run sequentially on the callback executor and may block, which slows only their own stream. No thread is
 * blocked while a stream is idle. The handler gets exactly one of {@code onCompleteResponse} and an {@code onError} of this library, as the
 * last callback; after {@code StreamingHandle.cancel()} it gets neither, and the connection is closed. An exception that a callback of the
 * handler throws is passed to its {@code onError}, and the stream continues, as everywhere in LangChain4j.
 *
 * <p>Events of the server that add nothing to thinking, text or tool calls are passed to {@code onUnmappedRawEvent}, or to subscribers as
 * raw events: events that this library does not know, and events that only open or end the response or count its tokens. They are a
 * {@link String} with the JSON as received, with {@code ***} in place of secrets that the server repeats. Comments and the closing
 * {@code [DONE]} are not events. With {@code returnThinking(false)}, events that contain thinking are not delivered.
 *
 * <p>An invalid request throws an {@link IllegalArgumentException} or an {@link dev.langchain4j.exception.UnsupportedFeatureException}
 * before anything is sent and without a callback. Later failures are passed to {@code onError} as one of LangChain4j's exceptions with the
 * {@link MiniMaxException} as its cause.
 */
public final class MiniMaxStreamingChatModel implements StreamingChatModel, AutoCloseable {
    private final ModelBackend backend;

    MiniMaxStreamingChatModel(MiniMaxStreamingChatModelBuilder builder) {
        this.backend = new ModelBackend(builder);
    }

    /**
     * Creates a builder with the default settings.
     *
     * @return a new builder; the one of a {@link MiniMaxStreamingChatModelBuilderFactory} if there is one
     */
    public static MiniMaxStreamingChatModelBuilder builder() {
        MiniMaxStreamingChatModelBuilderFactory factory =
                ServiceHelper.loadFactory(MiniMaxStreamingChatModelBuilderFactory.class);
        return factory == null ? new MiniMaxStreamingChatModelBuilder() : factory.get();
    }

    @Override
    public void doChat(ChatRequest chatRequest, StreamingChatResponseHandler handler) {
        backend.stream(backend.plan(chatRequest), new HandlerOutput(handler));
    }

    /** As {@link #doChat(ChatRequest)}, with the model's defaults and listeners. */
    @Override
    public Flow.Publisher<ChatModelStreamingEvent> chat(ChatRequest chatRequest) {
        Flow.Publisher<ChatModelStreamingEvent> publisher = StreamingChatModel.super.chat(chatRequest);
        // LangChain4j wraps the subscriber unseen, after it has notified the listeners of a request
        return subscriber -> publisher.subscribe(Objects.requireNonNull(subscriber, "subscriber"));
    }

    /**
     * Streams the response to a subscriber. Nothing is sent before it subscribes, and each subscription sends its own request.
     *
     * <p>Signals are delivered sequentially on the callback executor; an invalid request is signalled by {@code onError} too. About a
     * thousand events are read ahead of the demand; then the stream is held back until the subscriber catches up. {@code idleTimeout} does
     * not run while the stream waits for the subscriber, {@code callTimeout} does. Cancelling the subscription closes the connection, and
     * so does an exception that the subscriber throws; no signal follows either. An exception of {@code onSubscribe} is thrown to the caller of
     * {@code subscribe}, and nothing is sent; those of later signals are logged.
     */
    @Override
    public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest chatRequest) {
        return subscriber -> new ChatEventSubscription(
                        Objects.requireNonNull(subscriber, "subscriber"), backend.callbackExecutor())
                .open(output -> backend.stream(backend.plan(chatRequest), output));
    }

    @Override
    public MiniMaxChatRequestParameters defaultRequestParameters() {
        return backend.defaults();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return backend.listeners();
    }

    /** {@link ModelProvider#OTHER}: LangChain4j's list has no entry for MiniMax. */
    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    /** The capabilities set on the builder, and JSON schemas if they go into the prompt. Default: none. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return backend.capabilities();
    }

    /** Closes the connections, unless the client was passed to the builder. Running streams end with an error. */
    @Override
    public void close() {
        backend.close();
    }

    /** Builds {@link MiniMaxStreamingChatModel}s. Not thread-safe; the models are. */
    public static class MiniMaxStreamingChatModelBuilder extends MiniMaxModelBuilder<MiniMaxStreamingChatModelBuilder> {
        /** Starts with the default settings. */
        public MiniMaxStreamingChatModelBuilder() {}

        /**
         * Checks the settings and builds a model, which does not connect yet.
         *
         * @return the model, to be closed after use
         * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
         * @throws dev.langchain4j.exception.UnsupportedFeatureException if the default request parameters contain something that MiniMax
         *     does not support
         */
        public MiniMaxStreamingChatModel build() {
            return new MiniMaxStreamingChatModel(this);
        }
    }
}
