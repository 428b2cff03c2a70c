package io.github.minimax4j.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Talks to a server of MiniMax models. Thread-safe, and made to be shared: one client serves any number of calls at once and keeps
 * their connections. Close it when it is no longer needed.
 *
 * <pre>{@code
 * try (MiniMaxClient client = MiniMaxClient.builder().apiKey(System.getenv("MINIMAX_API_KEY")).build()) {
 *     ChatCompletion answer = client.chat(ChatCompletionRequest.builder()
 *             .model("MiniMax-M3")
 *             .messages(Message.user("Why is the sea salty?"))
 *             .build());
 *     System.out.println(answer.text());
 * }
 * }</pre>
 */
public final class MiniMaxClient implements AutoCloseable {

    private final ClientSettings settings;

    private final CallStarter calls;

    MiniMaxClient(ClientSettings settings) {
        this.settings = settings;
        this.calls = new CallStarter(settings);
    }

    /**
     * Starts with the default settings.
     *
     * @return a new builder
     */
    public static MiniMaxClientBuilder builder() {
        return new MiniMaxClientBuilder();
    }

    /**
     * The kind of server that is asked.
     *
     * @return the profile that was set or follows from the base URL
     */
    public TargetProfile profile() {
        return settings.profile();
    }

    /**
     * What runs the callbacks of streams, for those who hand them on and want to keep to it.
     *
     * @return the executor that was set, or the client's own, which takes no more tasks once the client is closed
     */
    public Executor callbackExecutor() {
        return calls.callbackExecutor();
    }

    /**
     * Asks and waits for the whole answer.
     *
     * @param request what to ask
     * @return the answer
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax's; nothing was sent
     * @throws MiniMaxException         if the call failed
     */
    public ChatCompletion chat(ChatCompletionRequest request) {
        return chat(request, RequestOptions.NONE);
    }

    /**
     * Asks and waits for the whole answer.
     *
     * @param request what to ask
     * @param options what holds for this request only
     * @return the answer
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax's; nothing was sent
     * @throws MiniMaxException         if the call failed
     */
    public ChatCompletion chat(ChatCompletionRequest request, RequestOptions options) {
        return PendingAnswer.await(calls.answer(request, options, Runnable::run));
    }

    /**
     * Asks without waiting. No thread is held while the answer is on its way. Cancelling the future closes the connection.
     *
     * @param request what to ask
     * @return the answer; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax's; nothing was sent
     */
    public CompletableFuture<ChatCompletion> chatAsync(ChatCompletionRequest request) {
        return chatAsync(request, RequestOptions.NONE);
    }

    /**
     * Asks without waiting. No thread is held while the answer is on its way. Cancelling the future closes the connection.
     *
     * @param request what to ask
     * @param options what holds for this request only
     * @return the answer; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax's; nothing was sent
     */
    public CompletableFuture<ChatCompletion> chatAsync(ChatCompletionRequest request, RequestOptions options) {
        return calls.answer(request, options, calls.callbackExecutor());
    }

    /**
     * Asks for a stream and returns at once. No thread is held while the stream is silent.
     *
     * @param request  what to ask
     * @param listener hears the answer as it comes
     * @return cancels the stream
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax's; nothing was sent and no callback is called
     */
    public StreamHandle stream(ChatCompletionRequest request, ChatStreamListener listener) {
        return stream(request, RequestOptions.NONE, listener);
    }

    /**
     * Asks for a stream and returns at once. No thread is held while the stream is silent.
     *
     * @param request  what to ask
     * @param options  what holds for this request only
     * @param listener hears the answer as it comes
     * @return cancels the stream
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax's; nothing was sent and no callback is called
     */
    public StreamHandle stream(ChatCompletionRequest request, RequestOptions options, ChatStreamListener listener) {
        return calls.stream(request, options, listener);
    }

    /**
     * Ends running calls with a {@link MiniMaxCancelledException}, closes the connections and ends the client's threads. Calls that
     * are made afterwards fail. Closing twice does nothing.
     */
    @Override
    public void close() {
        calls.close();
    }
}
