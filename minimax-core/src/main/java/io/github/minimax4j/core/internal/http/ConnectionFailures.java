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
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes failures that a transport reports before a response has begun. */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    public static MiniMaxException of(Throwable failure, ClientSettings settings, Redaction redaction) {
        String host = settings.endpoint().host();
        String address = host + ":" + settings.endpoint().port();
        ResponseDetails none = ResponseDetails.none(redaction);
        if (has(failure, HttpConnectTimeoutException.class)) {
            return none.error(
                    ErrorKind.TIMEOUT,
                    "No connection to " + host + " within " + readable(settings.get(ClientSettings.CONNECT_TIMEOUT)),
                    "Raise connectTimeout, or check the network and proxy",
                    failure);
        }
        MiniMaxException timeout = timeout(failure, settings, none);
        if (timeout != null) {
            return timeout;
        }
        if (has(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
            return none.error(
                    ErrorKind.UNREACHABLE,
                    "The host " + host + ", or that of a proxy before it, is not known",
                    "Check the base URL, the network and, if there is one, the proxy's host",
                    failure);
        }
        if (has(failure, ConnectException.class)) {
            return none.builder(
                            ErrorKind.UNREACHABLE,
                            "The server at " + address + " did not accept a connection",
                            "Check the base URL, its port, the network and proxy",
                            failure)
                    .retriable(true)
                    .build(); // nothing was sent
        }
        if (has(failure, CertificateException.class)) {
            return none.error(
                    ErrorKind.UNREACHABLE,
                    "The certificate of " + host + " is not trusted",
                    "Check the base URL and the proxy, or set an sslContext that trusts it",
                    failure);
        }
        SSLException tls = cause(failure, SSLException.class);
        if (tls != null && String.valueOf(tls.getMessage()).contains("nrecognized SSL message")) {
            return none.error(
                    ErrorKind.UNREACHABLE,
                    "The server at " + address + " does not speak TLS",
                    "Begin the base URL with http://, or give the port for https",
                    failure);
        }
        // a retry of anything else may succeed: other exceptions of a transport count as lost connections
        if (!has(failure, IOException.class)
                && has(failure, Error.class, IllegalArgumentException.class, UnsupportedOperationException.class)) {
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
        ResponseDetails none = ResponseDetails.none(redaction);
        if (notJson != null) {
            return none.error(
                    ErrorKind.INVALID_REQUEST,
                    "The request cannot be written as JSON",
                    "Tool parameters, schemas and reasoning details must be maps, lists, texts, numbers and booleans",
                    notJson);
        }
        return none.error(
                ErrorKind.INVALID_REQUEST,
                "The request could not be sent: " + failure.getClass().getName(),
                failure);
    }

    /** The failure as a timeout of the HTTP client's own, or null if it is none. */
    public static @Nullable MiniMaxException timeout(
            Throwable failure, ClientSettings settings, ResponseDetails response) {
        if (!has(failure, HttpTimeoutException.class, SocketTimeoutException.class)) {
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

    private static boolean has(Throwable failure, Class<?>... types) {
        return Stream.of(types).anyMatch(type -> cause(failure, type) != null);
    }

    private static <E> @Nullable E cause(Throwable failure, Class<E> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
