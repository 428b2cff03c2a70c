package io.github.minimax4j.core.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Describes failures that a transport reports before a response has begun. */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    public static MiniMaxException of(Throwable failure, ClientSettings settings, Redaction redaction) {
        String host = settings.endpoint().host();
        ResponseDetails none = ResponseDetails.none(redaction);
        if (cause(failure, HttpConnectTimeoutException.class) != null) {
            return none.error(
                    ErrorKind.TIMEOUT,
                    "No connection to " + host + " within " + readable(settings.connectTimeout()),
                    "Raise connectTimeout, or check the network and proxy",
                    failure);
        }
        MiniMaxException timeout = timeout(failure, settings, none);
        if (timeout != null) {
            return timeout;
        }
        if (cause(failure, UnresolvedAddressException.class) != null
                || cause(failure, UnknownHostException.class) != null) {
            return unreachable(
                    none,
                    "The host " + host + ", or that of a proxy before it, is not known",
                    "Check the base URL, the network and, if there is one, the proxy's host",
                    failure);
        }
        if (cause(failure, ConnectException.class) != null) {
            return none.builder(
                            ErrorKind.UNREACHABLE,
                            "The server at " + host + ":" + settings.endpoint().port() + " did not accept a connection",
                            "Check the base URL, its port, the network and proxy",
                            failure)
                    .retriable(true)
                    .build(); // nothing was sent
        }
        if (cause(failure, CertificateException.class) != null) {
            return unreachable(
                    none,
                    "The certificate of " + host + " is not trusted",
                    "Check the base URL and the proxy, or set an sslContext that trusts it",
                    failure);
        }
        if (cause(failure, IOException.class) == null && isFaultOfRequest(failure)) {
            return unsendable(failure, redaction);
        }
        return none.error(
                ErrorKind.CONNECTION_LOST,
                "The connection to " + host + " failed before a response arrived: "
                        + redaction.apply(failure.toString()),
                "A connection that was kept from an earlier call may just have been closed by the server; a retry uses a new one",
                failure);
    }

    /** Describes why a request could not be built, or was rejected by the transport. */
    public static MiniMaxException unsendable(Throwable failure, Redaction redaction) {
        JsonProcessingException notJson = cause(failure, JsonProcessingException.class);
        return ResponseDetails.none(redaction)
                .error(
                        ErrorKind.INVALID_REQUEST,
                        notJson == null
                                ? "The request could not be sent: "
                                        + failure.getClass().getName()
                                : "The request cannot be written as JSON",
                        notJson == null
                                ? null
                                : "Tool parameters, schemas and reasoning details must be maps, lists, texts, numbers and booleans",
                        notJson == null ? failure : notJson);
    }

    /** Whether a retry would fail in the same way. Other exceptions of a transport count as lost connections. */
    private static boolean isFaultOfRequest(Throwable failure) {
        return cause(failure, Error.class) != null
                || cause(failure, IllegalArgumentException.class) != null
                || cause(failure, UnsupportedOperationException.class) != null;
    }

    /** The failure as a timeout of the HTTP client's own, or null if it is none. */
    public static @Nullable MiniMaxException timeout(
            Throwable failure, ClientSettings settings, ResponseDetails response) {
        if (cause(failure, HttpTimeoutException.class) == null
                && cause(failure, SocketTimeoutException.class) == null) {
            return null;
        }
        return response.error(
                ErrorKind.TIMEOUT,
                "The HTTP client gave up waiting for " + settings.endpoint().host(),
                "Raise the timeouts of the HTTP client itself: they are shorter than those of this library",
                failure);
    }

    public static String readable(Duration length) {
        long millis = length.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static MiniMaxException unreachable(ResponseDetails none, String message, String hint, Throwable failure) {
        return none.error(ErrorKind.UNREACHABLE, message, hint, failure);
    }

    private static <E extends Throwable> @Nullable E cause(Throwable failure, Class<E> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
