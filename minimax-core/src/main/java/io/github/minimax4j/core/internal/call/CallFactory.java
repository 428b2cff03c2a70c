package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.config.ResponseLimits;
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
import io.github.minimax4j.core.internal.request.TokenEstimate;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.github.minimax4j.core.transport.HttpTransport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the calls of one client: prepares the request, notifies the listeners that the call begins, and starts it. Thread-safe. */
public final class CallFactory {

    private final ClientResources resources;

    private final ClientSettings settings;

    private final Endpoints endpoints;

    private final CallHeaders headers;

    private final ChunkParser parser;

    private final ErrorReader errors;

    private final FieldWarnings fieldWarnings;

    private final StreamUsage streamUsage;

    public CallFactory(ClientResources resources) {
        this.resources = resources;
        this.settings = resources.settings;
        this.endpoints = new Endpoints(settings);
        this.headers = new CallHeaders(settings);
        this.parser = new ChunkParser(ResponseLimits.of(settings.values()));
        this.errors = new ErrorReader(settings.endpoint());
        this.fieldWarnings = new FieldWarnings();
        this.streamUsage = new StreamUsage(
                settings.find(ClientSettings.STREAM_USAGE), settings.endpoint().host());
    }

    /** Starts a chat whose response is delivered whole. */
    public CompletableFuture<ChatCompletion> chat(
            ChatCompletionRequest request, CallOptions options, Executor completionExecutor) {
        RequestBody body = sent(request, false);
        return begin(
                Operation.CHAT,
                request.model(),
                false,
                options,
                (progress, headers) -> unary(
                        progress,
                        headers,
                        completionExecutor,
                        () -> chatRequest(request, body, headers, event -> {}, CallFactory::noFallback)));
    }

    /** Starts a chat whose response is delivered as it arrives. */
    public StreamHandle stream(ChatCompletionRequest request, CallOptions options, ChatStreamListener listener) {
        RequestBody body = sent(request, true);
        return begin(Operation.CHAT, request.model(), true, options, (progress, headers) -> {
            StreamedCall call = new StreamedCall(resources, progress, resources.callbackExecutor(), listener);
            boolean usageAdded = request.streamOptions() == null && RequestPreparation.requestsUsage(body);
            listener.onStart(call.handle());
            start(
                    call,
                    headers,
                    () -> chatRequest(
                            request,
                            body,
                            headers,
                            call::event,
                            usageAdded ? withoutUsage(request, body, headers, call) : CallFactory::noFallback));
            return call.handle();
        });
    }

    private Function<MiniMaxException, @Nullable PreparedRequest<ChatCompletion>> withoutUsage(
            ChatCompletionRequest request, RequestBody body, CallHeaders.Built headers, StreamedCall call) {
        Consumer<StreamEvent> events = event -> {
            streamUsage.confirmRefusal();
            call.event(event);
        };
        return error -> streamUsage.fallback(
                error,
                () -> chatRequest(
                        request, RequestPreparation.withoutUsage(body), headers, events, CallFactory::noFallback));
    }

    private PreparedRequest<ChatCompletion> chatRequest(
            ChatCompletionRequest request,
            RequestBody body,
            CallHeaders.Built headers,
            Consumer<StreamEvent> events,
            Function<MiniMaxException, @Nullable PreparedRequest<ChatCompletion>> fallback) {
        boolean stream = body.members().containsKey("stream");
        Expectations expectations = Expectations.of(
                request,
                settings.get(ClientSettings.CONVERT_TOOL_CALL_MARKUP),
                settings.get(ClientSettings.KEEP_RAW_RESPONSES));
        return new PreparedRequest<>(
                endpoints.chat(stream).request(headers.headers(), body),
                headers.redaction(),
                log -> new ChatResponseReader(parser, errors, expectations, events, log),
                fallback,
                settings.limitsTokens() ? TokenEstimate.of(request) : 0);
    }

    /** Starts a call of an endpoint that responds with one JSON object. */
    public <T> CompletableFuture<T> json(JsonRequest<T> request, CallOptions options, Executor completionExecutor) {
        return begin(
                request.operation(),
                request.model(),
                false,
                options,
                (progress, headers) ->
                        unary(progress, headers, completionExecutor, () -> jsonRequest(request, headers)));
    }

    /** Starts a call that counts the tokens of a chat request's input. */
    public CompletableFuture<Integer> inputTokens(
            ChatCompletionRequest request, CallOptions options, Executor completionExecutor) {
        RequestBody body = InputTokensBody.of(request);
        return json(JsonRequest.inputTokens(request.model(), body), options, completionExecutor);
    }

    /** Starts one call whose texts are sent in as many requests as they need, one after the other. */
    public CompletableFuture<EmbeddingResult> embed(
            EmbeddingRequest request, CallOptions options, Executor completionExecutor) {
        return begin(Operation.EMBEDDINGS, request.model(), false, options, (progress, headers) -> {
            UnaryCall<EmbeddingResult> whole = new UnaryCall<>(resources, progress, completionExecutor);
            new EmbeddingBatches(
                            request,
                            whole,
                            batch -> begun(
                                    progress.part(),
                                    part -> unary(
                                            part,
                                            headers,
                                            Runnable::run,
                                            () -> jsonRequest(JsonRequest.embeddings(batch), headers))))
                    .start();
            return whole.future();
        });
    }

    private <T> PreparedRequest<T> jsonRequest(JsonRequest<T> request, CallHeaders.Built headers) {
        HttpTransport.Request declared =
                UploadedBody.sendable(request.request(endpoints, headers.headers()), resources.transport);
        ErrorReader callErrors = new ErrorReader(
                settings.endpoint(),
                declared.urlWithoutQuery(),
                "check the base URL; gateways and self-hosted servers may lack this endpoint");
        return new PreparedRequest<>(
                declared,
                headers.redaction(),
                log -> new JsonResponseReader<>(
                        parser, callErrors, request.fields().get()),
                CallFactory::noFallback,
                request.operation() == Operation.EMBEDDINGS && settings.limitsTokens()
                        ? TokenEstimate.of(declared.body())
                        : 0);
    }

    private static <T> @Nullable PreparedRequest<T> noFallback(MiniMaxException error) {
        return null;
    }

    /** Notifies the listeners that a call begins, and starts it with its headers, unless these throw an exception. */
    private <R> R begin(
            Operation operation,
            @Nullable String model,
            boolean streamed,
            CallOptions options,
            BiFunction<CallProgress, CallHeaders.Built, R> start) {
        CallHeaders.Built own = headers.of(options.request());
        Endpoint endpoint = settings.endpoint();
        CallProgress begun = CallProgress.begin(
                options.listeners(),
                new CallDescription(operation, model, streamed, endpoint.host(), endpoint.port()),
                resources.running);
        return begun(begun, progress -> start.apply(progress, headers.with(own, progress)));
    }

    /** A call whose start throws does not run. */
    private static <R> R begun(CallProgress progress, Function<CallProgress, R> start) {
        try {
            return start.apply(progress);
        } catch (Throwable e) {
            progress.cancelled();
            throw e;
        }
    }

    private <T> CompletableFuture<T> unary(
            CallProgress progress,
            CallHeaders.Built headers,
            Executor completionExecutor,
            Supplier<PreparedRequest<T>> request) {
        UnaryCall<T> call = new UnaryCall<>(resources, progress, completionExecutor);
        start(call, headers, request);
        return call.future();
    }

    private static <T> void start(Call<T> call, CallHeaders.Built headers, Supplier<PreparedRequest<T>> request) {
        PreparedRequest<T> prepared;
        try {
            prepared = request.get();
        } catch (RuntimeException e) { // such as a map that was changed after it was checked
            call.abort(ConnectionFailures.unsendable(e, headers.redaction()));
            return;
        }
        call.start(prepared);
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
                settings.get(ClientSettings.REPAIR_TOOL_HISTORY),
                settings.get(ClientSettings.EXTRA_BODY));
    }
}
