package io.github.minimax4j.core;

import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** The scripted server in a process of its own, so that what the client needs can be measured. Each question names what it meets. */
final class LoadServer implements AutoCloseable {

    /** What has happened since the start, and the connections that are open now. */
    record Counts(int requests, int connections, int open) {}

    private static final String KEYS = "javax.net.ssl.keyStore";

    private final Process process;

    private final BufferedReader fromServer;

    private final Writer toServer;

    private final String baseUrl;

    private LoadServer(Process process) throws IOException {
        this.process = process;
        this.fromServer = process.inputReader(StandardCharsets.UTF_8);
        this.toServer = process.outputWriter(StandardCharsets.UTF_8);
        this.baseUrl = line();
    }

    /**
     * Starts a server.
     *
     * @param pause after each event of a stream
     * @param keys  a PKCS 12 file, whose password is {@code password}, for TLS; null for plain HTTP
     */
    static LoadServer start(Duration pause, @Nullable Path keys) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g"));
        if (keys != null) {
            command.add("-D" + KEYS + "=" + keys);
            command.add("-D" + KEYS + "Password=password");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                LoadServer.class.getName(),
                String.valueOf(pause.toMillis())));
        return new LoadServer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String baseUrl() {
        return baseUrl;
    }

    Counts counts() throws IOException {
        toServer.write('\n');
        toServer.flush();
        String[] numbers = line().split(" ");
        return new Counts(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    private String line() throws IOException {
        String line = fromServer.readLine();
        if (line == null) {
            throw new EOFException("The server has ended");
        }
        return line;
    }

    boolean awaitNoConnection(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (counts().open() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    @Override
    public void close() {
        process.destroy();
    }

    static String textFor(String question) {
        return "This is the response to " + question + ", in several pieces, and to no other question.";
    }

    /** The process: prints its address, and for each line of its input what it has counted. It ends with its input. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // what is logged must not be taken for them
        Duration pause = Duration.ofMillis(Long.parseLong(args[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int requests = 0;
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(request -> true, request -> reply(request, pause));
            String plain = server.baseUrl();
            answers.println(
                    System.getProperty(KEYS) == null
                            ? plain
                            : "https://localhost:" + secure(URI.create(plain).getPort()));
            while (in.readLine() != null) {
                requests += server.requests().size();
                server.forgetRequests(); // no request is under way when it counts
                answers.println(requests + " " + server.connectionCount() + " " + server.openConnections());
            }
        }
    }

    /** Passes TLS connections on to the scripted server, which has none itself, and their ends. Returns the port. */
    private static int secure(int port) throws IOException {
        ServerSocket listener =
                SSLServerSocketFactory.getDefault().createServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket client = listener.accept();
                daemon(() -> relay(client, port));
            }
        });
        return listener.getLocalPort();
    }

    private static Void relay(Socket client, int port) throws IOException {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            daemon(() -> copy(server, client));
            return copy(client, server);
        }
    }

    private static Void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        return null;
    }

    private static void daemon(Callable<?> task) {
        Thread thread = new Thread(() -> {
            try {
                task.call();
            } catch (Exception e) {
                // the connection has ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static Reply reply(RecordedRequest request, Duration pause) {
        String question = request.lastUserText();
        CompletionReply whole = Reply.text(textFor(question))
                .streamed(stream -> stream.chunkSize(10).pause(pause));
        return switch (question.substring(0, question.indexOf(' '))) {
            case "reset" -> whole.resetAfter(40);
            case "cut" -> whole.cutAfter(40);
            case "garbage" -> whole.garbageAfter(40, "\n\ndata: }garbage{\n\n");
            case "stall" -> whole.stallAfter(40);
            case "silence" -> Reply.stall();
            case "refusal" -> Reply.disconnect();
            case "overload" -> Reply.raw(503, "text/plain", "overloaded");
            default -> whole;
        };
    }
}
