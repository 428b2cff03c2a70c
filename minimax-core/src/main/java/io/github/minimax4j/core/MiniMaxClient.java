package io.github.minimax4j.core;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.call.CallFactory;
import io.github.minimax4j.core.internal.call.CallOptions;
import io.github.minimax4j.core.internal.call.ClientResources;
import io.github.minimax4j.core.internal.call.UnaryCall;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.http.JsonRequest;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.plan.TokenPlan;
import io.github.minimax4j.core.speech.SpeechRequest;
import io.github.minimax4j.core.speech.SpeechResult;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A client of a server of MiniMax models. Thread-safe and meant to be shared: one client serves any number of concurrent calls and keeps
 * their connections open. Close it when you no longer need it.
 *
 * <pre>{@code
 * try (MiniMaxClient client = MiniMaxClient.builder().apiKey(System.getenv("MINIMAX_API_KEY")).build()) {
 *     ChatCompletion response = client.chat(ChatCompletionRequest.builder()
 *             .model("MiniMax-M3")
 *             .messages(Message.user("Why is the sea salty?"))
 *             .build());
 *     System.out.println(response.text());
 * }
 * }</pre>
 *
 * <p>A future that a method returns represents its call: if the application completes it first, by {@code cancel}, {@code orTimeout},
 * {@code complete} or in any other way, the call ends. The connection is closed, and no retry and no further batch is sent. Completing a
 * future that is derived from it, by {@code thenApply}, {@code copy} and the like, does not end the call.
 */
public final class MiniMaxClient implements AutoCloseable {

    private final ClientSettings settings;

    private final ClientResources resources;

    private final CallFactory calls;

    private final CallOptions options;

    MiniMaxClient(ClientSettings settings) {
        this.settings = settings;
        this.resources = new ClientResources(settings);
        this.calls = new CallFactory(resources);
        this.options = new CallOptions(RequestOptions.NONE, settings.get(ClientSettings.CALL_LISTENERS));
    }

    private MiniMaxClient(MiniMaxClient shared, CallOptions options) {
        this.settings = shared.settings;
        this.resources = shared.resources;
        this.calls = shared.calls;
        this.options = options;
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
     * The kind of server that this client sends requests to.
     *
     * @return the profile that was set or follows from the base URL
     */
    public TargetProfile profile() {
        return settings.profile();
    }

    /**
     * The host that this client sends requests to.
     *
     * @return the host of the base URL, in lower case
     */
    public String host() {
        return settings.endpoint().host();
    }

    /**
     * Returns a client like this one with one more listener, for the calls of one user. Both share everything else: closing one closes the
     * other.
     *
     * @param callListener makes a listener for each call made through the client that is returned
     * @return a client on the same connections
     */
    public MiniMaxClient withCallListener(CallListener.Factory callListener) {
        return new MiniMaxClient(this, options.with(callListener));
    }

    /**
     * Returns a client like this one with options for the calls made through it, such as another key or further headers. They replace
     * options set this way before. Both clients share everything else: closing one closes the other. It costs next to nothing, so make one
     * for each request.
     *
     * <pre>{@code
     * client.withOptions(new RequestOptions(Map.of(), keyOfTenant)).chat(request);
     * }</pre>
     */
    public MiniMaxClient withOptions(RequestOptions options) {
        return new MiniMaxClient(this, this.options.with(options));
    }

    /**
     * Returns a future that completes when no call is running, for a graceful shutdown; it occupies no thread. A call runs until its end
     * has been delivered to the application, so running callbacks count; cancelled calls do not. Calls may still be made, before that
     * moment and after it. A stream that never ends delays it until one of the client's timeouts, or {@link #close()}, ends the stream.
     *
     * @return already completed if no call is running; otherwise completed by the thread on which the last one ends. Cancelling it has no
     *     effect on calls
     */
    public CompletableFuture<Void> whenIdle() {
        return resources.whenIdle();
    }

    /**
     * The executor that runs the callbacks of streams, for code that delivers them further on the same executor. It runs each task once: on
     * a thread of its own if the executor that was set fails, or if the client is closed.
     *
     * @return the executor that was set, or the client's own
     */
    public Executor callbackExecutor() {
        return resources.reliableCallbackExecutor();
    }

    /**
     * Validates a request as {@link #chat(ChatCompletionRequest)} does, without sending it, for applications that check their defaults when
     * they start.
     *
     * @param request the request to validate
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax or of the gateway
     */
    public void check(ChatCompletionRequest request) {
        calls.checked(request, false);
    }

    /**
     * Sends a chat request and waits for the whole response.
     *
     * @param request the request
     * @return the response
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax; nothing was sent
     * @throws MiniMaxException         if the call failed
     */
    public ChatCompletion chat(ChatCompletionRequest request) {
        return UnaryCall.await(calls.chat(Objects.requireNonNull(request, "request"), options, Runnable::run));
    }

    /**
     * Sends a chat request without waiting. No thread waits for the response. Completing the future closes the connection.
     *
     * @param request the request
     * @return the response; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax; nothing was sent
     */
    public CompletableFuture<ChatCompletion> chatAsync(ChatCompletionRequest request) {
        return calls.chat(Objects.requireNonNull(request, "request"), options, resources.callbackExecutor());
    }

    /**
     * Starts a stream and returns at once. No thread is held while the stream is silent.
     *
     * @param request  the request
     * @param listener receives the response as it arrives
     * @return cancels, pauses and resumes the stream
     * @throws IllegalArgumentException if the request breaks a rule of MiniMax; nothing was sent and no callback is called
     */
    public StreamHandle stream(ChatCompletionRequest request, ChatStreamListener listener) {
        return calls.stream(
                Objects.requireNonNull(request, "request"), options, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Lists the models that the server offers. It uses no tokens, so it is a cheap check of the address and the key. Waits for the
     * response.
     *
     * @return the models, in the order of the server
     * @throws MiniMaxException if the call failed
     */
    public List<ModelDescription> models() {
        return UnaryCall.await(calls.json(JsonRequest.models(), options, Runnable::run));
    }

    /**
     * As {@link #models()}, without waiting: no thread waits for the response. Completing the future closes the connection.
     *
     * @return the models, in the order of the server; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<List<ModelDescription>> modelsAsync() {
        return calls.json(JsonRequest.models(), options, resources.callbackExecutor());
    }

    /**
     * Describes one model. Waits for the response.
     *
     * @param id the name of the model
     * @return the model
     * @throws IllegalArgumentException if the id is blank; nothing was sent
     * @throws MiniMaxException if the call failed
     */
    public ModelDescription model(String id) {
        return UnaryCall.await(calls.json(JsonRequest.model(id), options, Runnable::run));
    }

    /**
     * As {@link #model(String)}, without waiting: no thread waits for the response. Completing the future closes the connection.
     *
     * @param id the name of the model
     * @return the model; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if the id is blank; nothing was sent
     */
    public CompletableFuture<ModelDescription> modelAsync(String id) {
        return calls.json(JsonRequest.model(id), options, resources.callbackExecutor());
    }

    /**
     * Turns texts into vectors, {@link EmbeddingRequest#maxBatchSize()} texts by one HTTP request. Timeouts and retries apply to each of
     * these requests; the first that fails ends the call. The rate limit of {@code embo-01} was observed to be very low: about 5 requests,
     * then minutes of waiting (Q38). Waits for the response.
     *
     * @param request the texts
     * @return a vector for each text, in their order
     * @throws MiniMaxException if the call failed
     */
    public EmbeddingResult embed(EmbeddingRequest request) {
        return UnaryCall.await(calls.embed(request, options, Runnable::run));
    }

    /**
     * As {@link #embed(EmbeddingRequest)}, without waiting: no thread waits for the response. Completing the future closes the connection.
     *
     * @param request the texts
     * @return a vector for each text, in their order; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<EmbeddingResult> embedAsync(EmbeddingRequest request) {
        return calls.embed(request, options, resources.callbackExecutor());
    }

    /**
     * Generates images. Waits for the response.
     *
     * @param request the request
     * @return the images, or their addresses
     * @throws MiniMaxException if the call failed
     */
    public ImageResult generateImages(ImageRequest request) {
        return UnaryCall.await(calls.json(JsonRequest.images(request), options, Runnable::run));
    }

    /**
     * As {@link #generateImages(ImageRequest)}, without waiting: no thread waits for the response. Completing the future closes the
     * connection.
     *
     * @param request the request
     * @return the images, or their addresses; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<ImageResult> generateImagesAsync(ImageRequest request) {
        return calls.json(JsonRequest.images(request), options, resources.callbackExecutor());
    }

    /**
     * Turns text into speech, by {@code POST /v1/t2a_v2}. Waits for the response, which contains all of the audio. It has not been tried
     * against the live service.
     *
     * @param request the request
     * @return the audio, or its address
     * @throws MiniMaxException if the call failed
     */
    public SpeechResult synthesize(SpeechRequest request) {
        return UnaryCall.await(calls.json(JsonRequest.speech(request), options, Runnable::run));
    }

    /**
     * As {@link #synthesize(SpeechRequest)}, without waiting: no thread waits for the response. Completing the future closes the connection.
     *
     * @param request the request
     * @return the audio, or its address; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<SpeechResult> synthesizeAsync(SpeechRequest request) {
        return calls.json(JsonRequest.speech(request), options, resources.callbackExecutor());
    }

    /**
     * Counts the tokens of a request's messages and tools, by {@code POST /v1/responses/input_tokens}: without asking the model. Waits for
     * the response. MiniMax documents the endpoint and its response; the form of the request is that of OpenAI's Responses, and has not
     * been tried against the live service. The thinking of earlier turns has no documented form there and is not counted.
     *
     * @param request the request whose input is counted; of its fields, only model, messages and tools matter
     * @return the number of tokens
     * @throws IllegalArgumentException if a message contains a video; nothing was sent
     * @throws MiniMaxException if the call failed; its message says so if the server has no such endpoint
     */
    public int countInputTokens(ChatCompletionRequest request) {
        return UnaryCall.await(calls.inputTokens(request, options, Runnable::run));
    }

    /**
     * As {@link #countInputTokens}, without waiting: no thread waits for the response. Completing the future closes the connection.
     *
     * @param request the request whose input is counted; of its fields, only model, messages and tools matter
     * @return the number of tokens; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if a message contains a video; nothing was sent
     */
    public CompletableFuture<Integer> countInputTokensAsync(ChatCompletionRequest request) {
        return calls.inputTokens(request, options, resources.callbackExecutor());
    }

    /**
     * Reports what is left of the account's subscription, by {@code GET /v1/token_plan/remains}. It uses no tokens. Keys without a
     * subscription, gateways and self-hosted servers get an error. Waits for the response.
     *
     * @return the quotas, each with its windows
     * @throws MiniMaxException if the call failed
     */
    public TokenPlan tokenPlan() {
        return UnaryCall.await(calls.json(JsonRequest.tokenPlan(), options, Runnable::run));
    }

    /**
     * As {@link #tokenPlan()}, without waiting: no thread waits for the response. Completing the future closes the connection.
     *
     * @return the quotas; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<TokenPlan> tokenPlanAsync() {
        return calls.json(JsonRequest.tokenPlan(), options, resources.callbackExecutor());
    }

    /**
     * The files that the service keeps for the account, such as uploaded videos.
     *
     * @return their calls, which are made through this client
     */
    public MiniMaxFiles files() {
        return new MiniMaxFiles(resources, calls, options);
    }

    /**
     * Ends running calls with a {@link MiniMaxException} of the kind {@link ErrorKind#CANCELLED}, closes their connections and ends the
     * client's threads. It waits for those of the HTTP client, for at most five seconds and not if it is called on one of them, so that a
     * server that redeploys an application can unload its classes next. Later calls fail. Closing a closed client has no effect.
     */
    @Override
    public void close() {
        resources.close();
    }
}
