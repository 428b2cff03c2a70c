package io.github.minimax4j.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sockets without any HTTP, for tests that decide over single packets and writes. Each connection has a thread of its own. */
public final class RawServer implements AutoCloseable {

    /** Talks to one client, whose socket has a channel; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Talk {

        void with(Socket client) throws Exception;
    }

    private final ServerSocketChannel server;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocketChannel server) {
        this.server = server;
    }

    public static RawServer start(Talk talk) {
        try {
            RawServer started = new RawServer(ServerSocketChannel.open());
            started.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            daemon(() -> started.accept(talk));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    private void accept(Talk talk) {
        while (server.isOpen()) {
            try {
                Socket client = server.accept().socket();
                open.add(client);
                daemon(() -> talk(talk, client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Talk talk, Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            talk.with(client);
        } catch (Exception e) {
            // the client has hung up, or the test is over
        } finally {
            open.remove(client);
        }
    }

    /** Reads one request and returns its head; the body is read past. */
    public static String readRequest(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no further request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
        return text;
    }

    static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
