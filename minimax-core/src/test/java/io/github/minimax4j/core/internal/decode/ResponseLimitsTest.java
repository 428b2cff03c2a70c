package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A response that exceeds a limit fails, names the setting, and is not kept; one within the limits is read. */
@Timeout(120)
class ResponseLimitsTest {

    private static final String END = sse(text("."), finish("stop"), "[DONE]");

    private static ResponseLimits with(Field<Integer> setting, int value) {
        FieldValues values = ClientSettings.TABLE.values();
        values.set(setting, value);
        return ResponseLimits.of(values);
    }

    private static String repeated(int count, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining());
    }

    private static String list(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String toolCall(int index) {
        return "{\"index\":" + index + ",\"id\":\"c" + index + "\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";
    }

    private static String choice(int index) {
        return "{\"index\":" + index + ",\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}";
    }

    private static Arguments responses(String name, Field<Integer> setting, int limit, IntFunction<String> ofSize) {
        return Arguments.of(name, setting, limit, ofSize);
    }

    /** Responses that are within the limit with as many of something, and beyond it with one more. */
    static Stream<Arguments> responses() {
        return Stream.of(
                responses(
                        "an event",
                        ClientSettings.MAX_EVENT_SIZE,
                        2000,
                        n -> sse(text("x".repeat(n - text("").length()))) + END),
                responses(
                        "an event over two lines, the last one without an end",
                        ClientSettings.MAX_EVENT_SIZE,
                        2000,
                        n -> END.replace("data: [DONE]\n\n", "") + "data: {\"x\":\ndata: \"" + "x".repeat(n - 9)
                                + "\"}"),
                responses("a whole body", ClientSettings.MAX_EVENT_SIZE, 2000, n -> {
                    String body = "{\"choices\":[{\"message\":{\"content\":\"x\"}}]}";
                    return body + " ".repeat(n - body.length());
                }),
                responses(
                        "levels of an ignored field",
                        ClientSettings.MAX_NESTING_DEPTH,
                        1200,
                        n -> sse("{\"choices\":[],\"ignored\":" + nested(n - 1) + "}") + END),
                responses(
                        "levels of arguments",
                        ClientSettings.MAX_NESTING_DEPTH,
                        20,
                        n -> sse(delta("\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":"
                                        + nested(n - 7) + "}}]"))
                                + END),
                responses(
                        "levels of a whole body",
                        ClientSettings.MAX_NESTING_DEPTH,
                        20,
                        n -> "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"ignored\":" + nested(n - 1) + "}"),
                responses(
                        "tool calls with their indices",
                        ClientSettings.MAX_TOOL_CALLS,
                        5,
                        n -> repeated(n, i -> sse(delta("\"tool_calls\":[" + toolCall(2_000_000_000 - i) + "]")))
                                + END),
                responses(
                        "tool calls with ids only",
                        ClientSettings.MAX_TOOL_CALLS,
                        5,
                        n -> repeated(
                                        n,
                                        i -> sse(delta("\"tool_calls\":[{\"id\":\"c" + i
                                                + "\",\"function\":{\"name\":\"f\"}}]")))
                                + END),
                responses(
                        "tool calls at once",
                        ClientSettings.MAX_TOOL_CALLS,
                        5,
                        n -> sse(delta("\"tool_calls\":" + list(n, ResponseLimitsTest::toolCall))) + END),
                responses(
                        "tool calls of a whole message",
                        ClientSettings.MAX_TOOL_CALLS,
                        5,
                        n -> "{\"choices\":[{\"message\":{\"tool_calls\":" + list(n, ResponseLimitsTest::toolCall)
                                + "}}]}"),
                responses(
                        "choices of one chunk",
                        ClientSettings.MAX_CHOICES,
                        3,
                        n -> sse("{\"choices\":" + list(n, ResponseLimitsTest::choice) + "}", "[DONE]")),
                responses(
                        "choices of many chunks",
                        ClientSettings.MAX_CHOICES,
                        3,
                        n -> repeated(n, i -> sse("{\"choices\":[" + choice(i * 500_000_000) + "]}")) + sse("[DONE]")),
                responses(
                        "text",
                        ClientSettings.MAX_RESPONSE_LENGTH,
                        2000,
                        n -> repeated(n - 1, i -> sse(text("x"))) + END),
                responses(
                        "text in an unary response",
                        ClientSettings.MAX_RESPONSE_LENGTH,
                        2000,
                        n -> "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(n) + "\"}}]}"),
                responses(
                        "white space before the text",
                        ClientSettings.MAX_RESPONSE_LENGTH,
                        2000,
                        n -> repeated(n - 1, i -> sse(text(" "))) + END),
                responses(
                        "thinking",
                        ClientSettings.MAX_RESPONSE_LENGTH,
                        2000,
                        n -> repeated(
                                        (n - 1) / 10,
                                        i -> sse(delta("\"reasoning_content\":\"" + (i % 7) + "345 6789.\"")))
                                + sse(text("x".repeat((n - 1) % 10)))
                                + END),
                responses(
                        "arguments",
                        ClientSettings.MAX_RESPONSE_LENGTH,
                        2000,
                        n -> sse(delta("\"tool_calls\":[" + toolCall(0).replace("{}", "[") + "]"))
                                + repeated(
                                        n - 6,
                                        i -> sse(delta(
                                                "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1\"}}]")))
                                + sse(delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"]\"}}]"))
                                + END),
                responses(
                        "text of two choices",
                        ClientSettings.MAX_RESPONSE_LENGTH,
                        2000,
                        n -> END.replace(sse("[DONE]"), "")
                                + repeated(
                                        n - 1, i -> sse("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}}]}"))
                                + sse("{\"choices\":[{\"index\":1,\"finish_reason\":\"stop\"}]}", "[DONE]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void oneMoreThanTheLimitFailsAndNamesTheSetting(
            String name, Field<Integer> setting, int limit, IntFunction<String> ofSize) {
        ResponseLimits limits = with(setting, limit);
        Responses.Result within = Responses.read(ofSize.apply(limit), limits);
        assertThat(within.outcome()).as("within the limit: %s", within).isInstanceOf(Outcome.Completed.class);

        Responses.Result beyond = Responses.read(ofSize.apply(limit + 1), limits);
        assertThat(beyond.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(beyond.error().kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(beyond.error().hint()).isEqualTo("Raise " + name(setting) + " if this was meant");
        assertThat(beyond.error()).hasMessageContaining(String.valueOf(limit));
    }

    private static String name(Field<Integer> setting) {
        return Map.of(
                        ClientSettings.MAX_EVENT_SIZE, "maxEventSize",
                        ClientSettings.MAX_NESTING_DEPTH, "maxNestingDepth",
                        ClientSettings.MAX_TOOL_CALLS, "maxToolCalls",
                        ClientSettings.MAX_CHOICES, "maxChoices",
                        ClientSettings.MAX_RESPONSE_LENGTH, "maxResponseLength")
                .get(setting);
    }

    /** Streams that never end, of which nothing may be kept beyond the limit. */
    static Stream<Arguments> endless() {
        return Stream.of(
                Arguments.of("reasoning details with ever new ids", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":[{\"id\":\"r" + i + "\"}]")),
                Arguments.of("reasoning details with ever new members", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":[{\"id\":\"r\",\"m" + i + "\":{}}]")),
                Arguments.of("many empty reasoning details at once", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":" + list(100, j -> "{}"))),
                Arguments.of("markup without an end", (IntFunction<String>)
                        i -> text(i == 0 ? "<minimax:tool_call>" : "<invoke>")),
                Arguments.of("refusal", (IntFunction<String>) i -> delta("\"refusal\":\"No. \"")),
                Arguments.of("inline thinking", (IntFunction<String>) i -> text(i == 0 ? "<think>" : "hmm ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void whatNeverEndsFailsAtTheLimit(String name, IntFunction<String> payload) {
        Responses.Result result = Responses.read(
                repeated(20_000, i -> sse(payload.apply(i))), with(ClientSettings.MAX_RESPONSE_LENGTH, 20_000));

        assertThat(result.error().hint()).contains("maxResponseLength");
    }

    /** Streams of which each event takes much more memory than the characters that it brings. */
    static Stream<Arguments> heavy() {
        return Stream.of(
                Arguments.of("reasoning details", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":[{\"id\":\"r" + i + "\"}]")),
                Arguments.of("members that are objects", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":[{\"id\":\"r\",\"m" + i + "\":{}}]")),
                Arguments.of("long names of members", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":[{\"id\":\"r\",\"m" + i + "x".repeat(500) + "\":\"\"}]")),
                Arguments.of("members without a value", (IntFunction<String>)
                        i -> delta("\"reasoning_details\":[{\"id\":\"r\",\"m" + i + "x".repeat(500) + "\":null}]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heavy")
    void smallObjectsCountAsTheMemoryTheyTake(String name, IntFunction<String> payload) {
        Responses.Result result = Responses.read(
                repeated(50, i -> sse(payload.apply(i))), with(ClientSettings.MAX_RESPONSE_LENGTH, 20_000));

        assertThat(result.error().hint()).contains("maxResponseLength");
    }

    @Test
    void whatIsRepeatedCountsOnce() {
        StringBuilder stream = new StringBuilder();
        String thought = "A thought of more than sixteen characters. ";
        for (int i = 1; i <= 100; i++) {
            stream.append(
                    sse(delta("\"reasoning_details\":[{\"type\":\"reasoning.text\",\"id\":\"r\",\"index\":0,\"text\":\""
                            + thought.repeat(i) + "\"}]")));
        }
        String whole = "{\"choices\":[{\"message\":{\"reasoning_content\":\"" + thought.repeat(100)
                + "\",\"content\":\"" + "x".repeat(500) + "\"},\"finish_reason\":\"stop\"}]}";
        stream.append(sse(text("x".repeat(500)), whole, whole, whole, "[DONE]"));

        Responses.Result result =
                Responses.read(stream.toString(), with(ClientSettings.MAX_RESPONSE_LENGTH, 43 * 100 + 2000));

        assertThat(result.completion().text()).hasSize(500);
        assertThat(result.completion().thinking()).hasSize(43 * 100 - 1);
    }

    @Test
    void keptJsonCountsAndIgnoredFieldsDoNot() {
        String stream = repeated(100, i -> sse("{\"choices\":[],\"obfuscation\":\"" + "x".repeat(100) + "\"}")) + END;
        ResponseLimits limits = with(ClientSettings.MAX_RESPONSE_LENGTH, 2000);
        Expectations keepingRaw = new Expectations(Map.of(), false, false, true);
        byte[] body = stream.getBytes(StandardCharsets.UTF_8);

        assertThat(Responses.read(stream, limits).completion().text()).isEqualTo(".");
        assertThat(Responses.readCutAt(body, List.of(), keepingRaw, limits, true)
                        .error()
                        .hint())
                .contains("maxResponseLength");
    }

    @Test
    void anEventOfMillionsOfEmptyValuesIsTooLarge() {
        Responses.Result result =
                Responses.read(sse("{}".repeat(40_000)), with(ClientSettings.MAX_EVENT_SIZE, 100_000));

        assertThat(result.error().hint()).contains("maxEventSize");
    }

    @Test
    void anErrorStatusSaysMoreThanItsBodyThatIsNestedTooDeeply() {
        assertThat(Responses.readError(500, nested(2000).getBytes(StandardCharsets.UTF_8))
                        .kind())
                .isEqualTo(ErrorKind.SERVER_ERROR);
    }
}
