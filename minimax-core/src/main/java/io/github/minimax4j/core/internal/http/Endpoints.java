package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.internal.config.ClientSettings;
import java.util.Map;

/** The declared endpoints of one client. They are resolved once, since Retrofit takes longer for a URL than a call for all else. */
public final class Endpoints {

    private final MiniMaxApi api;

    private final Map<String, String> query;

    private final DeclaredRequest<ChatCompletionRequest> chat;

    private final DeclaredRequest<ChatCompletionRequest> chatStream;

    private final DeclaredRequest<Void> models;

    private final DeclaredRequest<EmbeddingRequest> embeddings;

    private final DeclaredRequest<ImageRequest> images;

    public Endpoints(ClientSettings settings) {
        api = DeclaredRequests.below(settings.endpoint().root());
        query = settings.queryParameters();
        chat = api.chat(settings.endpoint().chatUrl(), query);
        chatStream = api.chatStream(settings.endpoint().chatUrl(), query);
        models = api.models(query);
        embeddings = api.embeddings(query);
        images = api.images(query);
    }

    public DeclaredRequest<ChatCompletionRequest> chat(boolean stream) {
        return stream ? chatStream : chat;
    }

    DeclaredRequest<Void> models() {
        return models;
    }

    /** The endpoint of one model; its id is percent-encoded. */
    DeclaredRequest<Void> model(String id) {
        return api.model(id, query);
    }

    DeclaredRequest<EmbeddingRequest> embeddings() {
        return embeddings;
    }

    DeclaredRequest<ImageRequest> images() {
        return images;
    }
}
