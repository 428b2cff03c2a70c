package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.config.ClientSettings;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The declared endpoints of one client. Those that are requested often are resolved once, since Retrofit takes longer for a URL than a call
 * for all else.
 */
public final class Endpoints {

    private final MiniMaxApi api;

    private final Map<String, String> query;

    private final DeclaredRequest chat;

    private final DeclaredRequest chatStream;

    private final DeclaredRequest embeddings;

    public Endpoints(ClientSettings settings) {
        api = DeclaredRequests.below(settings.endpoint().root());
        query = settings.queryParameters();
        chat = api.chat(settings.endpoint().chatUrl(), query);
        chatStream = api.chatStream(settings.endpoint().chatUrl(), query);
        embeddings = api.embeddings(query);
    }

    public DeclaredRequest chat(boolean stream) {
        return stream ? chatStream : chat;
    }

    DeclaredRequest embeddings() {
        return embeddings;
    }

    /** An endpoint that is requested rarely. */
    DeclaredRequest resolve(BiFunction<MiniMaxApi, Map<String, String>, DeclaredRequest> declared) {
        return declared.apply(api, query);
    }
}
