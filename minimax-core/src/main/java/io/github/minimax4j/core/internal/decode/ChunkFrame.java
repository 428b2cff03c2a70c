package io.github.minimax4j.core.internal.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunk that differs from the last one parsed in full only in its texts, without parsing it: the bytes around the texts, the
 * frame, are compared. Anything else is left to the parser: other members, another order, an empty text, a byte that is not UTF-8.
 *
 * <p>What stands between two quotes cannot change what the bytes around it mean, so the comparison is as good as parsing, provided that the
 * texts are those of the delta. The parser itself is asked for that: it reads the frame with other texts, and must find them in the delta.
 * Not thread-safe.
 */
final class ChunkFrame {

    /** A text that a delta may hold. */
    private static final class Text {

        private static final Text CONTENT = new Text(0, "content");

        private static final Text REASONING = new Text(1, "reasoning_content", "reasoning");

        private static final Text DETAIL = new Text(2, "text");

        private static final Text ARGUMENTS = new Text(3, "arguments");

        private static final List<Text> ALL = List.of(CONTENT, REASONING, DETAIL, ARGUMENTS);

        private final int place;

        // as Java's and as Python's writers of JSON put it
        private final List<byte[]> keys;

        // what no server is likely to say
        private final String probe;

        Text(int place, String... names) {
            this.place = place;
            this.probe = "?" + names[0] + "?";
            this.keys = Arrays.stream(names)
                    .flatMap(name -> Stream.of("\"" + name + "\":\"", "\"" + name + "\": \""))
                    .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                    .toList();
        }
    }

    /** A place in the frame where a text stands, and where that stands in the chunk that is compared. */
    private static final class Gap {

        private final Text text;

        private final int begin;

        private final int end;

        private int textBegin;

        private int textEnd;

        Gap(Text text, int begin, int end) {
            this.text = text;
            this.begin = begin;
            this.end = end;
        }
    }

    // a server whose chunks differ elsewhere too must not cost a frame for each
    private static final int MAX_PAUSE = 1 << 12;

    private final ChunkParser parser;

    private final @Nullable String[] texts = new @Nullable String[Text.ALL.size()];

    // null if there is nothing to compare with
    private byte @Nullable [] frame;

    private Gap[] gaps = {};

    private Chunk.@Nullable Part delta;

    // its one detail, with another text each time
    private List<Map<String, Object>> details = List.of();

    // a stream of two or three chunks is not worth it
    private int chunksToSkip = 1;

    private int pause;

    private boolean matched = true;

    ChunkFrame(ChunkParser parser) {
        this.parser = parser;
    }

    /** The next chunk is parsed in full: what comes after it may be compared with that one only. */
    void forget() {
        frame = null;
    }

    /**
     * The delta of a chunk that is the same as the one learned but for its texts; null if it may be another one. Its reasoning details are
     * valid until the next call.
     */
    Chunk.@Nullable Part match(byte[] bytes, int offset, int length) {
        byte[] constant = frame;
        if (constant == null) {
            return null;
        }
        int end = offset + length;
        int position = offset;
        int from = 0;
        for (Gap gap : gaps) {
            int begin = position + gap.begin - from;
            if (begin >= end || !Arrays.equals(constant, from, gap.begin, bytes, position, begin)) {
                return null;
            }
            position = JsonText.end(bytes, begin, end);
            if (position <= begin) {
                return null; // it does not end, or it is empty, so that another field may count
            }
            gap.textBegin = begin;
            gap.textEnd = position;
            from = gap.end;
        }
        if (!Arrays.equals(constant, from, constant.length, bytes, position, end)) {
            return null;
        }
        for (Gap gap : gaps) {
            String text = JsonText.read(bytes, gap.textBegin, gap.textEnd);
            if (text == null) {
                return null;
            }
            texts[gap.text.place] = text;
        }
        matched = true;
        return deltaWithTexts();
    }

    /** Takes a chunk with one choice that was parsed in full, and has been taken into the response, to compare the next ones with. */
    void learn(byte[] bytes, int offset, int length, Chunk chunk) {
        if (chunksToSkip > 0) {
            chunksToSkip--;
            return;
        }
        pause = matched ? 0 : Math.min(MAX_PAUSE, 2 * pause + 1);
        chunksToSkip = pause;
        matched = false;
        Chunk.Part known = chunk.choices().get(0).delta();
        if (known == null) {
            return;
        }
        delta = known;
        details = known.reasoningDetails().size() == 1
                ? List.of(new LinkedHashMap<>(known.reasoningDetails().get(0)))
                : known.reasoningDetails();
        byte[] constant = Arrays.copyOfRange(bytes, offset, offset + length);
        gaps = gaps(constant, known);
        if (gaps.length > 0 && holds(constant, chunk)) {
            frame = constant;
        }
    }

    /** Where the delta's texts seem to stand. Whether they do shows later. */
    private Gap[] gaps(byte[] constant, Chunk.Part known) {
        texts[Text.CONTENT.place] = known.content();
        texts[Text.REASONING.place] = known.reasoning();
        texts[Text.DETAIL.place] =
                details.size() == 1 && details.get(0).get("text") instanceof String said ? said : null;
        texts[Text.ARGUMENTS.place] =
                known.toolCalls().size() == 1 ? known.toolCalls().get(0).arguments() : null;
        List<Gap> found = new ArrayList<>();
        for (Text text : Text.ALL) {
            int begin = texts[text.place] == null ? -1 : find(constant, text.keys);
            if (begin >= 0) {
                found.add(new Gap(text, begin, JsonText.end(constant, begin, constant.length)));
            }
        }
        found.sort(Comparator.comparingInt(gap -> gap.begin));
        return found.toArray(Gap[]::new);
    }

    /** Where the first text begins that has one of the keys and is not empty; -1 if there is none. */
    private static int find(byte[] bytes, List<byte[]> keys) {
        for (byte[] key : keys) {
            for (int begin = key.length; begin < bytes.length; begin++) {
                if (bytes[begin - 1] == '"'
                        && bytes[begin] != '"'
                        && Arrays.equals(bytes, begin - key.length, begin, key, 0, key.length)) {
                    return begin;
                }
            }
        }
        return -1;
    }

    /** Whether the parser reads other texts in the same places as this does. */
    private boolean holds(byte[] constant, Chunk chunk) {
        ByteArrayOutputStream probe = new ByteArrayOutputStream(2 * constant.length);
        int from = 0;
        for (Gap gap : gaps) {
            if (gap.begin < from || gap.end < gap.begin) {
                return false;
            }
            probe.write(constant, from, gap.begin - from);
            probe.writeBytes(gap.text.probe.getBytes(StandardCharsets.US_ASCII));
            texts[gap.text.place] = gap.text.probe;
            from = gap.end;
        }
        probe.write(constant, from, constant.length - from);
        ChunkParser.Parsed parsed = parser.parse(probe.toByteArray(), 0, probe.size());
        return parsed.failure() == null && parsed.chunks().equals(List.of(chunk.withDelta(deltaWithTexts())));
    }

    private Chunk.Part deltaWithTexts() {
        Chunk.Part known = Objects.requireNonNull(delta);
        String detail = texts[Text.DETAIL.place];
        if (detail != null) {
            details.get(0).put("text", detail);
        }
        List<Chunk.ToolFragment> calls = known.toolCalls();
        String arguments = texts[Text.ARGUMENTS.place];
        if (arguments != null) {
            Chunk.ToolFragment call = calls.get(0);
            calls = List.of(new Chunk.ToolFragment(call.index(), call.id(), call.name(), arguments));
        }
        return new Chunk.Part(texts[Text.CONTENT.place], known.refusal(), texts[Text.REASONING.place], details, calls);
    }
}
