package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.json.RequestBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared endpoints of one client. They are resolved once, since Retrofit takes longer for a URL than a call for all else. */
public final class Endpoints {

    private final MiniMaxApi api;

    private final Map<String, String> query;

    private final DeclaredRequest<RequestBody> chat;

    private final DeclaredRequest<RequestBody> chatStream;

    private final DeclaredRequest<Void> models;

    private final DeclaredRequest<RequestBody> embeddings;

    private final DeclaredRequest<RequestBody> images;

    private final DeclaredRequest<RequestBody> inputTokens;

    public Endpoints(ClientSettings settings) {
        api = DeclaredRequests.below(settings.endpoint().root());
        query = settings.queryParameters();
        chat = api.chat(settings.endpoint().chatUrl(), query);
        chatStream = api.chatStream(settings.endpoint().chatUrl(), query);
        models = api.models(query);
        embeddings = api.embeddings(query);
        images = api.images(query);
        inputTokens = api.inputTokens(query);
    }

    public DeclaredRequest<RequestBody> chat(boolean stream) {
        return stream ? chatStream : chat;
    }

    DeclaredRequest<Void> models() {
        return models;
    }

    /** The endpoint of one model; its id is percent-encoded. */
    DeclaredRequest<Void> model(String id) {
        return api.model(id, query);
    }

    DeclaredRequest<RequestBody> embeddings() {
        return embeddings;
    }

    DeclaredRequest<RequestBody> images() {
        return images;
    }

    DeclaredRequest<RequestBody> inputTokens() {
        return inputTokens;
    }

    // these are requested rarely

    DeclaredRequest<Void> tokenPlan() {
        return api.tokenPlan(query);
    }

    DeclaredRequest<Void> upload() {
        return api.upload(query);
    }

    DeclaredRequest<Void> files(@Nullable String purpose) {
        return api.files(purpose, query);
    }

    DeclaredRequest<Void> file(String id) {
        return api.file(id, query);
    }

    DeclaredRequest<RequestBody> deletion() {
        return api.deletion(query);
    }
}
