package io.github.minimax4j.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An HTTP client alone: it sends prebuilt bytes, and the response is only skimmed. What is missing to it is what a library adds. */
abstract class Engine implements Contender {

    /** The JSON of a call. */
    static byte[] body(boolean stream) {
        return ("{\"model\":\"MiniMax-M2.7\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Prompt.SHORT.text(0)
                        + "\"}],\"reasoning_split\":true"
                        + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "")
                        + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a request; returns without waiting. */
    abstract void send(boolean stream, Exchange exchange);

    @Override
    public final int call(Prompt prompt) throws InterruptedException, ExecutionException {
        Exchange exchange = new Exchange(null);
        send(false, exchange);
        return exchange.length.get();
    }

    @Override
    public final void stream(Prompt prompt, Sink sink) {
        send(true, new Exchange(sink));
    }

    /** Receives one response; {@code sink} is null if it is no stream. */
    static final class Exchange {

        private final CompletableFuture<Integer> length = new CompletableFuture<>();

        private final Skim skim = new Skim();

        private final Sink sink;

        private int received;

        private Exchange(Sink sink) {
            this.sink = sink;
        }

        void bytes(ByteBuffer bytes, Runnable cancel) {
            received += bytes.remaining();
            int events = sink == null ? 0 : skim.feed(bytes);
            bytes.position(bytes.limit());
            if (events > 0) {
                sink.pieces(events, cancel);
            }
        }

        void end(Throwable failure) {
            if (sink != null) {
                sink.end(failure);
            } else if (failure == null) {
                length.complete(received);
            } else {
                length.completeExceptionally(failure);
            }
        }
    }
}
