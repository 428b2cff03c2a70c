package io.github.minimax4j.core.listener;

import org.jspecify.annotations.Nullable;

/**
 * Describes a call at its start.
 *
 * @param operation the kind of call
 * @param model     the requested model, or null if the call names none
 * @param streamed  whether the response is requested as a stream
 * @param host      the server's host, in lower case
 * @param port      the server's port
 */
public record CallDescription(Operation operation, @Nullable String model, boolean streamed, String host, int port) {

    /** The kinds of calls. */
    public enum Operation {
        /** Chat completion. */
        CHAT,
        /** Embeddings of texts. */
        EMBEDDINGS,
        /** Image generation. */
        IMAGES,
        /** List of models. */
        MODELS
    }
}
