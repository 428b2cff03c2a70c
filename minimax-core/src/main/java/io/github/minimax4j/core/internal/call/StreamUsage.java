package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Guard;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a client requests the usage of streams whose requests do not set it. Remembers a server that rejects the field and
 * responds without it. Thread-safe.
 */
final class StreamUsage {

    // their own pages list every field they take, and this is not among them (wire reference 2.3)
    private static final Pattern KNOWN_NOT_TO_TAKE_IT = Pattern.compile("(.*\\.)?(llmprovider\\.ai|metriqual\\.com)");

    private static final Pattern NAME =
            Pattern.compile("stream[_ ]?options|include[_ ]?usage", Pattern.CASE_INSENSITIVE);

    private final String host;

    private volatile boolean requested;

    /**
     * Creates the rule of a client.
     *
     * @param setting what the user chose, or null
     */
    StreamUsage(@Nullable Boolean setting, String host) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.requested =
                setting == null ? !KNOWN_NOT_TO_TAKE_IT.matcher(this.host).matches() : setting;
    }

    boolean isRequested() {
        return requested;
    }

    /** An event has arrived of a stream that was requested without the field after a rejection: the field was the reason. */
    void confirmRefusal() {
        requested = false;
    }

    /**
     * The request to send once the server has rejected the field.
     *
     * @param without builds the request without the field
     * @return null if the error is not such a rejection
     */
    <T> @Nullable PreparedRequest<T> fallback(MiniMaxException error, Supplier<PreparedRequest<T>> without) {
        if (!isRefusal(error)) {
            return null;
        }
        PreparedRequest<T> request = without.get();
        Guard.warn(
                "{} rejects stream_options, so the stream is requested again without it, and its usage may stay unknown."
                        + " streamUsage(false) saves the rejected request",
                host);
        return request;
    }

    private static boolean isRefusal(MiniMaxException error) {
        Integer status = error.httpStatus();
        boolean clientError = error.kind() == ErrorKind.INVALID_REQUEST || status != null && status / 100 == 4;
        return clientError && (names(error.serverMessage()) || names(error.bodyExcerpt()));
    }

    private static boolean names(@Nullable String text) {
        return text != null && NAME.matcher(text).find();
    }
}
