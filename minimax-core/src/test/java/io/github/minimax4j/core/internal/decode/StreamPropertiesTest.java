package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.DecoratedStream;
import io.github.minimax4j.core.SampleStreams;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** What holds for every stream, however it is cut, decorated, interleaved or worded. */
class StreamPropertiesTest {

    private static final List<String> CLOSING_TAGS =
            List.of("</think>", "</thinking>", "</mm:think>", "</minimax:think>");

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(SampleStreams.all());
    }

    @Property(tries = 600)
    @Tag("B32")
    void cutsAtAnySetOfBytesChangeNothing(@ForAll("samples") String name, @ForAll long seed) {
        byte[] bytes = SampleStreams.bytes(name);
        Random random = new Random(seed);
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int i = random.nextInt(random.nextBoolean() ? 5 : 200); i >= 0; i--) {
            cuts.add(random.nextInt(bytes.length));
        }

        Responses.Result result = Responses.readCutAt(bytes, List.copyOf(cuts));

        Responses.Result whole = Responses.read(bytes, Integer.MAX_VALUE);
        assertThat(result.events()).isEqualTo(whole.events());
        Responses.assertSameEnd(result, whole);
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    @Tag("B32")
    @Tag("Q31")
    void unknownMembersCommentsLineEndsAndEmptyLinesChangeNothing(@ForAll("samples") String name, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = DecoratedStream.of(SampleStreams.payloads(name), random);

        Responses.Result result = Responses.read(bytes, 1 + random.nextInt(random.nextBoolean() ? 5 : 2000));

        Responses.Result plain = Responses.read(SampleStreams.bytes(name), Integer.MAX_VALUE);
        assertThat(result.events()).isEqualTo(plain.events());
        if (plain.outcome() instanceof Outcome.Completed) {
            assertThat(result.completion()).isEqualTo(plain.completion());
        } else {
            assertThat(result.error().kind()).isEqualTo(plain.error().kind());
            assertThat(result.error().code()).isEqualTo(plain.error().code());
        }
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> calls() {
        Arbitrary<String> words =
                wording(List.of("{", "}", "[", "]", "\"", "\\", ":", ",", "null", "é", "🚂", "\n", "a"));
        Arbitrary<Object> values = Arbitraries.oneOf(
                words.map(word -> word),
                Arbitraries.integers().map(number -> number),
                words.list().ofMaxSize(3).map(list -> list),
                Arbitraries.maps(words, words).ofMaxSize(2).map(map -> map));
        return Arbitraries.maps(words, values).ofMaxSize(3).list().ofMinSize(2).ofMaxSize(3);
    }

    @Property(tries = 1500)
    @Tag("B6")
    void fragmentsOfParallelCallsFindTheirCallsInAnyOrder(
            @ForAll("calls") List<Map<String, Object>> arguments, @ForAll long seed) {
        Random random = new Random(seed);
        boolean indexed = random.nextBoolean();
        boolean everyId = !indexed || random.nextBoolean();
        List<List<String>> fragments = new ArrayList<>();
        List<ToolCall> expected = new ArrayList<>();
        for (int call = 0; call < arguments.size(); call++) {
            String json = Json.write(arguments.get(call));
            expected.add(new ToolCall("c" + call, "f" + call, json));
            fragments.add(fragments(call, pieces(json, random), indexed, everyId));
        }
        List<String> payloads = new ArrayList<>();
        fragments.forEach(each -> payloads.add(delta("\"tool_calls\":[" + each.remove(0) + "]")));
        while (!fragments.stream().allMatch(List::isEmpty)) {
            List<String> next = fragments.get(random.nextInt(fragments.size()));
            if (!next.isEmpty()) {
                payloads.add(delta("\"tool_calls\":[" + next.remove(0) + "]"));
            }
        }
        payloads.add(finish(random.nextBoolean() ? "tool_calls" : "stop"));

        Responses.Result result = Responses.read(sse(payloads.toArray(String[]::new)));

        assertThat(result.completion().toolCalls()).isEqualTo(expected);
        assertThat(result.completion().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        Map<String, String> joined = new LinkedHashMap<>();
        for (String event : result.events()) {
            if (event.startsWith("part")) {
                joined.merge(event.split(":")[1], event.substring(event.indexOf(":f") + 4), String::concat);
            }
        }
        expected.forEach(call -> assertThat(joined).containsEntry(call.id(), call.arguments()));
        assertThat(result.events().stream().filter(event -> event.startsWith("call")))
                .hasSize(expected.size());
    }

    private static List<String> fragments(int call, List<String> pieces, boolean indexed, boolean everyId) {
        List<String> fragments = new ArrayList<>();
        for (String piece : pieces) {
            boolean first = fragments.isEmpty();
            String id = first || everyId ? "\"id\":\"c" + call + "\"," : "";
            String index = indexed ? "\"index\":" + call + "," : "";
            String name = first ? "\"name\":\"f" + call + "\"," : "";
            fragments.add("{" + id + index + "\"function\":{" + name + "\"arguments\":" + Json.write(piece) + "}}");
        }
        return fragments;
    }

    @Provide
    Arbitrary<String> thoughts() {
        return wording(List.of(
                "<", ">", "</", "</thi", "<think>", "think>", "<b>", "`", "\"", "'", " ", "\n", "\r\n", "\t", "思考",
                "🤔", "word", "{", "&lt;"));
    }

    @Provide
    Arbitrary<String> tagged() {
        return wording(List.of(
                "<think>",
                "</think>",
                "<mm:think>",
                "</mm:think>",
                "<",
                "</",
                "`",
                "\"",
                " ",
                "\n",
                "思考",
                "🤔",
                "word"));
    }

    private static Arbitrary<String> wording(List<String> words) {
        return Arbitraries.of(words).list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 2000)
    @Tag("B1")
    @Tag("B3")
    void thinkingThatComesApartIsDeliveredAsItStandsInTheResponse(
            @ForAll("thoughts") String thought, @ForAll("thoughts") String said, @ForAll long seed) {
        if (CLOSING_TAGS.stream().anyMatch(said::contains)) {
            return; // a closing tag that nothing opened is left out of the text (Q18)
        }
        Random random = new Random(seed);
        String thinking = "§" + thought; // so no piece repeats all before it by chance
        String text = "§" + said;
        List<String> payloads = new ArrayList<>();
        pieces(thinking, random).forEach(piece -> payloads.add(delta("\"reasoning_content\":" + Json.write(piece))));
        pieces(text, random).forEach(piece -> payloads.add(text(piece)));
        payloads.add(finish("stop"));

        Responses.Result result = Responses.read(sse(payloads.toArray(String[]::new)));

        assertDelivered(result);
        assertThat(result.completion().thinking()).isEqualTo(trimmed(thinking));
        assertThat(result.completion().text()).isEqualTo(text);
    }

    @Property(tries = 2000)
    @Tag("B14")
    @Tag("Q18")
    void thinkingBetweenTagsIsDeliveredAsItStandsInTheResponse(
            @ForAll("thoughts") String thought, @ForAll("tagged") String said, @ForAll long seed) {
        Random random = new Random(seed);
        int kind = random.nextInt(CLOSING_TAGS.size());
        if (CLOSING_TAGS.stream().anyMatch(thought::contains)) {
            return; // then it ends there
        }
        String text = "§" + said;
        String content = " \n".repeat(random.nextInt(2))
                + CLOSING_TAGS.get(kind).replace("/", "")
                + thought
                + CLOSING_TAGS.get(kind)
                + "\n".repeat(random.nextInt(3))
                + text;

        Responses.Result result = readContent(content, random);

        assertDelivered(result);
        String stripped = thought.strip();
        assertThat(result.completion().thinking()).isEqualTo(stripped.isEmpty() ? null : stripped);
        assertThat(result.completion().text()).isEqualTo(text);
        assertThat(result.completion().rawContent()).isEqualTo(content);
    }

    @Property(tries = 3000)
    @Tag("B14")
    void anyContentMeansTheSameWhereverItIsCut(@ForAll("tagged") String content, @ForAll long seed) {
        Random random = new Random(seed);

        Responses.Result once = Responses.read(sse(text(content), finish("stop")));
        Responses.Result cut = readContent(content, random);

        assertDelivered(once);
        assertDelivered(cut);
        assertThat(cut.completion()).isEqualTo(once.completion());
    }

    @Property(tries = 2000)
    @Tag("B3")
    void anyThinkingIsDeliveredAsItStandsInTheResponse(@ForAll("tagged") String thought, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> payloads = new ArrayList<>();
        pieces("§" + thought, random)
                .forEach(piece -> payloads.add(delta("\"reasoning_content\":" + Json.write(piece))));
        payloads.add(text("Yes."));
        payloads.add(finish("stop"));

        Responses.Result result = Responses.read(sse(payloads.toArray(String[]::new)));

        assertDelivered(result);
        assertThat(result.completion().thinking()).isEqualTo(trimmed("§" + thought));
    }

    @Property(tries = 1500)
    @Tag("B3")
    void aThoughtAsSnapshotsIsTheThought(@ForAll("thoughts") String thought, @ForAll long seed) {
        String opening = "§ an opening of more than sixteen characters"; // a shorter one may be repeated by chance
        String thinking = opening + thought;
        List<String> payloads = new ArrayList<>();
        StringBuilder soFar = new StringBuilder(opening);
        Random random = new Random(seed);
        for (String piece : pieces(thought, random)) {
            // a server that repeats itself may repeat itself wholly
            for (int i = random.nextInt(2); i >= 0; i--) {
                payloads.add(delta("\"reasoning_details\":[{\"index\":0,\"id\":\"r\",\"text\":"
                        + Json.write(soFar + piece) + "}]"));
            }
            soFar.append(piece);
        }
        payloads.add(finish("stop"));

        Responses.Result result = Responses.read(sse(payloads.toArray(String[]::new)));

        assertDelivered(result);
        assertThat(result.completion().thinking()).isEqualTo(trimmed(thinking));
        assertThat(result.completion().reasoningDetails().get(0)).containsEntry("text", thinking);
    }

    private static Responses.Result readContent(String content, Random random) {
        List<String> payloads =
                pieces(content, random).stream().map(Responses::text).collect(Collectors.toCollection(ArrayList::new));
        payloads.add(finish("stop"));
        return Responses.read(
                sse(payloads.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8), 1 + random.nextInt(300));
    }

    /** What was told piece by piece, joined, is what the answer holds, and no piece was empty. */
    private static void assertDelivered(Responses.Result result) {
        String thinking = "";
        String text = "";
        for (String event : result.events()) {
            assertThat(event).isNotEqualTo("thinking:").isNotEqualTo("text:");
            if (event.startsWith("thinking:")) {
                assertThat(text).as("no thinking after text").isEmpty();
                thinking += event.substring("thinking:".length());
            } else if (event.startsWith("text:")) {
                text += event.substring("text:".length());
            }
        }
        ChatCompletion answer = result.completion();
        assertThat(answer.thinking()).isEqualTo(thinking.isEmpty() ? null : thinking);
        assertThat(answer.text()).isEqualTo(text.isEmpty() ? null : text);
        if (answer.thinking() != null) {
            assertThat(answer.thinking()).isEqualTo(answer.thinking().strip());
        }
    }

    /** Without white space around it and without stray closing tags at its end. */
    private static String trimmed(String thinking) {
        String stripped = thinking.strip();
        for (String tag : CLOSING_TAGS) {
            if (stripped.endsWith(tag)) {
                return trimmed(stripped.substring(0, stripped.length() - tag.length()));
            }
        }
        return stripped;
    }

    /** A text cut anywhere but within a character. */
    private static List<String> pieces(String text, Random random) {
        int[] characters = text.codePoints().toArray();
        List<Integer> cuts = new ArrayList<>(List.of(0, characters.length));
        for (int i = random.nextInt(8); i > 0; i--) {
            cuts.add(random.nextInt(characters.length + 1));
        }
        Collections.sort(cuts);
        List<String> pieces = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            pieces.add(new String(characters, cuts.get(i - 1), cuts.get(i) - cuts.get(i - 1)));
        }
        return pieces;
    }
}
