package io.github.minimax4j.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server of one call that misbehaves as its fault says, until it is healed. Each connection has a thread of its own. */
final class FaultServer implements AutoCloseable {
    private final Fault fault;

    private final Socket reserved = new Socket();

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    // those on which the fault has been shown; the client has to close them
    private final Set<Socket> faulty = ConcurrentHashMap.newKeySet();

    private final AtomicInteger elsewhere = new AtomicInteger();

    // of another host, to which no connection should come
    private volatile @Nullable ServerSocket other;

    private volatile @Nullable ServerSocket listener;

    private final CountDownLatch delivered = new CountDownLatch(1);

    private volatile boolean healed;

    private FaultServer(Fault fault) {
        this.fault = fault;
    }

    static FaultServer start(Fault fault) throws IOException {
        FaultServer server = new FaultServer(fault);
        // keeps the port: it is bound, but does not listen
        server.reserved.setReuseAddress(true);
        server.reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        if (!fault.refuses()) {
            server.listen();
        }
        return server;
    }

    private void listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        listener = socket;
        daemon(() -> accept(socket));
    }

    int port() {
        return reserved.getLocalPort();
    }

    /** Behaves from now on. */
    void heal() throws IOException {
        healed = true;
        if (listener == null) {
            listen();
        }
    }

    boolean awaitNoFaultyConnection() {
        return await(faulty::isEmpty);
    }

    boolean awaitNoConnection() {
        return await(open::isEmpty);
    }

    /** The application has got what comes before the fault in the middle of a stream. */
    void delivered() {
        delivered.countDown();
    }

    void awaitDelivery() throws InterruptedException {
        delivered.await(FaultMatrixTest.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The URL of a server with another host name, which completes any call. */
    synchronized String otherHost() throws IOException {
        ServerSocket socket = other;
        if (socket == null) {
            ServerSocket opened = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
            other = opened;
            socket = opened;
            daemon(() -> acceptElsewhere(opened));
        }
        return "http://localhost:" + socket.getLocalPort();
    }

    private void acceptElsewhere(ServerSocket from) {
        while (!from.isClosed()) {
            try (Socket client = from.accept()) {
                elsewhere.incrementAndGet();
                Fault.write(client, Response.to(read(client.getInputStream())).whole());
            } catch (IOException e) {
                // closed, or the client has hung up
            }
        }
    }

    /** Requests that a redirect has led to another address, and connections to another host. */
    int requestsElsewhere() {
        return elsewhere.get();
    }

    private static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + FaultMatrixTest.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(5_000_000);
        }
        return true;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (!healed && fault.connected() != null) {
                faulty.add(client);
                fault.connected().on(this, client, "");
                return;
            }
            SSLContext tls = fault.proxy() ? null : healed ? fault.goodTls() : fault.tls();
            if (tls == null) {
                requests(client, client);
            } else {
                secure(client, tls);
            }
        } catch (Exception e) {
            // the client has hung up
        } finally {
            faulty.remove(client);
            open.remove(client);
        }
    }

    private void secure(Socket client, SSLContext tls) throws Exception {
        faulty.add(client);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true)) {
            socket.setUseClientMode(false);
            if (fault.frames() != null) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"h2"});
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            faulty.remove(client);
            if (fault.frames() != null) {
                new Http2Connection(this, socket, () -> healed, fault.frames()).serve();
            } else {
                requests(client, socket);
            }
        }
    }

    private void requests(Socket client, Socket connection) throws Exception {
        while (true) {
            String request = read(connection.getInputStream());
            if (request.startsWith("GET /elsewhere") || request.startsWith("POST /elsewhere")) {
                elsewhere.incrementAndGet();
            }
            if (healed && request.startsWith("CONNECT")) {
                Fault.write(connection, "HTTP/1.1 200 Connection established\r\n\r\n");
                secure(client, fault.goodTls());
                return;
            }
            if (healed) {
                Fault.write(connection, Response.to(request).whole());
            } else {
                faulty.add(client);
                fault.talk().on(this, connection, request);
                faulty.remove(client);
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        reserved.close();
        for (ServerSocket socket : Arrays.asList(listener, other)) {
            if (socket != null) {
                socket.close();
            }
        }
        for (Socket client : open) {
            client.close();
        }
    }

    /** A response to a chat, as a stream or not, and its pieces on the wire. */
    record Response(String head, List<String> pieces) {
        static Response to(String request) {
            return request.contains("\"stream\":true")
                    ? new Response(
                            head("text/event-stream"),
                            List.of(
                                    event("{\"content\":\"Hello\"}", null),
                                    event("{\"content\":\" there.\"}", null),
                                    event("{}", "stop"),
                                    "data: [DONE]\n\n"))
                    : new Response(
                            head("application/json"),
                            List.of(
                                    "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":",
                                    "\"assistant\",\"content\":\"Hello",
                                    " there.\"}}]}",
                                    ""));
        }

        private static String head(String type) {
            return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        }

        private static String event(String delta, @Nullable String finish) {
            return "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":" + delta
                    + (finish == null ? "" : ",\"finish_reason\":\"" + finish + "\"") + "}]}\n\n";
        }

        boolean isStream() {
            return pieces.get(0).startsWith("data");
        }

        String body() {
            return String.join("", pieces);
        }

        static String chunk(String text) {
            return text.isEmpty() ? "" : Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        }

        String whole() {
            return head + chunk(body()) + "0\r\n\r\n";
        }

        /** What is on the wire when a place is reached. */
        String until(Fault.Where where) {
            return switch (where) {
                case BEFORE_HEADERS -> "";
                case IN_HEADERS -> head.substring(0, 25);
                case FIRST_EVENT -> head + chunk(pieces.get(0).substring(0, 12));
                case MIDDLE -> head + chunk(pieces.get(0)) + chunk(pieces.get(1));
                case AFTER_FINISH -> head + chunk(pieces.get(0) + pieces.get(1) + pieces.get(2));
            };
        }

        /** What is still to come from there. */
        String from(Fault.Where where) {
            return switch (where) {
                case BEFORE_HEADERS -> whole();
                case IN_HEADERS -> head.substring(25) + chunk(body()) + "0\r\n\r\n";
                case FIRST_EVENT -> chunk(body().substring(12)) + "0\r\n\r\n";
                case MIDDLE -> chunk(pieces.get(2) + pieces.get(3)) + "0\r\n\r\n";
                case AFTER_FINISH -> chunk(pieces.get(3)) + "0\r\n\r\n";
            };
        }
    }
}
