package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.RequestOptions;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What both models are made of. Thread-safe. */
final class ModelBackend implements AutoCloseable {
    private final MiniMaxClient client;
    private final boolean ownsClient;
    private final Supplier<RequestOptions> requestOptions;
    private final RequestMapper requestMapper;
    private final MiniMaxChatRequestParameters defaults;
    private final List<ChatModelListener> listeners;
    private final Set<Capability> capabilities;

    ModelBackend(MiniMaxModelBuilder<?> builder) {
        this.defaults = builder.defaults();
        this.listeners = builder.listeners;
        this.capabilities = builder.capabilities;
        this.requestMapper = new RequestMapper(
                new JsonAnswers(
                        capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA), builder.strictJsonSchema),
                builder.strictTools);
        // before there is a client that would have to be closed again
        requestMapper.check(defaults);
        this.client = builder.connection.toClient();
        this.ownsClient = !builder.connection.sharesClient();
        this.requestOptions = builder.connection.toRequestOptions();
    }

    MiniMaxClient client() {
        return client;
    }

    /** What to send for a request. Nothing is sent yet. */
    PlannedRequest plan(ChatRequest request) {
        return requestMapper.plan(request, client.profile());
    }

    RequestOptions requestOptions() {
        return requestOptions.get();
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
        if (ownsClient) {
            client.close();
        }
    }
}
