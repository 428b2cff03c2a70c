package io.github.minimax4j.core.error;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The service refused the request or failed, and said so, whatever the HTTP status. The code decides the {@link #kind() kind},
 * the status only where there is no known code.
 */
public final class MiniMaxApiException extends MiniMaxException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String serverMessage;

    private final @Nullable String serverType;

    public MiniMaxApiException(
            ErrorKind kind,
            String message,
            @Nullable String serverMessage,
            @Nullable String serverType,
            @Nullable String hint,
            ResponseDetails response) {
        super(kind, message, hint, response, null);
        this.serverMessage = serverMessage;
        this.serverType = serverType;
    }

    /**
     * What the service said, unchanged.
     *
     * @return its message, or null if it gave none
     */
    public @Nullable String serverMessage() {
        return serverMessage;
    }

    /**
     * The name that the service gives to the error, such as {@code bad_request_error}.
     *
     * @return its type, or null if it gave none
     */
    public @Nullable String serverType() {
        return serverType;
    }

    /**
     * When the quota that is used up is renewed, as far as the message tells (code 2056).
     *
     * @return the time, or null if the error is not about a quota or does not tell
     */
    public @Nullable Instant quotaResetsAt() {
        return kind() == ErrorKind.QUOTA_EXCEEDED ? QuotaReset.in(serverMessage) : null;
    }
}
