package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.config.LogSettings;
import io.github.minimax4j.core.internal.decode.ChatAnswerReader;
import io.github.minimax4j.core.internal.decode.ChunkParser;
import io.github.minimax4j.core.internal.decode.ErrorReader;
import io.github.minimax4j.core.internal.decode.Expectations;
import io.github.minimax4j.core.internal.decode.JsonAnswerReader;
import io.github.minimax4j.core.internal.decode.StreamEvent;
import io.github.minimax4j.core.internal.http.AnswerForm;
import io.github.minimax4j.core.internal.http.JdkCallFactory;
import io.github.minimax4j.core.internal.http.JsonCall;
import io.github.minimax4j.core.internal.http.MiniMaxApi;
import io.github.minimax4j.core.internal.http.QueryCallFactory;
import io.github.minimax4j.core.internal.http.TransportCallFactory;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.request.IgnoredFields;
import io.github.minimax4j.core.internal.request.RequestPreparation;
import io.github.minimax4j.core.listener.CallDescription;
import io.github.minimax4j.core.listener.CallDescription.Operation;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import java.lang.reflect.InvocationTargetException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** Starts the calls of one client and owns what they share: connections, threads, and the list of those that run. Thread-safe. */
public final class CallStarter implements AutoCloseable {

    private final ClientSettings settings;

    // null with a transport of the user's
    private final @Nullable HttpClient httpClient;

    private final @Nullable HttpTransport transport;

    private final MiniMaxApi api;

    private final ChunkParser parser = new ChunkParser(Json.MAPPER.getFactory());

    private final ErrorReader errors;

    private final IgnoredFields ignoredFields = new IgnoredFields();

    private final StreamUsage streamUsage;

    private final ScheduledExecutorService timer;

    private final Executor callbackExecutor;

    // as many threads as there is work: none of it waits for callbacks that block
    private final ExecutorService worker;

    private final Executor sender;

    private final Set<Attempts<?>> running;

    private final RunningCalls runningCalls;

    private final AtomicBoolean closed;

    private final List<CallListener.Factory> callListeners;

    public CallStarter(ClientSettings settings) {
        this.settings = settings;
        this.callListeners = settings.callListeners();
        this.timer = Threads.timer();
        this.running = ConcurrentHashMap.newKeySet();
        this.runningCalls = new RunningCalls();
        this.closed = new AtomicBoolean();
        this.errors = new ErrorReader(settings.endpoint());
        this.streamUsage =
                new StreamUsage(settings.streamUsage(), settings.endpoint().host());
        this.worker = Threads.forCallbacks();
        this.callbackExecutor = settings.callbackExecutor() == null ? worker : settings.callbackExecutor();
        this.transport = settings.transport() == null ? null : transport(settings.transport(), settings);
        this.httpClient = transport == null ? httpClient(settings) : null;
        this.sender = httpClient != null && mayWait(httpClient, settings.endpoint()) ? worker : Runnable::run;
        this.api = new Retrofit.Builder()
                .baseUrl(settings.endpoint().root())
                .callFactory(QueryCallFactory.around(
                        transport == null
                                ? new JdkCallFactory(Objects.requireNonNull(httpClient))
                                : new TransportCallFactory(transport),
                        settings.queryParameters()))
                .addConverterFactory(JacksonConverterFactory.create(Json.MAPPER))
                .validateEagerly(true)
                .build()
                .create(MiniMaxApi.class);
    }

    private static HttpTransport transport(HttpTransport.Factory factory, ClientSettings settings) {
        Duration firstByte = settings.firstByteTimeout();
        Duration idle = settings.idleTimeout();
        return Objects.requireNonNull(
                factory.create(settings.connectTimeout(), firstByte.compareTo(idle) > 0 ? firstByte : idle),
                "The factory set as transport gave none");
    }

    private CallStarter(CallStarter shared, List<CallListener.Factory> callListeners) {
        this.settings = shared.settings;
        this.callListeners = callListeners;
        this.timer = shared.timer;
        this.running = shared.running;
        this.runningCalls = shared.runningCalls;
        this.closed = shared.closed;
        this.errors = shared.errors;
        this.streamUsage = shared.streamUsage;
        this.callbackExecutor = shared.callbackExecutor;
        this.transport = shared.transport;
        this.httpClient = shared.httpClient;
        this.worker = shared.worker;
        this.sender = shared.sender;
        this.api = shared.api;
    }

    /** The same with one more listener: connections, threads and the list of running calls are shared. */
    public CallStarter withCallListener(CallListener.Factory callListener) {
        List<CallListener.Factory> all = new ArrayList<>(callListeners);
        all.add(Objects.requireNonNull(callListener, "callListener"));
        return new CallStarter(this, List.copyOf(all));
    }

    public CompletableFuture<Void> whenIdle() {
        return runningCalls.whenIdle();
    }

    private static HttpClient httpClient(ClientSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(settings.httpVersion())
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER) // the key must not travel to another host
                // nothing of ours blocks, so plain connections need no threads beside the client's own
                .executor(isTls(settings.endpoint()) ? Threads.forTls() : Runnable::run);
        if (settings.httpClientCustomizer() != null) {
            settings.httpClientCustomizer().accept(builder);
        }
        return builder.build();
    }

    private static boolean isTls(Endpoint endpoint) {
        return endpoint.root().startsWith("https:");
    }

    /**
     * Whether the HTTP client may make the thread wait that hands it a request: for a proxy selector that is not the JDK's, or, where
     * it has no threads of its own, for the name of a host.
     */
    private static boolean mayWait(HttpClient client, Endpoint endpoint) {
        ProxySelector proxies = client.proxy().orElseGet(ProxySelector::getDefault);
        boolean foreign = proxies != null && proxies.getClass().getClassLoader() != null;
        boolean mustBeLookedUp = !endpoint.host().matches("localhost|[0-9.]+|\\[.*]");
        return foreign || client.proxy().isPresent() || !isTls(endpoint) && mustBeLookedUp;
    }

    public Executor callbackExecutor() {
        return callbackExecutor;
    }

    /** Starts a call whose answer comes at once. */
    public CompletableFuture<ChatCompletion> answer(
            ChatCompletionRequest request, RequestOptions options, Executor completionExecutor) {
        ChatCompletionRequest prepared = prepare(request, false);
        Map<String, String> headers = headers(options);
        CallProgress call = begin(Operation.CHAT, prepared.model(), false, headers);
        PendingAnswer<ChatCompletion> answer = new PendingAnswer<>(call, completionExecutor);
        return begun(call, () -> start(answer, attempts(answer, maker(event -> {}, prepared, headers))));
    }

    /** Starts a call of an endpoint that answers with one JSON object. */
    public <T> CompletableFuture<T> answer(JsonCall<T> call, RequestOptions options, Executor completionExecutor) {
        Map<String, String> headers = headers(options);
        CallProgress progress = begin(call.operation(), call.model(), false, headers);
        return begun(progress, () -> answer(progress, call, headers, completionExecutor));
    }

    /** Starts as many calls as the texts need, one after the other. */
    public CompletableFuture<EmbeddingResult> answer(
            EmbeddingRequest request, RequestOptions options, Executor completionExecutor) {
        Map<String, String> headers = headers(options);
        CallProgress call = begin(Operation.EMBEDDINGS, request.model(), false, headers);
        return begun(
                call,
                () -> new EmbeddingBatches(
                                call,
                                request,
                                batch -> {
                                    CallProgress part = call.part();
                                    return begun(
                                            part,
                                            () -> answer(part, JsonCall.embeddings(batch), headers, Runnable::run));
                                },
                                completionExecutor)
                        .start());
    }

    private <T> CompletableFuture<T> answer(
            CallProgress progress, JsonCall<T> call, Map<String, String> headers, Executor completionExecutor) {
        String url = settings.endpoint().url(call.path());
        ErrorReader callErrors = new ErrorReader(
                settings.endpoint(),
                url,
                "check the base URL; gateways and self-hosted servers may lack this endpoint");
        Redaction redaction = Redaction.of(headers, settings.queryParameters());
        PendingAnswer<T> answer = new PendingAnswer<>(progress, completionExecutor);
        Attempts.Maker<T> maker = (receiver, retry, timeLeft) -> {
            CallLog log = log(retry, redaction);
            if (log != null) {
                log.request(call.method(), url, headers, call.body());
            }
            JsonAnswerReader<T> reader = new JsonAnswerReader<>(
                    parser, callErrors, settings.maxEventSize(), call.fields().get());
            return new Exchange<>(
                    settings,
                    timer,
                    worker,
                    sender,
                    reader,
                    receiver,
                    timeLeft,
                    log,
                    redaction,
                    sink -> call.sender().send(api, headers, sink));
        };
        return start(answer, attempts(answer, maker));
    }

    private <T> CompletableFuture<T> start(PendingAnswer<T> answer, Attempts<T> attempts) {
        CompletableFuture<T> future = answer.future();
        // whoever completes the future: without effect on a call that has ended
        future.whenComplete((result, failure) -> attempts.abandon());
        start(attempts);
        return future;
    }

    /** Starts a stream. */
    public StreamHandle stream(ChatCompletionRequest request, RequestOptions options, ChatStreamListener listener) {
        ChatCompletionRequest prepared = prepare(request, true);
        Map<String, String> headers = headers(options);
        CallProgress call = begin(Operation.CHAT, prepared.model(), true, headers);
        return begun(call, () -> {
            RunningStream stream = new RunningStream(call, callbackExecutor, listener);
            Attempts.Maker<ChatCompletion> maker = maker(stream::event, prepared, headers);
            if (request.streamOptions() == null && prepared.streamOptions() != null) {
                maker = streamUsage.withFallback(maker, () -> makerWithoutUsage(stream, prepared, headers));
            }
            Attempts<ChatCompletion> attempts = attempts(stream, maker);
            stream.attach(attempts);
            listener.onStart(stream);
            if (!stream.isCancelled()) {
                start(attempts);
            }
            return stream;
        });
    }

    private CallProgress begin(
            Operation operation, @Nullable String model, boolean streamed, Map<String, String> headers) {
        Endpoint endpoint = settings.endpoint();
        CallProgress call = CallProgress.begin(
                callListeners,
                new CallDescription(operation, model, streamed, endpoint.host(), endpoint.port()),
                runningCalls);
        call.addHeadersTo(headers);
        return call;
    }

    /** Whatever is thrown instead of starting a call, it does not run. */
    private static <T> T begun(CallProgress call, Supplier<T> start) {
        try {
            return start.get();
        } catch (Throwable e) {
            call.cancelled();
            throw e;
        }
    }

    private ChatCompletionRequest prepare(ChatCompletionRequest request, boolean stream) {
        ChatCompletionRequest prepared = checked(request, stream);
        ignoredFields.tell(prepared, settings.profile());
        return prepared;
    }

    /** The request as it is sent; fails if it breaks a rule. */
    public ChatCompletionRequest checked(ChatCompletionRequest request, boolean stream) {
        settings.endpoint().check(request);
        ChatCompletionRequest whole = request;
        if (!settings.extraBody().isEmpty()) {
            // the request's own fields come later and win
            whole = request.toBuilder()
                    .extraBody(settings.extraBody())
                    .extraBody(request.extraBody())
                    .build();
        }
        return RequestPreparation.prepare(
                whole, settings.profile(), stream, streamUsage.isAsked(), settings.repairToolHistory());
    }

    private <T> Attempts<T> attempts(Attempts.Caller<T> caller, Attempts.Maker<T> maker) {
        return new Attempts<>(
                settings.retryPolicy(), settings.callTimeout(), timer, worker, caller, maker, running::remove);
    }

    private Attempts.Maker<ChatCompletion> makerWithoutUsage(
            RunningStream stream, ChatCompletionRequest request, Map<String, String> headers) {
        return maker(
                event -> {
                    streamUsage.confirmRefusal();
                    stream.event(event);
                },
                request.toBuilder().streamOptions(null).build(),
                headers);
    }

    private Attempts.Maker<ChatCompletion> maker(
            Consumer<StreamEvent> events, ChatCompletionRequest request, Map<String, String> headers) {
        Expectations expectations =
                Expectations.of(request, settings.convertToolCallMarkup(), settings.keepRawResponses());
        Redaction redaction = Redaction.of(headers, settings.queryParameters());
        return (receiver, retry, timeLeft) -> {
            CallLog log = log(retry, redaction);
            if (log != null) {
                log.request("POST", settings.endpoint().chatUrl(), headers, request);
            }
            ChatAnswerReader reader =
                    new ChatAnswerReader(parser, errors, settings.maxEventSize(), expectations, events, log);
            return new Exchange<>(
                    settings,
                    timer,
                    worker,
                    sender,
                    reader,
                    receiver,
                    timeLeft,
                    log,
                    redaction,
                    sink -> api.chat(settings.endpoint().chatUrl(), headers, request, form(request), sink));
        };
    }

    private static AnswerForm form(ChatCompletionRequest request) {
        return Boolean.TRUE.equals(request.stream()) ? AnswerForm.EVENTS : AnswerForm.WHOLE;
    }

    private @Nullable CallLog log(int retry, Redaction redaction) {
        LogSettings log = settings.log();
        return log.requests() || log.responses() ? new CallLog(log, retry, redaction) : null;
    }

    private void start(Attempts<?> attempts) {
        running.add(attempts);
        try {
            if (closed.get()) {
                attempts.abort(closedException());
            } else {
                attempts.start();
            }
        } catch (Throwable e) {
            attempts.abandon();
            throw e;
        }
    }

    private Map<String, String> headers(RequestOptions options) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String key = options.apiKey() == null ? settings.apiKey().get() : options.apiKey();
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
        headers.putAll(settings.headers().get());
        if (options.apiKey() != null) {
            headers.put(
                    "Authorization", "Bearer " + key); // said for this request, so it wins over the client's headers
        }
        headers.putAll(options.headers());
        if (settings.profile() == TargetProfile.MINIMAX && !headers.containsKey("Authorization")) {
            throw new IllegalArgumentException("Neither apiKeySupplier nor the headers gave a key to ask "
                    + settings.endpoint().host() + " with");
        }
        return headers;
    }

    private static MiniMaxException closedException() {
        return ResponseDetails.NONE.error(ErrorKind.CANCELLED, "The client is closed", null, null);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        running.forEach(attempts -> Guard.run("A call could not be ended", () -> attempts.abort(closedException())));
        runningCalls.close();
        timer.shutdown();
        try {
            closeConnections();
        } finally {
            worker.shutdown();
        }
    }

    private void closeConnections() {
        if (transport != null) {
            transport.close();
            return;
        }
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(httpClient);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            // before JDK 21 the client ends when it is no longer reachable
        }
    }
}
