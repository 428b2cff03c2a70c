package io.github.minimax4j.langchain4j.http;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import io.github.minimax4j.core.transport.HttpTransport;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates the exceptions of LangChain4j's HTTP clients. */
final class HttpClientFailures {
    private static final int MIN_ERROR_STATUS = 300;

    private HttpClientFailures() {}

    /**
     * Reports what an HTTP client threw instead of returning a response. An HTTP error is a response: core reads its body like any other.
     *
     * @param headers those of the HTTP error, as far as they are known
     */
    static void rejected(Throwable failure, Map<String, List<String>> headers, HttpTransport.Receiver receiver) {
        HttpException rejected = cause(failure, HttpException.class);
        if (rejected != null && rejected.statusCode() >= MIN_ERROR_STATUS) {
            receiver.head(rejected.statusCode(), headers);
            if (rejected.getMessage() != null) {
                receiver.body(ByteBuffer.wrap(rejected.getMessage().getBytes(StandardCharsets.UTF_8)));
            }
            receiver.end();
        } else {
            broken(failure, receiver);
        }
    }

    /** Reports what ended a response that had begun. */
    static void broken(Throwable failure, HttpTransport.Receiver receiver) {
        if (cause(failure, TimeoutException.class) != null) {
            HttpTimeoutException timeout = new HttpTimeoutException("The HTTP client's own timeout has passed");
            timeout.initCause(failure);
            receiver.failed(timeout);
        } else {
            receiver.failed(failure);
        }
    }

    private static <E extends Throwable> @Nullable E cause(@Nullable Throwable failure, Class<E> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
