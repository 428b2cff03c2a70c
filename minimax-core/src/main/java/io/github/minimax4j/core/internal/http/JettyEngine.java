package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.EOFException;
import java.io.IOException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A started HTTP client of Jetty's with its connections and threads. Over HTTP/1.1 the connections are pooled here: Jetty's own pool slows
 * down with thousands of them, and fails all waiting requests if one connection cannot be opened. Thread-safe.
 */
final class JettyEngine {

    // their values are no secrets, and Jetty reads some of them
    private static final Set<String> SHOWN_HEADERS = shownHeaders();

    private static final int ENDED = Integer.MIN_VALUE / 2;

    // written at once: the JDK keeps a buffer of that size for each thread that writes
    private static final int LARGEST_WRITE = 64 * 1024;

    // how long a request may still be sent after its response is complete
    private static final long SENDING_MILLIS = 100;

    private static final long LONGEST_END_SECONDS = 5;

    private static final Logger LOGGER = LoggerFactory.getLogger(Guard.LOGGER_NAME);

    private final HttpClient client;

    private final boolean multiplexed;

    private final JettyProxies proxies;

    private final long connectMillis;

    private final Scheduler scheduler;

    private final ExecutorService threads;

    // by name, with the last value of each
    private final Map<String, SecretHeader> headers = new ConcurrentHashMap<>();

    private final Map<Proxy, Route> routes = new ConcurrentHashMap<>();

    // calls under way, or ENDED
    private final AtomicInteger users = new AtomicInteger();

    private volatile long lastUsed = System.nanoTime();

    JettyEngine(ClientSettings settings, ExecutorService threads, Executor worker, Scheduler scheduler) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.multiplexed = JettyClients.isMultiplexed(settings);
        this.client = JettyClients.start(settings, threads, worker, scheduler);
        this.proxies = new JettyProxies(client, settings.network().proxyAuthenticator());
        this.connectMillis = settings.get(ClientSettings.CONNECT_TIMEOUT).toMillis();
    }

    /** Registers a call, which must be released. Returns false if the engine has ended. */
    boolean acquire() {
        return users.getAndUpdate(count -> count < 0 ? count : count + 1) >= 0;
    }

    private void release() {
        lastUsed = System.nanoTime();
        users.decrementAndGet();
    }

    /** Closes connections that have been idle for that time, and ends if there was no call in it. */
    boolean endIfUnused(long idleNanos) {
        long since = System.nanoTime() - idleNanos;
        routes.values().forEach(route -> route.sweep(since));
        if (lastUsed - since < 0 && users.compareAndSet(0, ENDED)) {
            end();
            return true;
        }
        return false;
    }

    void end() {
        users.set(ENDED);
        Guard.run("The HTTP client could not be stopped", () -> JettyClients.stop(client));
        threads.shutdown();
    }

    /** Waits until the threads have ended, but not long: one of them may run code of the application. */
    void awaitEnd() {
        try {
            if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.debug("Threads of the HTTP client are still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a request of a registered call. */
    void send(HttpTransport.Request request, URI uri, Proxy proxy, JettyCall call) throws IOException {
        Exchange exchange;
        try {
            Route route = route(uri, proxy);
            Request jetty = client.newRequest(uri).method(request.method()).tag(route.tag);
            jetty.headers(headers -> request.headers().forEach((name, value) -> headers.put(header(name, value))));
            if (request.body() != null) {
                jetty.body(new ByteBufferRequestContent(null, slices(request.body())));
            }
            if (request.streamedBody() != null) {
                jetty.body(new FileContent(request.streamedBody(), client.getByteBufferPool()));
            }
            jetty.onRequestListener(call);
            exchange = new Exchange(call, jetty, route);
        } catch (Throwable e) {
            release();
            throw e;
        }
        try {
            exchange.start();
        } catch (Throwable e) {
            exchange.ended(false);
            throw e;
        }
    }

    private static Set<String> shownHeaders() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(List.of(
                "accept", "connection", "content-type", "expect", "host", "te", "transfer-encoding", "user-agent"));
        return names;
    }

    private HttpField header(String name, String value) {
        if (SHOWN_HEADERS.contains(name)) {
            return new HttpField(name, value);
        }
        SecretHeader known = headers.get(name);
        if (known == null || !known.holds(value)) {
            known = new SecretHeader(name, value);
            headers.put(name, known);
        }
        return known;
    }

    private static List<ByteBuffer> slices(byte[] body) {
        List<ByteBuffer> slices = new ArrayList<>();
        for (int start = 0; start < body.length; start += LARGEST_WRITE) {
            slices.add(ByteBuffer.wrap(body, start, Math.min(LARGEST_WRITE, body.length - start)));
        }
        return slices;
    }

    /** Is read piece by piece, whenever the connection takes more. */
    private static final class FileContent extends InputStreamRequestContent {

        private final long length;

        FileContent(HttpTransport.StreamedBody body, ByteBufferPool pool) throws IOException {
            super("application/octet-stream", body.open(), new ByteBufferPool.Sized(pool, false, LARGEST_WRITE));
            this.length = body.length();
        }

        @Override
        public long getLength() {
            return length;
        }
    }

    private Route route(URI uri, Proxy proxy) {
        Route known = routes.get(proxy);
        if (known != null) {
            return known;
        }
        Object tag = proxies.tag(proxy, uri);
        Route made =
                new Route(tag, client.resolveDestination(client.newRequest(uri).tag(tag)));
        Route other = routes.putIfAbsent(proxy, made);
        return other == null ? made : other;
    }

    private record Idle(Connection connection, long since) {}

    /** A way to the server, with the connections that can be used again, the last used first. */
    private record Route(@Nullable Object tag, Destination destination, Deque<Idle> idle) {

        Route(@Nullable Object tag, Destination destination) {
            this(tag, destination, new ConcurrentLinkedDeque<>());
        }

        @Nullable
        Connection takeIdle() {
            Idle next;
            do {
                next = idle.pollFirst();
            } while (next != null && next.connection.isClosed());
            return next == null ? null : next.connection;
        }

        void giveBack(Connection connection) {
            if (!connection.isClosed()) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
            }
        }

        void sweep(long since) {
            Idle last = idle.peekLast();
            while (last != null && (last.since - since < 0 || last.connection.isClosed())) {
                if (idle.removeLastOccurrence(last)) {
                    last.connection.close();
                }
                last = idle.peekLast();
            }
        }
    }

    /** One exchange: its request, and its connection once there is one. */
    final class Exchange implements Promise<Connection> {

        private final JettyCall call;

        private final Request request;

        private final Route route;

        private final AtomicBoolean over = new AtomicBoolean();

        private volatile @Nullable Connection connection;

        private volatile boolean aborted;

        private volatile Scheduler.@Nullable Task deadline;

        Exchange(JettyCall call, Request request, Route route) {
            this.call = call;
            this.request = request;
            this.route = route;
        }

        void start() {
            call.exchange = this;
            if (call.isOver()) {
                ended(false);
                return;
            }
            Connection idle = multiplexed ? null : route.takeIdle();
            if (idle != null) {
                send(idle);
                return;
            }
            deadline = scheduler.schedule(this::connectTimedOut, call.leftOf(connectMillis), TimeUnit.MILLISECONDS);
            if (multiplexed) {
                request.send(call);
            } else {
                route.destination.newConnection(this);
            }
        }

        @Override
        public void succeeded(Connection opened) {
            send(opened);
        }

        private void send(Connection free) {
            connection = free;
            boolean wanted = !call.isOver();
            if (wanted) {
                free.send(request, call);
            }
            if (!wanted || aborted) {
                ended(false); // Jetty sends a request all the same that was aborted a moment before
            } else if (free.isClosed()) {
                abort(new EOFException()); // and misses that the connection was closed a moment before
            }
        }

        @Override
        public void failed(Throwable failure) {
            ended(false);
            call.failed(failure);
        }

        /** Jetty's own limit is one for each address of the host, and includes no TLS handshake. */
        private void connectTimedOut() {
            if (!over.get() && (!call.begun || isShakingHands())) {
                SocketTimeoutException failure = new SocketTimeoutException("Connect timeout");
                call.failed(failure);
                abort(failure);
            }
        }

        private boolean isShakingHands() {
            Connection opened = connection;
            EndPoint.SslSessionData tls = opened == null ? null : opened.getSslSessionData();
            return tls != null && tls.cipherSuite().contains("NULL_WITH_NULL");
        }

        /** Closes the connection, or does not open one. */
        void abort(Throwable cause) {
            aborted = true;
            request.abort(cause);
        }

        /** Runs a task and closes the connection if the exchange is not over within a moment. */
        void abortSoon(Runnable task) {
            Runnable ifNotOver = () -> {
                if (!over.get()) {
                    task.run();
                    abort(new CancellationException("The response is complete"));
                }
            };
            scheduler.schedule(ifNotOver, SENDING_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** The server has sent nothing for the exchange: maybe the connection is dead, which others are using. */
        void suspectConnection() {
            JettyClients.Http2OrLess http2 = client.getBean(JettyClients.Http2OrLess.class);
            if (http2 != null) {
                http2.closeDead(scheduler, connectMillis);
            }
        }

        /** Runs a task on a thread that reads responses. */
        void execute(Runnable task) {
            threads.execute(task);
        }

        /** The exchange is over; the connection can be used again if the exchange succeeded. */
        void ended(boolean succeeded) {
            if (over.compareAndSet(false, true)) {
                Scheduler.Task limit = deadline;
                if (limit != null) {
                    limit.cancel();
                }
                Connection used = connection;
                if (used != null && succeeded) {
                    route.giveBack(used);
                } else if (used != null) {
                    used.close();
                }
                release();
            }
        }
    }
}
