package io.github.minimax4j.langchain4j.http;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import io.github.minimax4j.core.transport.HttpTransport;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells of what an HTTP client of LangChain4j's throws. */
final class HttpClientFailures {
    private static final int LEAST_ERROR_STATUS = 300;

    private HttpClientFailures() {}

    /** Tells of what came in place of an answer. One that is an error is an answer: core reads its body as it reads any. */
    static void refused(Throwable failure, HttpTransport.Receiver receiver) {
        HttpException refused = cause(failure, HttpException.class);
        if (refused != null && refused.statusCode() >= LEAST_ERROR_STATUS) {
            receiver.head(refused.statusCode(), Map.of());
            if (refused.getMessage() != null) {
                receiver.body(ByteBuffer.wrap(refused.getMessage().getBytes(StandardCharsets.UTF_8)));
            }
            receiver.end();
        } else {
            broken(failure, receiver);
        }
    }

    /** Tells of what ended an answer that had begun. */
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
