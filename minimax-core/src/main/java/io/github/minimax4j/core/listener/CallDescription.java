package io.github.minimax4j.core.listener;

import org.jspecify.annotations.Nullable;

/**
 * What a call asks for.
 *
 * @param operation what it does
 * @param model     the model asked, or null if the call names none
 * @param streamed  whether the answer is to come as a stream
 * @param host      the server's host, in lower case
 * @param port      the server's port
 */
public record CallDescription(Operation operation, @Nullable String model, boolean streamed, String host, int port) {

    /** The kinds of calls. */
    public enum Operation {
        /** An answer to a conversation. */
        CHAT,
        /** Vectors of texts. */
        EMBEDDINGS,
        /** Generated images. */
        IMAGES,
        /** What models there are. */
        MODELS
    }
}
