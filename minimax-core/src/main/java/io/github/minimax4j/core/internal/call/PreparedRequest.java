package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.decode.ResponseReader;
import io.github.minimax4j.core.transport.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * The request of a call and how its response is read, the same for each attempt.
 *
 * @param request   the HTTP request
 * @param redaction hides the parts of the request that no log and no exception may contain
 * @param reading   creates the reader of one response
 * @param fallback  replaces the request after certain failures
 * @param <T>       the response
 */
record PreparedRequest<T>(
        HttpTransport.Request request, Redaction redaction, Reading<T> reading, Fallback<T> fallback) {

    /** Creates readers. */
    @FunctionalInterface
    interface Reading<T> {

        ResponseReader<T> reader(@Nullable CallLog log);
    }

    /** Finds a request that avoids the cause of a failure. */
    @FunctionalInterface
    interface Fallback<T> {

        /**
         * The request to send instead, at once. It does not count as a retry and is not limited like one.
         *
         * @return null if the failure does not show that this request was at fault
         */
        @Nullable
        PreparedRequest<T> after(MiniMaxException error);
    }
}
