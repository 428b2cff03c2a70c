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
 * LangChain4j's {@link StreamingChatModel} on MiniMax's models, for handlers and for subscribers. Thread-safe, and made to be shared. Close it when it
 * is no longer needed.
 *
 * <p>Callbacks of one request come one after the other on the callback executor and may block: that slows their own stream and no
 * other. No thread is held while a stream is silent. The handler gets exactly one of {@code onCompleteResponse} and an
 * {@code onError} of this library, as the last callback; after {@code StreamingHandle.cancel()} it gets neither, and the connection
 * is closed. An exception that a callback of the handler throws goes to its {@code onError}, and the stream goes on, as in
 * all of LangChain4j.
 *
 * <p>Events of the server's that add nothing to thinking, text or tool calls go to {@code onUnmappedRawEvent}, or to subscribers as
 * raw events, as a {@link String} with the JSON as it came, {@code ***} in place of secrets that the server repeats: those that this
 * library does not know, and those that only open or end the answer or count its tokens. Comments, and the closing {@code [DONE]},
 * are no events. With {@code returnThinking(false)}, those that hold thinking are not handed on.
 *
 * <p>What the request does wrong is an {@link IllegalArgumentException} or an
 * {@link dev.langchain4j.exception.UnsupportedFeatureException}, thrown before anything is sent and without a callback. What goes
 * wrong afterwards goes to {@code onError} as one of LangChain4j's exceptions with the {@link MiniMaxException} as its cause.
 */
public final class MiniMaxStreamingChatModel implements StreamingChatModel, AutoCloseable {
    private final ModelBackend backend;

    MiniMaxStreamingChatModel(MiniMaxStreamingChatModelBuilder builder) {
        this.backend = new ModelBackend(builder);
    }

    /**
     * Starts with the default settings.
     *
     * @return a new builder; that of a {@link MiniMaxStreamingChatModelBuilderFactory} if there is one
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

    /**
     * The same answer for a subscriber. Nothing is sent before it subscribes, and each subscription sends its own request.
     *
     * <p>Signals come one after the other on the callback executor; what is wrong with the request comes as {@code onError} too. The
     * answer is read ahead of what was requested by about a thousand events; a longer one is
     * read on, and sent on by the server, as the subscriber takes it. {@code idleTimeout} does not count while the subscriber is
     * waited for, {@code callTimeout} does. Cancelling the subscription closes the connection, and so does an exception that the subscriber throws; no signal follows either.
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

    /** What the builder was told, and JSON schemas if they are to go into the prompt; nothing by default. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return backend.capabilities();
    }

    /** Closes the connections, unless the client was given to the builder. Streams that are under way end in an error. */
    @Override
    public void close() {
        backend.close();
    }
}
