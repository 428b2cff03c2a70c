package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.decode.ResponseReader;
import io.github.minimax4j.core.transport.HttpTransport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The request of a call and how its response is read, the same for each attempt.
 *
 * @param request   the HTTP request
 * @param redaction hides the parts of the request that no log and no exception may contain
 * @param reader    creates the reader of one response
 * @param fallback  returns the request to send at once instead, after a failure whose cause it avoids; null for any other failure. It does
 *     not count as a retry and is not limited like one
 * @param tokens    an estimate of the tokens that it needs; 0 if the client does not limit them
 * @param <T>       the response
 */
record PreparedRequest<T>(
        HttpTransport.Request request,
        Redaction redaction,
        Function<@Nullable CallLog, ResponseReader<T>> reader,
        Function<MiniMaxException, @Nullable PreparedRequest<T>> fallback,
        long tokens) {}
