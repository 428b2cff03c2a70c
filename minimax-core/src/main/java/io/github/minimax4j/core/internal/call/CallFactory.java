package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.decode.ChatResponseReader;
import io.github.minimax4j.core.internal.decode.ChunkParser;
import io.github.minimax4j.core.internal.decode.ErrorReader;
import io.github.minimax4j.core.internal.decode.Expectations;
import io.github.minimax4j.core.internal.decode.JsonResponseReader;
import io.github.minimax4j.core.internal.decode.StreamEvent;
import io.github.minimax4j.core.internal.http.ConnectionFailures;
import io.github.minimax4j.core.internal.http.Endpoints;
import io.github.minimax4j.core.internal.http.JsonRequest;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.internal.request.FieldWarnings;
import io.github.minimax4j.core.internal.request.InputTokensBody;
import io.github.minimax4j.core.internal.request.RequestPreparation;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the calls of one client: prepares the request, notifies the listeners that the call begins, and starts it. Thread-safe. */
public final class CallFactory {

    private static final PreparedRequest.Fallback<?> NO_FALLBACK = error -> null;

    private final ClientResources resources;

    private final ClientSettings settings;

    private final Endpoints endpoints;

    private final CallHeaders headers;

    private final ChunkParser parser;

    private final ErrorReader errors;

    private final FieldWarnings fieldWarnings;

    private final StreamUsage streamUsage;

    private final List<CallListener.Factory> callListeners;

    public CallFactory(ClientResources resources) {
        this.resources = resources;
        this.settings = resources.settings();
        this.endpoints = new Endpoints(settings);
        this.headers = new CallHeaders(settings);
        this.parser = new ChunkParser(settings.limits());
        this.errors = new ErrorReader(settings.endpoint());
        this.fieldWarnings = new FieldWarnings();
        this.streamUsage =
                new StreamUsage(settings.streamUsage(), settings.endpoint().host());
        this.callListeners = settings.callListeners();
    }

    private CallFactory(CallFactory shared, List<CallListener.Factory> callListeners) {
        this.resources = shared.resources;
        this.settings = shared.settings;
        this.endpoints = shared.endpoints;
        this.headers = shared.headers;
        this.parser = shared.parser;
        this.errors = shared.errors;
        this.fieldWarnings = shared.fieldWarnings;
        this.streamUsage = shared.streamUsage;
        this.callListeners = callListeners;
    }

    /** A copy with one more listener. */
    public CallFactory withCallListener(CallListener.Factory callListener) {
        List<CallListener.Factory> all = new ArrayList<>(callListeners);
        all.add(Objects.requireNonNull(callListener, "callListener"));
        return new CallFactory(this, List.copyOf(all));
    }

    /** Starts a chat whose response is delivered whole. */
    public CompletableFuture<ChatCompletion> chat(
            ChatCompletionRequest request, RequestOptions options, Executor completionExecutor) {
        RequestBody body = sent(request, false);
        CallHeaders.Built own = headers.of(options);
        CallProgress progress = begin(Operation.CHAT, request.model(), false);
        return begun(progress, () -> {
            CallHeaders.Built all = headers.with(own, progress);
            UnaryCall<ChatCompletion> call = new UnaryCall<>(resources, progress, completionExecutor);
            start(call, all, () -> chatRequest(request, body, all, event -> {}, noFallback()));
            return call.future();
        });
    }

    /** Starts a chat whose response is delivered as it arrives. */
    public StreamHandle stream(ChatCompletionRequest request, RequestOptions options, ChatStreamListener listener) {
        RequestBody body = sent(request, true);
        CallHeaders.Built own = headers.of(options);
        CallProgress progress = begin(Operation.CHAT, request.model(), true);
        return begun(progress, () -> {
            CallHeaders.Built all = headers.with(own, progress);
            StreamedCall call = new StreamedCall(resources, progress, resources.callbackExecutor(), listener);
            boolean usageAdded = request.streamOptions() == null && RequestPreparation.requestsUsage(body);
            listener.onStart(call);
            start(
                    call,
                    all,
                    () -> chatRequest(
                            request,
                            body,
                            all,
                            call::event,
                            usageAdded ? withoutUsage(request, body, all, call) : noFallback()));
            return call;
        });
    }

    private PreparedRequest.Fallback<ChatCompletion> withoutUsage(
            ChatCompletionRequest request, RequestBody body, CallHeaders.Built all, StreamedCall call) {
        Consumer<StreamEvent> events = event -> {
            streamUsage.confirmRefusal();
            call.event(event);
        };
        return error -> streamUsage.fallback(
                error, () -> chatRequest(request, RequestPreparation.withoutUsage(body), all, events, noFallback()));
    }

    private PreparedRequest<ChatCompletion> chatRequest(
            ChatCompletionRequest request,
            RequestBody body,
            CallHeaders.Built all,
            Consumer<StreamEvent> events,
            PreparedRequest.Fallback<ChatCompletion> fallback) {
        boolean stream = body.members().containsKey("stream");
        Expectations expectations =
                Expectations.of(request, settings.convertToolCallMarkup(), settings.keepRawResponses());
        return new PreparedRequest<>(
                endpoints.chat(stream).request(all.headers(), body),
                all.redaction(),
                log -> new ChatResponseReader(parser, errors, expectations, events, log),
                fallback);
    }

    /** Starts a call of an endpoint that responds with one JSON object. */
    public <T> CompletableFuture<T> json(JsonRequest<T> request, RequestOptions options, Executor completionExecutor) {
        CallHeaders.Built own = headers.of(options);
        CallProgress progress = begin(request.operation(), request.model(), false);
        return begun(progress, () -> json(request, headers.with(own, progress), progress, completionExecutor));
    }

    /** Starts a call that counts the tokens of a chat request's input. */
    public CompletableFuture<Integer> inputTokens(
            ChatCompletionRequest request, RequestOptions options, Executor completionExecutor) {
        RequestBody body = InputTokensBody.of(request);
        return json(JsonRequest.inputTokens(request.model(), body), options, completionExecutor);
    }

    /** Starts one call whose texts are sent in as many requests as they need, one after the other. */
    public CompletableFuture<EmbeddingResult> embed(
            EmbeddingRequest request, RequestOptions options, Executor completionExecutor) {
        CallHeaders.Built own = headers.of(options);
        CallProgress progress = begin(Operation.EMBEDDINGS, request.model(), false);
        return begun(progress, () -> {
            CallHeaders.Built all = headers.with(own, progress);
            UnaryCall<EmbeddingResult> whole = new UnaryCall<>(resources, progress, completionExecutor);
            new EmbeddingBatches(request, whole, batch -> {
                        CallProgress part = progress.part();
                        return begun(part, () -> json(JsonRequest.embeddings(batch), all, part, Runnable::run));
                    })
                    .start();
            return whole.future();
        });
    }

    private <T> CompletableFuture<T> json(
            JsonRequest<T> request, CallHeaders.Built all, CallProgress progress, Executor completionExecutor) {
        UnaryCall<T> call = new UnaryCall<>(resources, progress, completionExecutor);
        start(call, all, () -> jsonRequest(request, all));
        return call.future();
    }

    private <T> PreparedRequest<T> jsonRequest(JsonRequest<T> request, CallHeaders.Built all) {
        HttpTransport.Request declared = request.declared().request(endpoints, all.headers());
        ErrorReader callErrors = new ErrorReader(
                settings.endpoint(),
                declared.urlWithoutQuery(),
                "check the base URL; gateways and self-hosted servers may lack this endpoint");
        return new PreparedRequest<>(
                declared,
                all.redaction(),
                log -> new JsonResponseReader<>(
                        parser, callErrors, request.fields().get()),
                noFallback());
    }

    private static <T> void start(Call<T> call, CallHeaders.Built all, Supplier<PreparedRequest<T>> request) {
        PreparedRequest<T> prepared;
        try {
            prepared = request.get();
        } catch (RuntimeException e) { // such as a map that was changed after it was checked
            call.abort(ConnectionFailures.unsendable(e, all.redaction()));
            return;
        }
        call.start(prepared);
    }

    @SuppressWarnings("unchecked") // it returns nothing of the type
    private static <T> PreparedRequest.Fallback<T> noFallback() {
        return (PreparedRequest.Fallback<T>) NO_FALLBACK;
    }

    private CallProgress begin(Operation operation, @Nullable String model, boolean streamed) {
        Endpoint endpoint = settings.endpoint();
        return CallProgress.begin(
                callListeners,
                new CallDescription(operation, model, streamed, endpoint.host(), endpoint.port()),
                resources.running());
    }

    /** A call whose start throws does not run. */
    private static <T> T begun(CallProgress progress, Supplier<T> start) {
        try {
            return start.get();
        } catch (Throwable e) {
            progress.cancelled();
            throw e;
        }
    }

    private RequestBody sent(ChatCompletionRequest request, boolean stream) {
        RequestBody body = checked(request, stream);
        fieldWarnings.warn(request, settings.profile());
        return body;
    }

    /** The body of the request as it is sent. Throws an exception if the request breaks a rule. */
    public RequestBody checked(ChatCompletionRequest request, boolean stream) {
        settings.endpoint().check(request);
        FieldWarnings.check(request, settings.profile());
        return RequestPreparation.prepare(
                request,
                settings.profile(),
                stream,
                streamUsage.isRequested(),
                settings.repairToolHistory(),
                settings.extraBody());
    }
}
