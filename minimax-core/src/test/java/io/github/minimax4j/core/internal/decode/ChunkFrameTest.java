package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.minimax4j.core.SampleStreams;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Chunks compared with the one before them mean what they mean when they are parsed in full. */
class ChunkFrameTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Chunks of servers, with § where the text stands. */
    private static final List<String> SHAPES = List.of(
            "{\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"M\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"§\"},\"finish_reason\":null}]}",
            "{\"choices\": [{\"index\": 0, \"delta\": {\"role\": \"assistant\", \"content\": \"§\"}}], \"id\": \"b\"} ",
            "{\"id\":\"5a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"§\",\"role\":\"assistant\","
                    + "\"name\":\"MiniMax AI\",\"audio_content\":\"\"}}],\"created\":1785000010,\"model\":\"MiniMax-M3\","
                    + "\"usage\":null,\"input_sensitive\":false,\"output_sensitive\":false,\"output_sensitive_int\":0}",
            "{\"id\":\"7a\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"reasoning_content\":\"§\","
                    + "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"id\":\"reasoning-text-1\",\"index\":0,"
                    + "\"text\":\"§\"}]}}],\"usage\":{\"total_tokens\":0},\"service_tier\":\"standard\"}",
            "{\"choices\":[{\"delta\":{\"reasoning_details\":[{\"text\":\"§\",\"index\":0}],\"content\":\"\"}}]}",
            "{\"choices\":[{\"delta\":{\"reasoning\":\"§\",\"reasoning_content\":\"\",\"content\":null}}]}",
            "{\"choices\":[{\"delta\":{\"reasoning\":\"§\",\"content\":\"§\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                    + "{\"name\":\"f\",\"arguments\":\"§\"}}]}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"§\"}}]}}]}",
            // the text that counts is not the first of that name, or not the only one, or none
            "{\"content\":\"§\",\"choices\":[{\"delta\":{\"content\":\"§\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"a\",\"content\":\"§\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"§\",\"content\":\"b\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"§\"}]}}]}",
            "{\"choices\":[{\"index\":0,\"text\":\"§\"}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"§\"},\"text\":\"c\"}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"§\"}},{\"index\":1,\"delta\":{\"content\":\"§\"}}]}",
            "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"§\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"§\"}}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":2}}",
            "{\"choices\":[{\"delta\":{\"content\":\"§\",\"refusal\":\"no\"}}],\"service_tier\":\"§\"}",
            "{\"choices\":[{\"delta\":{\"content\":\"§\"},\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[{\"message\":{\"content\":\"§\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"§\"}}],\"error\":{\"message\":\"§\"}}",
            "{\"choices\":[{\"delta\":{\"content\":\"§\"}}]}{\"choices\":[{\"delta\":{\"content\":\"d\"}}]}",
            "[{\"choices\":[{\"delta\":{\"content\":\"§\"}}]}]",
            "{\"message\":\"§\"}");

    /** What stands between quotes, as it is written; some of it is not JSON, or not UTF-8. */
    private static final List<String> WORDS = List.of(
            "word",
            " ",
            "é",
            "思考",
            "🚂",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b\\f\\r\\t",
            "\\u00e9",
            "\\uD83D\\uDE82",
            "\\ud83d",
            "\\ude82",
            "\\u0000",
            "\uFFFD",
            "<think>",
            "</think>",
            "{",
            "}",
            "[DONE]",
            "data:",
            "\\\\\\\"",
            "?CONTENT?",
            "1",
            "\"",
            "\\",
            "\\x",
            "\\u12",
            "\\u12G4",
            "\u0001",
            "\t",
            "\u007F",
            "\",\"content\":\"");

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.longs().map(Random::new);
    }

    private static byte[] chunk(Random random, String shape) {
        StringBuilder text = new StringBuilder();
        // most texts are plain
        int words = random.nextInt(3) == 0 ? WORDS.size() : 7;
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(words)));
        }
        byte[] bytes = shape.replace("§", text).getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(20)) {
            case 0 -> bytes[random.nextInt(bytes.length)] = (byte) (128 + random.nextInt(128));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) " \"\\,:{}[]0an".charAt(random.nextInt(12));
            default -> {}
        }
        return bytes;
    }

    @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
    void aChunkThatMatchesIsReadAsTheParserReadsIt(@ForAll("randoms") Random random) {
        ChunkParser parser = new ChunkParser(Responses.LIMITS);
        ChunkFrame frame = new ChunkFrame(parser);
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        byte[] learned = chunk(random, shape);
        ChunkParser.Parsed template = parser.parse(learned, 0, learned.length);
        if (template.failure() != null || template.chunks().get(0).choices().size() != 1) {
            return;
        }
        for (int i = 0; i < 2; i++) {
            frame.learn(learned, 0, learned.length, template.chunks().get(0)); // the first is skipped
        }

        for (int i = 0; i < 20; i++) {
            byte[] next = chunk(random, shape);
            Chunk.Part delta = frame.match(next, 0, next.length);
            if (delta != null) {
                ChunkParser.Parsed parsed = parser.parse(next, 0, next.length);
                assertThat(parsed.failure()).isNull();
                assertThat(parsed.chunks())
                        .containsExactly(template.chunks().get(0).withDelta(delta));
            }
        }
    }

    @Property(tries = 2500, shrinking = ShrinkingMode.OFF)
    @Tag("B32")
    void aStreamWhoseChunksAreComparedIsTheSameStream(@ForAll("randoms") Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        for (int i = random.nextInt(40); i >= 0; i--) {
            if (random.nextInt(15) == 0) {
                shape = SHAPES.get(random.nextInt(SHAPES.size()));
            }
            event(stream, chunk(random, shape));
        }
        event(stream, finish("stop").getBytes(StandardCharsets.UTF_8));

        assertSame(stream.toByteArray(), random);
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(SampleStreams.all());
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    @Tag("B32")
    void aSampleWhoseEventsAreRepeatedIsTheSameStream(
            @ForAll("samples") String name, @ForAll("randoms") Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String payload : SampleStreams.payloads(name)) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                event(stream, payload.getBytes(StandardCharsets.UTF_8));
            }
        }

        assertSame(stream.toByteArray(), random);
    }

    private static void event(ByteArrayOutputStream stream, byte[] payload) {
        stream.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
        stream.writeBytes(payload);
        stream.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertSame(byte[] stream, Random random) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int i = random.nextInt(random.nextBoolean() ? 5 : 100); i > 0; i--) {
            cuts.add(random.nextInt(stream.length));
        }
        Responses.Result compared = Responses.readCutAt(stream, List.copyOf(cuts));
        Responses.Result parsed = Responses.readCutAt(stream, List.of(), Expectations.NONE, false);

        assertThat(compared.events()).isEqualTo(parsed.events());
        Responses.assertSameEnd(compared, parsed);
    }

    @Example
    void chunksThatDifferInTheirTextsMatch() {
        ChunkParser parser = new ChunkParser(Responses.LIMITS);
        List<String> matching = new ArrayList<>();
        for (String shape : SHAPES.subList(0, 9)) {
            ChunkFrame frame = new ChunkFrame(parser);
            byte[] learned = shape.replace("§", "a").getBytes(StandardCharsets.UTF_8);
            Chunk chunk = parser.parse(learned, 0, learned.length).chunks().get(0);
            frame.learn(learned, 0, learned.length, chunk);
            frame.learn(learned, 0, learned.length, chunk);
            byte[] next = shape.replace("§", "\\\"é \\uD83D\\uDE82 🚂\\n").getBytes(StandardCharsets.UTF_8);
            Chunk.Part delta = frame.match(next, 0, next.length);
            if (delta != null && delta.toString().contains("\"é 🚂 🚂\n")) {
                matching.add(shape);
            }
        }

        assertThat(matching).isEqualTo(SHAPES.subList(0, 9));
    }

    @Example
    void aServerWhoseChunksDifferElsewhereTooCostsHardlyMore() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            event(
                    stream,
                    ("{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"created\":" + i + "}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        event(stream, finish("stop").getBytes(StandardCharsets.UTF_8));

        assertThat(allocated(stream.toByteArray(), true)).isLessThan(allocated(stream.toByteArray(), false) * 11 / 10);
    }

    private static long allocated(byte[] stream, boolean comparing) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Responses.readCutAt(stream, List.of(), Expectations.NONE, comparing);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
