package io.github.minimax4j.core.internal.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Feeds a target with a corpus and with mutations of it that know the tokens of the protocol, and shortens what fails. */
final class Fuzzer {

    private static final int MUTATIONS = 3000;

    private static final long SEED = 20261126;

    private static final int MAX_LENGTH = 8 * 1024;

    private static final int MAX_KEPT = 2000;

    private static final List<String> TOKENS = List.of(
            "\"",
            "\\",
            "\\\"",
            "\\u00e9",
            "\\ud83d",
            "\\ude82",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "2000000000",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "data:",
            "data: ",
            ": ",
            "event: error\n",
            "id:",
            "[DONE]",
            "\uFEFF",
            "🚂",
            "é",
            "<think>",
            "</think>",
            "<thinking>",
            "</mm:think>",
            "<",
            "</",
            "`",
            "<minimax:tool_call>",
            "</minimax:tool_call>",
            "]<]minimax[>[",
            "<invoke name=\"f\">",
            "</invoke>",
            "<parameter name=\"n\">",
            "</parameter>",
            "<tool_call>",
            "\"choices\":[",
            "\"index\":",
            "\"delta\":{",
            "\"message\":{",
            "\"content\":\"",
            "\"reasoning_content\":\"",
            "\"reasoning_details\":[{\"text\":\"",
            "\"tool_calls\":[{",
            "\"id\":\"",
            "\"function\":{\"name\":\"f\",",
            "\"arguments\":\"",
            "\"arguments\":{",
            "\"finish_reason\":\"stop\"",
            "\"refusal\":\"",
            "\"usage\":{",
            "\"error\":",
            "\"base_resp\":{\"status_code\":1002}",
            "\"object\":\"error\"",
            "\"code\":",
            "\"text\":\"",
            "\"type\":\"thinking\"");

    private final Random random = new Random(SEED);

    private final List<byte[]> inputs;

    private Fuzzer(List<byte[]> corpus) {
        this.inputs = corpus;
    }

    static void run(String target, Consumer<byte[]> code) throws IOException, URISyntaxException {
        List<byte[]> corpus = new ArrayList<>(List.of(new byte[0]));
        Path folder = Path.of(Objects.requireNonNull(Fuzzer.class.getResource("/fuzz/" + target))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        for (byte[] input : corpus) {
            code.accept(input);
        }
        Fuzzer fuzzer = new Fuzzer(corpus);
        long seconds = Long.getLong("fuzz.seconds", 0);
        long end = System.nanoTime() + seconds * 1_000_000_000;
        for (int i = 0; seconds > 0 ? System.nanoTime() < end : i < MUTATIONS; i++) {
            fuzzer.check(fuzzer.mutation(), code);
        }
    }

    private void check(byte[] input, Consumer<byte[]> code) {
        Throwable failure = failure(input, code);
        if (failure == null) {
            return;
        }
        byte[] shortest = input;
        for (int size = input.length / 2; size > 0; size /= 2) {
            for (int from = 0; from + size <= shortest.length; ) {
                byte[] shorter = replaced(shortest, from, from + size, new byte[0]);
                if (failure(shorter, code) != null) {
                    shortest = shorter;
                } else {
                    from += size;
                }
            }
        }
        throw new AssertionError(
                "Fails with " + Arrays.toString(shortest) + ": " + new String(shortest, StandardCharsets.UTF_8),
                failure(shortest, code));
    }

    private static Throwable failure(byte[] input, Consumer<byte[]> code) {
        try {
            code.accept(input);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private byte[] mutation() {
        byte[] input = inputs.get(random.nextInt(inputs.size()));
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            input = mutated(input);
        }
        // what came of one mutation is worth mutating further
        if (inputs.size() < MAX_KEPT && random.nextInt(4) == 0) {
            inputs.add(input);
        }
        return input.length > MAX_LENGTH ? Arrays.copyOf(input, MAX_LENGTH) : input;
    }

    private byte[] mutated(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(random.nextBoolean() ? 4 : 200));
        byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(7)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, from, from, Arrays.copyOfRange(input, from, to));
            case 2 -> replaced(input, from, from, token);
            case 3 -> replaced(input, from, to, token);
            case 4 -> replaced(input, from, Math.min(input.length, from + 1), new byte[] {(byte) random.nextInt(256)});
            case 5 -> {
                byte[] other = inputs.get(random.nextInt(inputs.size()));
                int begin = random.nextInt(other.length + 1);
                int end = Math.min(other.length, begin + random.nextInt(300));
                yield replaced(input, from, to, Arrays.copyOfRange(other, begin, end));
            }
            default -> {
                byte[] changed = input.clone();
                for (int i = 0; i < 3 && i < changed.length; i++) {
                    changed[i] = (byte) random.nextInt(256); // cut elsewhere
                }
                yield changed;
            }
        };
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(input.length + by.length);
        result.write(input, 0, from);
        result.writeBytes(by);
        result.write(input, to, input.length - to);
        return result.toByteArray();
    }
}
