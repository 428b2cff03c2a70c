package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.benchmarks.Reply;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A response of 64 KB that is no stream, from its bytes to the completion. */
@NullUnmarked // fields are filled before a run
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WholeResponseBenchmark {

    private static final int SIZE = 64 * 1024;

    @Param({"ascii", "escapes", "chinese", "emoji"})
    private String text;

    private final ChunkParser parser = new ChunkParser(ResponseLimits.of(ClientSettings.TABLE.values()));

    private final ErrorReader errors = new ErrorReader(Endpoint.of("http://localhost", "/v1/chat/completions"));

    private ByteBuffer body;

    /** Makes the response. */
    @Setup
    public void makeInput() {
        String piece = switch (text) {
            case "ascii" -> "The sea is salty. ";
            case "escapes" -> "The sea \\n";
            case "chinese" -> "海水为什么是咸的";
            default -> "🌊🧂";
        };
        String content = piece.repeat(SIZE / piece.getBytes(StandardCharsets.UTF_8).length);
        body = ByteBuffer.wrap(Reply.completion(content).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads it. */
    @Benchmark
    public ChatCompletion read() {
        ChatResponseReader reader = new ChatResponseReader(parser, errors, Expectations.NONE, event -> {}, null);
        reader.head(ResponseDetails.of(200, null, null, Redaction.NONE));
        reader.announce(body.remaining());
        reader.bytes(body.duplicate());
        reader.end();
        return ((Outcome.Completed<ChatCompletion>) Objects.requireNonNull(reader.outcome())).response();
    }
}
