package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** LangChain4j's types into core's and back; figures are of one call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MapperBenchmark {

    private final RequestMapper mapper = new RequestMapper(new JsonResponses(true, false), false, false);

    private final ChatRequest request = ChatRequest.builder()
            .messages(UserMessage.from("What is the weather like?"))
            .modelName("MiniMax-M2.7")
            .temperature(0.7)
            .build();

    private final PlannedRequest plan = mapper.plan(request, TargetProfile.MINIMAX);

    private final ChatCompletion completion = ChatCompletion.builder()
            .id("1")
            .model("MiniMax-M2.7")
            .text("It is sunny.")
            .build();

    /** A request of LangChain4j's. */
    @Benchmark
    public PlannedRequest request() {
        return mapper.plan(request, TargetProfile.MINIMAX);
    }

    /** A response for LangChain4j. */
    @Benchmark
    public ChatResponse response() {
        return ResponseMapper.map(completion, plan);
    }
}
