package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.RequestOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The parts that the two chat models have in common. Thread-safe. */
final class ModelBackend implements AutoCloseable {
    private final ModelConnection connection;
    private final RequestMapper requestMapper;
    private final MiniMaxChatRequestParameters defaults;
    private final List<ChatModelListener> listeners;
    private final Set<Capability> capabilities;

    ModelBackend(MiniMaxModelBuilder<?> builder) {
        this.defaults = builder.defaults();
        this.listeners = builder.listeners;
        this.capabilities = builder.capabilities();
        this.requestMapper = new RequestMapper(
                new JsonResponses(builder.obeysJsonSchema(), builder.strictJsonSchema),
                builder.strictTools,
                builder.markToolErrors);
        // before a client exists that would have to be closed again
        ChatCompletionRequest checked = requestMapper.checked(defaults);
        new RequestOptions(defaults.customHeaders(), null); // reports invalid ones now
        if (defaults.apiKey() != null) {
            throw new IllegalArgumentException("defaultRequestParameters hold an apiKey, which is for single requests:"
                    + " set apiKey of the model instead");
        }
        this.connection = builder.connect();
        try {
            RequestMapper.requireSupported(defaults, connection.client().profile());
            connection.client().check(checked);
        } catch (IllegalArgumentException | UnsupportedFeatureException e) {
            connection.close();
            throw e;
        }
    }

    /** The executor that runs callbacks. */
    Executor callbackExecutor() {
        return connection.client().callbackExecutor();
    }

    /** Maps a request to what is sent for it, without sending it. */
    PlannedRequest plan(ChatRequest request) {
        return requestMapper.plan(request, connection.client().profile());
    }

    ChatResponse chat(PlannedRequest plan) {
        return ResponseMapper.map(connection.call(plan.parameters(), client -> client.chat(plan.request())), plan);
    }

    CompletableFuture<ChatResponse> chatAsync(PlannedRequest plan) {
        return connection.callAsync(
                plan.parameters(),
                client -> client.chatAsync(plan.request()),
                completion -> ResponseMapper.map(completion, plan));
    }

    void stream(PlannedRequest plan, StreamOutput output) {
        Throwable failure;
        try {
            connection.client(plan.parameters()).stream(plan.request(), new StreamMapper(output, plan));
            return;
        } catch (MiniMaxException e) {
            failure = ErrorMapper.toLangChain4j(e);
        } catch (SupplierFailedException e) {
            // a missing key is no fault of the request: it is reported like any other failure of the call
            failure = e.failure();
        }
        output.fail(failure);
    }

    MiniMaxChatRequestParameters defaults() {
        return defaults;
    }

    List<ChatModelListener> listeners() {
        return listeners;
    }

    Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public void close() {
        connection.close();
    }
}
