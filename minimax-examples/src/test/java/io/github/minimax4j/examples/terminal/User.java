package io.github.minimax4j.examples.terminal;

import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.examples.travel.TravelTools;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A user at a terminal of 60 columns, who types and waits for what is shown. */
final class User implements AutoCloseable {

    static final int COLUMNS = 60;

    private static final long PATIENCE_MILLIS = Duration.ofSeconds(30).toMillis();

    /** What is shown, and a way to wait for it. */
    private static final class Shown extends ByteArrayOutputStream {

        private int seen;

        @Override
        public synchronized void write(int b) {
            super.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] b, int off, int len) {
            super.write(b, off, len);
            notifyAll();
        }

        /** Everything up to this text, from where the last call ended. */
        synchronized String await(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (true) {
                String all = toString(StandardCharsets.UTF_8);
                int found = all.indexOf(text, seen);
                if (found >= 0) {
                    String part = all.substring(seen, found + text.length());
                    seen = found + text.length();
                    return part;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("'" + text + "' was not shown after:\n" + all.substring(seen));
                }
                wait(left);
            }
        }
    }

    private final Shown shown = new Shown();

    private final LineDisciplineTerminal terminal;

    private final MiniMaxStreamingChatModel model;

    private final CompletableFuture<Void> conversation;

    private User(MiniMaxServer server, TravelTools tools, List<String> examples) throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", shown, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(COLUMNS, 24));
        model = MiniMaxStreamingChatModel.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .apiKey("any")
                .modelName("MiniMax-M3")
                .maxRetries(0)
                .build();
        Screen screen = Screen.of(terminal, false);
        conversation = CompletableFuture.runAsync(
                () -> new Conversation(model, tools, screen).play(examples), task -> new Thread(task).start());
    }

    static User at(MiniMaxServer server, String... examples) throws IOException {
        return new User(server, new TravelTools(), List.of(examples));
    }

    static User at(MiniMaxServer server, TravelTools tools) throws IOException {
        return new User(server, tools, List.of());
    }

    /** Waits for the prompt, and types a line. */
    void says(String line) throws Exception {
        awaitPrompt();
        types(line + "\r");
    }

    void awaitPrompt() throws InterruptedException {
        sees("You: ");
    }

    void types(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    void pressesCtrlC() {
        terminal.raise(Signal.INT);
    }

    void resizes(int columns) {
        terminal.setSize(Size.of(columns, 24));
        terminal.raise(Signal.WINCH);
    }

    /** Waits until this is shown, after what was seen before, and returns everything up to its end. */
    String sees(String text) throws InterruptedException {
        return shown.await(text);
    }

    String everything() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the conversation has ended by itself. */
    void seesTheEnd() throws Exception {
        conversation.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        if (!conversation.isDone()) {
            terminal.close();
        }
        model.close();
    }
}
