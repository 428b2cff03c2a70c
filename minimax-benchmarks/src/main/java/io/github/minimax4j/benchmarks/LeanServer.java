package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * A server whose share of a measurement is small: prebuilt bytes, and one thread with a selector for all plain connections. TLS has a
 * thread for each connection. The first segment of a path is the script, see {@link Reply#of}; {@code /closed} returns when the last
 * unfinished response was hung up on, by {@link System#nanoTime}, which processes of one machine share; {@code /written} returns how many
 * bytes of responses the plain connections have taken.
 */
final class LeanServer {

    private static final int BACKLOG = 16_384;

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private final Queue<Exchange> due = new PriorityQueue<>(Comparator.comparingLong(exchange -> exchange.due));

    private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);

    private final Selector selector = Selector.open();

    private volatile long lastClosed;

    private long written;

    private LeanServer() throws IOException {}

    /** Prints the two ports, plain and TLS (0 without a key store), and serves until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        LeanServer server = new LeanServer();
        int port = server.start();
        int tlsPort = System.getProperty("javax.net.ssl.keyStore") == null ? 0 : server.startTls();
        System.out.println(port + " " + tlsPort);
        while (System.in.read() >= 0) {
            // until the runner ends
        }
        System.exit(0);
    }

    /** Starts a server in this process; returns its port. */
    static int startHere() throws IOException {
        return new LeanServer().start();
    }

    private int start() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        daemon("server", this::serve);
        return listener.socket().getLocalPort();
    }

    private int startTls() throws IOException {
        ServerSocket listener =
                SSLServerSocketFactory.getDefault().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        daemon("tls", () -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    daemon("tls-connection", () -> serve(socket));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return listener.getLocalPort();
    }

    private void serve(Socket socket) {
        RequestParser parser = new RequestParser();
        byte[] bytes = new byte[16 * 1024];
        try (socket) {
            socket.setTcpNoDelay(true);
            WritableByteChannel output = Channels.newChannel(socket.getOutputStream());
            for (int read; (read = socket.getInputStream().read(bytes)) >= 0; ) {
                String script = parser.feed(ByteBuffer.wrap(bytes, 0, read));
                if (script != null) {
                    Reply reply = reply(script);
                    output.write(reply.start().duplicate());
                    for (int i = 0; i < reply.repeats(); i++) {
                        output.write(reply.block().duplicate());
                    }
                    output.write(reply.end().duplicate());
                }
            }
        } catch (IOException e) {
            // the client has hung up
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                Exchange next = due.peek();
                long wait = next == null ? 0 : next.due - System.nanoTime();
                if (next != null && wait <= 0) {
                    selector.selectNow(this::ready);
                } else {
                    selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(wait) + (next == null ? 0 : 1));
                }
                long now = System.nanoTime();
                while (!due.isEmpty() && due.peek().due <= now) {
                    due.remove().goOn();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(key.selector(), SelectionKey.OP_READ, new Exchange(channel));
                return;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        ((Exchange) key.attachment()).ready(key);
    }

    private Reply reply(String script) {
        return switch (script) {
            case "closed" -> number(lastClosed);
            case "written" -> number(written);
            default -> replies.computeIfAbsent(script, Reply::of);
        };
    }

    private static Reply number(long value) {
        return new Reply(
                RequestParser.ascii("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n%020d".formatted(value)),
                ByteBuffer.allocate(0),
                0,
                0,
                ByteBuffer.allocate(0));
    }

    /** One connection. */
    private final class Exchange {

        private final SocketChannel channel;

        private final RequestParser parser = new RequestParser();

        private final Deque<ByteBuffer> toWrite = new ArrayDeque<>();

        // null between two requests
        private Reply reply;

        private int repeated;

        long due;

        Exchange(SocketChannel channel) {
            this.channel = channel;
        }

        void ready(SelectionKey key) {
            try {
                if (key.isReadable()) {
                    read();
                }
                if (key.isValid() && key.isWritable()) {
                    write();
                }
            } catch (IOException e) {
                close();
            }
        }

        private void read() throws IOException {
            input.clear();
            if (channel.read(input) < 0) {
                close();
                return;
            }
            String script = parser.feed(input.flip());
            if (script != null) {
                reply = LeanServer.this.reply(script);
                repeated = 0;
                toWrite.add(reply.start().duplicate());
                if (reply.interval() == 0) {
                    write();
                } else {
                    due = System.nanoTime() + reply.interval();
                    LeanServer.this.due.add(this);
                    write();
                }
            }
        }

        /** The time of the next block has come. */
        void goOn() {
            if (reply == null || !channel.isOpen()) {
                return;
            }
            try {
                if (repeated < reply.repeats()) {
                    repeated++;
                    toWrite.add(reply.block().duplicate());
                    due += reply.interval();
                    LeanServer.this.due.add(this);
                }
                write();
            } catch (IOException e) {
                close();
            }
        }

        private void write() throws IOException {
            while (reply != null) {
                ByteBuffer next = toWrite.peek();
                if (next != null) {
                    written += channel.write(next);
                    if (next.hasRemaining()) {
                        interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                        return;
                    }
                    toWrite.remove();
                } else if (repeated < reply.repeats()) {
                    if (reply.interval() > 0) {
                        break;
                    }
                    repeated++;
                    toWrite.add(reply.block().duplicate());
                } else if (repeated == reply.repeats() && reply.end() != null) {
                    repeated++;
                    toWrite.add(reply.end().duplicate());
                } else if (reply.end() == null) {
                    break;
                } else {
                    reply = null;
                }
            }
            interest(SelectionKey.OP_READ);
        }

        private void interest(int operations) {
            SelectionKey key = channel.keyFor(selector);
            if (key.interestOps() != operations) {
                key.interestOps(operations);
            }
        }

        private void close() {
            if (reply != null) {
                lastClosed = System.nanoTime();
            }
            reply = null;
            try {
                channel.close();
            } catch (IOException e) {
                // closed all the same
            }
        }
    }
}
