package io.github.minimax4j.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Below this no client gets: prebuilt bytes over a plain socket, and a response that is only skimmed. */
final class Floor implements Contender {

    private final URI base;

    private final byte[] unary;

    private final byte[] streamed;

    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    Floor(String baseUrl, String apiKey) {
        this.base = URI.create(baseUrl);
        this.unary = request(apiKey, Engine.body(false));
        this.streamed = request(apiKey, Engine.body(true));
    }

    private byte[] request(String apiKey, byte[] body) {
        String head = "POST " + base.getPath() + "/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer " + apiKey + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int call(Prompt prompt) throws IOException {
        return exchange(unary, null);
    }

    @Override
    public void stream(Prompt prompt, Sink sink) {
        threads.execute(() -> {
            Throwable failure = null;
            try {
                exchange(streamed, sink);
            } catch (IOException e) {
                failure = e;
            }
            sink.end(failure);
        });
    }

    private int exchange(byte[] request, Sink sink) throws IOException {
        Connection connection = idle.pollFirst();
        if (connection == null) {
            connection = new Connection(base);
        }
        int length = connection.exchange(request, sink);
        idle.addFirst(connection);
        return length;
    }

    private static final class Connection {

        final Socket socket;

        private final byte[] bytes = new byte[16 * 1024];

        Connection(URI base) throws IOException {
            SocketFactory sockets =
                    base.getScheme().equals("https") ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
            socket = sockets.createSocket(base.getHost(), base.getPort());
            socket.setTcpNoDelay(true);
        }

        int exchange(byte[] request, Sink sink) throws IOException {
            socket.getOutputStream().write(request);
            int length = socket.getInputStream().read(bytes);
            if (sink == null) {
                int left = bodyLength(length) - length;
                while (left > 0) {
                    int read = socket.getInputStream().read(bytes);
                    left -= read;
                    length += read;
                }
                return length;
            }
            Skim skim = new Skim();
            while (length >= 0) {
                int events = skim.feed(ByteBuffer.wrap(bytes, 0, length));
                if (events > 0) {
                    sink.pieces(events, this::hangUp);
                }
                if (length >= 5 && bytes[length - 5] == '0' && bytes[length - 3] == '\n' && bytes[length - 1] == '\n') {
                    return length;
                }
                length = socket.getInputStream().read(bytes);
            }
            throw new EOFException();
        }

        /** The whole length of the response whose beginning has been read. */
        private int bodyLength(int read) {
            String head = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
            int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
            return head.indexOf("\r\n\r\n") + 4 + Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
        }

        private void hangUp() {
            try {
                socket.close();
            } catch (IOException e) {
                // closed all the same
            }
        }
    }
}
