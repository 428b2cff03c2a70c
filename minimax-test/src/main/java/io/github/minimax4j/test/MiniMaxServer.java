package io.github.minimax4j.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A MiniMax server that runs in your test: real HTTP/1.1 on a loopback port, scripted responses, recorded requests.
 *
 * <pre>{@code
 * try (MiniMaxServer server = MiniMaxServer.start()) {
 *     server.enqueue(Reply.text("Hello.").thinking("Greet.").usage(10, 5));
 *     // ... let the client under test call server.baseUrl() ...
 *     assertThat(server.takeRequest().lastUserText()).isEqualTo("Hi");
 * }
 * }</pre>
 *
 * <p>Replies come from the queue ({@link #enqueue}), then from the first rule that matches ({@link #when}). If there is neither, the server
 * responds with HTTP 500 and a message that says so, and keeps the request in {@link #unscriptedRequests()}. The server does not validate
 * requests: it accepts any path, key and body, and the test makes its assertions on the recorded requests. With JUnit 5, see
 * {@link MiniMaxServerExtension}; with Spring, the package {@code io.github.minimax4j.test.spring}.
 *
 * <p>Thread-safe. Each connection has a daemon thread; rules and functions run on it, so they must be thread-safe if the
 * client calls in parallel.
 */
public final class MiniMaxServer implements AutoCloseable {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final int BACKLOG = 4096;

    private final ServerSocket listener;
    private final Script script;
    private final Traffic traffic = new Traffic();
    private final Thread acceptor;

    private MiniMaxServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        this.acceptor = new Thread(this::accept, threadName());
        acceptor.setDaemon(true);
    }

    /**
     * Starts a server on a free port of 127.0.0.1.
     *
     * @throws UncheckedIOException if no port is available
     */
    public static MiniMaxServer start() {
        return start(0);
    }

    /**
     * Starts a server on this port of 127.0.0.1; 0 means a free one.
     *
     * @throws UncheckedIOException if the port is not available
     */
    public static MiniMaxServer start(int port) {
        ServerSocket listener;
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("MiniMaxServer cannot listen on port " + port + " of 127.0.0.1", e);
        }
        MiniMaxServer server = new MiniMaxServer(listener, new Script());
        server.acceptor.start();
        return server;
    }

    private String threadName() {
        return "minimax-server-" + port();
    }

    /** The base URL, for example {@code http://127.0.0.1:40123}, without a path. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Responds to the next requests with these replies, one each, in order, whatever the requests are. */
    public MiniMaxServer enqueue(Reply... replies) {
        script.enqueue(List.of(replies));
        return this;
    }

    /** Responds with this reply to every request that matches, if no reply is queued and no earlier rule matches. */
    public MiniMaxServer when(Predicate<RecordedRequest> condition, Reply reply) {
        Objects.requireNonNull(reply, "reply");
        return when(condition, request -> reply);
    }

    /**
     * Responds to every request that matches with a reply computed from it, if no reply is queued and no earlier rule matches. If the
     * function (or the condition) throws, the client gets HTTP 500 with the exception's text.
     */
    public MiniMaxServer when(Predicate<RecordedRequest> condition, Function<RecordedRequest, ? extends Reply> reply) {
        script.addRule(Objects.requireNonNull(condition, "condition"), Objects.requireNonNull(reply, "reply"));
        return this;
    }

    /** All requests so far, in the order of their arrival. A request is listed before its response is sent. */
    public List<RecordedRequest> requests() {
        return traffic.requests();
    }

    /** The requests for which nothing was scripted, or whose script failed. */
    public List<RecordedRequest> unscriptedRequests() {
        return traffic.unscripted();
    }

    /**
     * The latest request.
     *
     * @throws IllegalStateException if there was none
     */
    public RecordedRequest lastRequest() {
        List<RecordedRequest> requests = requests();
        if (requests.isEmpty()) {
            throw new IllegalStateException("MiniMaxServer has received no request");
        }
        return requests.get(requests.size() - 1);
    }

    /**
     * Returns the next request that has not been taken yet. Waits up to 10 seconds for one.
     *
     * @throws IllegalStateException if none arrives in time, or if the thread is interrupted
     */
    public RecordedRequest takeRequest() {
        return takeRequest(DEFAULT_TIMEOUT);
    }

    /**
     * Returns the next request that has not been taken yet. Waits for one if necessary.
     *
     * @throws IllegalStateException if none arrives in time, or if the thread is interrupted
     */
    public RecordedRequest takeRequest(Duration timeout) {
        RecordedRequest request = uninterrupted(() -> traffic.take(timeout));
        if (request == null) {
            throw new IllegalStateException("MiniMaxServer received no (further) request within " + timeout
                    + "; in total " + requests().size());
        }
        return request;
    }

    /** Forgets all requests recorded so far, for example after a warm-up. */
    public void forgetRequests() {
        traffic.forgetRequests();
    }

    /**
     * Restores the initial state for the next test: no script, no requests, counts at zero. The address and idle connections remain.
     * Incomplete responses are aborted, so that no client waits for the rest of a stalled stream: the client finds the connection closed
     * or, if nothing was sent yet, receives HTTP 400, which clients do not retry. None of this counts as a hang-up.
     */
    public void reset() {
        traffic.responding().forEach(Connection::abort);
        script.clear();
        traffic.forgetRequests();
        traffic.forgetCounts();
    }

    /** How many connections clients have opened so far. */
    public int connectionCount() {
        return traffic.connections();
    }

    /** How many connections are open now, idle ones included. */
    public int openConnections() {
        return traffic.open().size();
    }

    /**
     * Waits until at most this many connections are open.
     *
     * @return false if the time ran out first
     * @throws IllegalStateException if the thread is interrupted
     */
    public boolean awaitOpenConnections(int atMost, Duration timeout) {
        return Boolean.TRUE.equals(uninterrupted(() -> traffic.awaitOpen(atMost, timeout)));
    }

    /**
     * How many times a client closed its connection before its response was complete. The server detects this in pauses, while stalled, and
     * when writing; a response that is sent in one write may be complete before the client can hang up. A client that closes only its
     * sending side counts too.
     */
    public int hangUpCount() {
        return traffic.hangUps();
    }

    /**
     * Waits for a hang-up, see {@link #hangUpCount()}. Each hang-up is reported to one call, even if it happened before the call.
     *
     * @return false if the time ran out first
     * @throws IllegalStateException if the thread is interrupted
     */
    public boolean awaitHangUp(Duration timeout) {
        return Boolean.TRUE.equals(uninterrupted(() -> traffic.awaitHangUp(timeout)));
    }

    /**
     * Stops listening and closes all connections at once, even in the middle of a response. The port is free when this method returns.
     */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : traffic.open()) {
                socket.close();
            }
            // the port is free only when no thread waits on it any more
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException("MiniMaxServer could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The base URL. */
    @Override
    public String toString() {
        return "MiniMaxServer at " + baseUrl();
    }

    private void accept() {
        ThreadFactory threads = ConnectionThreads.create(threadName());
        while (!listener.isClosed()) {
            try {
                serve(listener.accept(), threads);
            } catch (IOException e) {
                // closed, which ends the loop, or a connection that broke while it was accepted
            }
        }
    }

    private void serve(Socket socket, ThreadFactory threads) throws IOException {
        int number = traffic.opened(socket);
        try {
            if (listener.isClosed()) {
                // close() may have closed the open connections before this one was registered
                throw new IOException("The server is closed");
            }
            socket.setTcpNoDelay(true);
            threads.newThread(new Connection(socket, number, traffic, this::reply))
                    .start();
        } catch (IOException e) {
            traffic.closed(socket);
            socket.close();
        }
    }

    private Reply reply(RecordedRequest request) {
        // before the request is recorded: a test that waits for it and then sends another must not see the two swap
        // their replies
        Reply reply = script.next();
        traffic.received(request);
        if (reply != null) {
            return reply;
        }
        try {
            reply = script.byRules(request);
        } catch (RuntimeException | Error e) {
            // whatever went wrong in the test's own code, the client must get a response that reports it
            traffic.wasUnscripted(request);
            return serverError("MiniMaxServer: the script failed for " + request + ": " + e);
        }
        if (reply == null) {
            traffic.wasUnscripted(request);
            return serverError("MiniMaxServer: nothing was scripted for " + request
                    + ". Script it before the call with server.enqueue(Reply.text(\"...\")) or"
                    + " server.when(request -> true, Reply.text(\"...\"))");
        }
        return reply;
    }

    private static Reply serverError(String message) {
        return Reply.error(ErrorShape.ENVELOPE, 500, 0, message);
    }

    private interface Waiting<T> {
        @Nullable
        T get() throws InterruptedException;
    }

    private static <T> @Nullable T uninterrupted(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for MiniMaxServer", e);
        }
    }
}
