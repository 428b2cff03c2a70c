package io.github.minimax4j.examples.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Streams one answer as fast as it is taken, and knows how much was, and when nothing more is. */
final class FloodServer implements AutoCloseable {

    private static final long STALLED_MILLIS = 1500;

    // the headers' end, and the brace that ends the body
    private static final Pattern LAST_OF_REQUEST = Pattern.compile("\\r\\n\\r\\n.*}$", Pattern.DOTALL);

    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private final AtomicLong sent = new AtomicLong();

    private final CompletableFuture<Long> stalled = new CompletableFuture<>();

    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

    FloodServer(int events, int charactersPerEvent) throws IOException {
        listener.bind(new InetSocketAddress("127.0.0.1", 0));
        Thread thread = new Thread(
                () -> {
                    try {
                        serve(events, charactersPerEvent);
                        ended.complete(null);
                    } catch (IOException e) {
                        ended.complete(e);
                    }
                },
                "flood-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** The number of bytes sent so far. */
    long sent() {
        return sent.get();
    }

    /** Completed with the bytes sent when for some time nothing more could be sent. */
    CompletableFuture<Long> stalled() {
        return stalled;
    }

    /** Completed with null when all was sent, else with what prevented it. */
    CompletableFuture<Throwable> ended() {
        return ended;
    }

    private void serve(int events, int characters) throws IOException {
        try (SocketChannel client = listener.accept();
                Selector selector = Selector.open()) {
            readRequest(client);
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            write(client, selector, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            String text = event("z".repeat(characters), "null");
            for (int i = 0; i < events; i++) {
                write(client, selector, text);
            }
            write(client, selector, event("", "\"stop\"") + "data: [DONE]\n\n");
        }
    }

    /** All of it: what is left unread when the connection is closed would cost the client what it has not read. */
    private static void readRequest(SocketChannel client) throws IOException {
        StringBuilder request = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        while (!LAST_OF_REQUEST.matcher(request).find()) {
            if (client.read(buffer.clear()) < 0) {
                throw new EOFException("The request has no end");
            }
            request.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
    }

    private static String event(String text, String finishReason) {
        return "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"MiniMax-M3\","
                + "\"choices\":[{\"index\":0,\"finish_reason\":" + finishReason
                + ",\"delta\":{\"role\":\"assistant\",\"content\":\"" + text + "\"}}]}\n\n";
    }

    private void write(SocketChannel client, Selector selector, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            int count = client.write(bytes);
            sent.addAndGet(count);
            if (count == 0) {
                selector.selectedKeys().clear();
                if (selector.select(STALLED_MILLIS) == 0) {
                    stalled.complete(sent.get());
                    selector.select();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
