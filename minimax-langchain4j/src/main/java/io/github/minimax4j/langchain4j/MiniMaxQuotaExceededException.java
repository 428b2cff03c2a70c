package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.NonRetriableException;
import io.github.minimax4j.core.error.MiniMaxException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The balance or the plan's quota for this period is used up (codes 1008, 1028, 1030 and 2056). MiniMax reports this with HTTP 429 like a
 * rate limit, but an early retry does not help. The cause is the {@link MiniMaxException}, with code, HTTP status and trace id.
 */
public final class MiniMaxQuotaExceededException extends NonRetriableException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant resetsAt;

    MiniMaxQuotaExceededException(MiniMaxException cause) {
        super(cause.getMessage(), cause);
        resetsAt = cause.quotaResetsAt();
    }

    /**
     * When the quota is renewed, if the service's message contains the time.
     *
     * @return the time, or null if the message does not contain it
     */
    public @Nullable Instant resetsAt() {
        return resetsAt;
    }
}
