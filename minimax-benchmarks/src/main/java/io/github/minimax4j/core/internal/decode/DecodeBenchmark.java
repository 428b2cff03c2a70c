package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.benchmarks.Reply;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The stages that a chunk of a stream passes; all figures are of one chunk. */
@NullUnmarked // fields are filled before a run
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    private static final int CHUNKS = 100;

    private static final int MAX_SIZE = 1 << 20;

    @Param({"plain", "minimax", "chinese", "chinese-escaped"})
    private String shape;

    private static final ResponseLimits LIMITS = ResponseLimits.of(ClientSettings.TABLE.values());

    private final ChunkParser parser = new ChunkParser(LIMITS);

    private final List<byte[]> payloads = new ArrayList<>();

    private final List<Chunk> chunks = new ArrayList<>();

    private ByteBuffer events;

    /** Makes the input of each stage. */
    @Setup
    public void makeInput() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            String json = switch (shape) {
                case "plain" -> Reply.plain(" word" + i);
                case "minimax" -> Reply.minimax(" word" + i);
                case "chinese" -> Reply.minimax("天气好" + (char) ('一' + i));
                default -> Reply.minimax("\\u5929\\u6c14\\u597d\\u4e" + (i + 10));
            };
            all.append("data: ").append(json).append("\n\n");
            byte[] payload = json.getBytes(StandardCharsets.UTF_8);
            payloads.add(payload);
            chunks.addAll(parser.parse(payload, 0, payload.length).chunks());
        }
        events = ByteBuffer.wrap(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes into payloads. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void sseDecoder(Blackhole blackhole) {
        SseDecoder decoder = new SseDecoder(MAX_SIZE, (bytes, offset, length, namedError) -> {
            blackhole.consume(length);
            return true;
        });
        decoder.feed(events.duplicate());
        decoder.end();
    }

    /** Payloads into chunks. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void chunkParser(Blackhole blackhole) {
        for (byte[] payload : payloads) {
            blackhole.consume(parser.parse(payload, 0, payload.length));
        }
    }

    /** Chunks into events and a completion. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public ChatCompletion assembler(Blackhole blackhole) {
        CompletionAssembler assembler =
                new CompletionAssembler(blackhole::consume, Expectations.NONE, new KeptLength(LIMITS));
        for (Chunk chunk : chunks) {
            assembler.add(chunk);
        }
        return assembler.end(null, List.of());
    }
}
