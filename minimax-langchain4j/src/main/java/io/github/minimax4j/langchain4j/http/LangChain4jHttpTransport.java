package io.github.minimax4j.langchain4j.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.log.LoggingHttpClient;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.transport.HttpTransport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests through one of LangChain4j's HTTP clients: the JDK's, OkHttp's, Apache's, Spring's, or an application's own. For a single
 * model, use {@code httpClientBuilder}; this class is for a client that several models share:
 *
 * <pre>{@code
 * MiniMaxClient client = MiniMaxClient.builder()
 *         .apiKey(System.getenv("MINIMAX_API_KEY"))
 *         .transport(LangChain4jHttpTransport.over(new JdkHttpClientBuilder()))
 *         .build();
 * }</pre>
 *
 * <p>Retries, timeouts, errors, streams and logging work as with this library's HTTP client. These differences follow from LangChain4j's
 * interface:
 *
 * <ul>
 *   <li>Since version 1.23, an HTTP client can publish responses, and LangChain4j's JDK client does. With such a client, no thread waits for a
 *       response; one of the client's threads waits while a slow handler holds a stream back. With others, {@link LoggingHttpClient} included, a unary response occupies one
 *       thread of this transport (a daemon, started as needed) until it arrives, and a stream occupies a thread of the HTTP client, which
 *       determines how many streams can run at the same time. LangChain4j's JDK client 1.19 reads them on the common pool: about 260 run
 *       at the same time (measured: 256 and the parallelism of the pool), further ones wait until one of them ends.
 *   <li>Of a response whose status is not 2xx, clients that do not publish pass on only status and body: {@code Retry-After} is unknown, and
 *       a trace id is known only if it is in the body.
 *   <li>A cancellation or a timeout ends the call at once for the caller. The connection is closed by interrupting the thread that waits
 *       for a unary response, by closing the body of a stream, or by cancelling the publisher. While the threads of a client that does not
 *       publish wait for the head of a stream, the wait cannot be cancelled: there, its read timeout ends the connection.
 * </ul>
 */
public final class LangChain4jHttpTransport implements HttpTransport {
    // the maximum that some clients accept, in milliseconds
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    // the library's own timeout passes first: its message names the setting to raise
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpClient client;

    // until the client proves otherwise
    private volatile boolean publishes;

    private final TransportThreads threads = new TransportThreads();

    private LangChain4jHttpTransport(HttpClient client) {
        this.client = client;
        // of what is published, that client would log neither bodies nor events
        this.publishes = canPublish() && !(client instanceof LoggingHttpClient);
    }

    /**
     * For {@link MiniMaxClientBuilder#transport}. The HTTP client is built together with that client, and never closed. The builder keeps
     * the timeouts that it has. Missing ones are set: the connect timeout, and as read timeout 5 seconds more than the longer one of
     * {@code firstByteTimeout} and {@code idleTimeout}, which the client itself enforces.
     *
     * @param builder builds the HTTP client; use it for one client only, since its timeouts may be set
     * @return creates the transport
     */
    public static HttpTransport.Factory over(HttpClientBuilder builder) {
        return over(builder, false, false);
    }

    /**
     * Like {@link #over(HttpClientBuilder)}, for timeouts that may replace those that the builder has.
     *
     * @param builder           builds the HTTP client
     * @param connectTimeoutSet whether the client's connect timeout replaces that of the builder
     * @param readTimeoutSet    whether the client's first-byte and idle timeouts replace the read timeout of the builder
     * @return creates the transport
     */
    public static HttpTransport.Factory over(
            HttpClientBuilder builder, boolean connectTimeoutSet, boolean readTimeoutSet) {
        Objects.requireNonNull(builder, "httpClientBuilder");
        return (connectTimeout, readTimeout) -> new LangChain4jHttpTransport(build(
                builder,
                connectTimeoutSet || builder.connectTimeout() == null ? connectTimeout : null,
                readTimeoutSet || builder.readTimeout() == null ? readTimeout.plus(GRACE) : null));
    }

    private static HttpClient build(
            HttpClientBuilder builder, @Nullable Duration connectTimeout, @Nullable Duration readTimeout) {
        if (connectTimeout != null) {
            builder.connectTimeout(limited(connectTimeout));
        }
        if (readTimeout != null) {
            builder.readTimeout(limited(readTimeout));
        }
        return Objects.requireNonNull(builder.build(), "The httpClientBuilder built no HTTP client");
    }

    private static Duration limited(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }

    @Override
    public Call send(Request request, Receiver receiver) {
        HttpRequest toSend = toHttpRequest(request);
        if (publishes) { // no common variable: the verifier would load the class for it
            PublishedCall call =
                    new PublishedCall(client, toSend, request.stream(), receiver, threads, () -> publishes = false);
            call.start();
            return call;
        }
        HttpClientCall call = new HttpClientCall(client, toSend, request.stream(), receiver, threads);
        call.start();
        return call;
    }

    /** True, although it sends none: otherwise files would be read into memory before {@link #send} rejects them. */
    @Override
    public boolean streamsBodies() {
        return true;
    }

    @Override
    public void close() {
        threads.close();
    }

    /** A native image finds the method by its constant arguments. */
    private static boolean canPublish() {
        try {
            MethodHandles.publicLookup()
                    .findVirtual(
                            HttpClient.class,
                            "stream",
                            MethodType.methodType(
                                    Flow.Publisher.class, HttpRequest.class, ServerSentEventParser.class));
            return true;
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return false;
        }
    }

    private static HttpRequest toHttpRequest(Request request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        byte[] body = request.body();
        if (request.headers().getOrDefault("Content-Type", "").startsWith("multipart/")) {
            throw new UnsupportedOperationException(
                    "LangChain4j's HTTP clients send bodies of text only: upload files through a client without them");
        }
        return HttpRequest.builder()
                .method(HttpMethod.valueOf(request.method()))
                .url(request.url())
                .headers(headers)
                .body(body == null ? null : new String(body, StandardCharsets.UTF_8))
                .build();
    }
}
