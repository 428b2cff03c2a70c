package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.decode.ResponseReader;
import io.github.minimax4j.core.transport.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends and how its response is read, the same for each attempt.
 *
 * @param request   the HTTP request
 * @param redaction what of the request no log and no exception may hold
 * @param reading   makes the reader of one response
 * @param fallback  replaces the request after some failures
 * @param <T>       the response
 */
record PreparedRequest<T>(
        HttpTransport.Request request, Redaction redaction, Reading<T> reading, Fallback<T> fallback) {

    /** Makes readers. */
    @FunctionalInterface
    interface Reading<T> {

        ResponseReader<T> reader(@Nullable CallLog log);
    }

    /** Knows what is wrong with a request from how it failed. */
    @FunctionalInterface
    interface Fallback<T> {

        /**
         * The request to send instead, at once. That is no retry and is not limited like one.
         *
         * @return null if the failure does not say that this request was at fault
         */
        @Nullable
        PreparedRequest<T> after(MiniMaxException error);
    }
}
