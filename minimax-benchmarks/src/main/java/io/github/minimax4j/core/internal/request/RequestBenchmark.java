package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** A chat request on its way to bytes; figures are of one request. */
@NullUnmarked // fields are filled before a run
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestBenchmark {

    @Param({"1", "100"})
    private int messages;

    private final List<Message> history = new ArrayList<>();

    private ChatCompletionRequest request;

    private RequestBody prepared;

    /** Makes the input of each stage. */
    @Setup
    public void makeInput() {
        for (int i = 0; i < messages; i++) {
            history.add(Message.user("What is the weather like in the town number " + i + "?"));
        }
        request = build();
        prepared = prepare();
    }

    /** Builds a request, with all its checks. */
    @Benchmark
    public ChatCompletionRequest build() {
        return ChatCompletionRequest.builder()
                .model("MiniMax-M2.7")
                .temperature(0.7)
                .messages(history)
                .build();
    }

    /** The form that MiniMax takes. */
    @Benchmark
    public RequestBody prepare() {
        return RequestPreparation.prepare(request, TargetProfile.MINIMAX, false, false, true, Map.of());
    }

    /** JSON. */
    @Benchmark
    public byte[] write() {
        return Json.writeBytes(prepared);
    }
}
