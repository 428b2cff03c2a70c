package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.NonRetriableException;
import io.github.minimax4j.core.MiniMaxException;

/**
 * The balance is used up, or the plan's quota for this period (codes 1008, 1028, 1030 and 2056). MiniMax sends it with HTTP 429
 * like a rate limit, but sending the request again soon does not help. The cause is the {@link MiniMaxException}, with
 * code, HTTP status and trace id; what the service said, often with the time of the reset, is in the message.
 */
public final class MiniMaxQuotaExceededException extends NonRetriableException {
    private static final long serialVersionUID = 1L;

    MiniMaxQuotaExceededException(MiniMaxException cause) {
        super(cause.getMessage(), cause);
    }
}
