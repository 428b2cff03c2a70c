package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.decode.Responses;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes in which servers send tool calls, whole and in deltas, over HTTP: each call arrives once, under an id of its own. */
@Timeout(60)
@Tag("B6")
@Tag("Q30")
class ToolCallShapesTest extends ConnectedTest {

    @Override
    void configure(MiniMaxClientBuilder builder) {
        builder.profile(TargetProfile.MINIMAX);
    }

    /** One element of {@code tool_calls}; null leaves a member out. */
    private static String call(Integer index, String id, String name, String arguments) {
        List<String> members = new ArrayList<>();
        if (index != null) {
            members.add("\"index\":" + index);
        }
        if (id != null) {
            members.add("\"id\":" + Json.write(id));
        }
        List<String> function = new ArrayList<>();
        if (name != null) {
            function.add("\"name\":" + Json.write(name));
        }
        if (arguments != null) {
            function.add("\"arguments\":" + Json.write(arguments));
        }
        members.add("\"function\":{" + String.join(",", function) + "}");
        return "{" + String.join(",", members) + "}";
    }

    private static String calls(String... elements) {
        return "\"tool_calls\":[" + String.join(",", elements) + "]";
    }

    private static String message(String... elements) {
        return "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"message\":"
                + "{\"role\":\"assistant\"," + calls(elements) + "}}]}";
    }

    private static List<String> named(List<ToolCall> calls) {
        return calls.stream().map(call -> call.name() + call.arguments()).toList();
    }

    private static void assertIdsAreDistinct(ChatCompletion completion) {
        assertThat(completion.toolCalls())
                .extracting(ToolCall::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).isNotBlank());
    }

    /** What the stream delivers piece by piece and call by call is what its end says, under the same ids and positions. */
    private ChatCompletion streamed(MiniMaxServer server, List<String> events) {
        server.enqueue(Reply.events(events.toArray(String[]::new)));
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        ChatCompletion completion = listener.completion();
        assertIdsAreDistinct(completion);
        assertThat(listener.toolCalls).containsExactlyInAnyOrderElementsOf(completion.toolCalls());
        List<ToolCall> calls = completion.toolCalls();
        for (int i = 0; i < calls.size(); i++) {
            String prefix =
                    "part" + i + ":" + calls.get(i).id() + ":" + calls.get(i).name() + ":";
            String joined = listener.events.stream()
                    .filter(event -> event.startsWith(prefix))
                    .map(event -> event.substring(prefix.length()))
                    .collect(Collectors.joining());
            assertThat(joined).isEqualTo(calls.get(i).arguments());
            assertThat(listener.events)
                    .contains("call" + i + ":" + calls.get(i).name() + ":"
                            + calls.get(i).arguments());
        }
        assertThat(listener.events.stream().filter(event -> event.startsWith("part")))
                .allMatch(event -> IntStream.range(0, calls.size())
                        .anyMatch(i ->
                                event.startsWith("part" + i + ":" + calls.get(i).id() + ":")));
        return completion;
    }

    static Stream<Arguments> messages() {
        String one = "{\"n\":1}";
        String two = "{\"n\":2}";
        return Stream.of(
                wanted(
                        "neither id nor index",
                        "f{\"n\":1}, g{\"n\":2}",
                        call(null, null, "f", one),
                        call(null, null, "g", two)),
                wanted(
                        "the same tool twice",
                        "f{\"n\":1}, f{\"n\":2}",
                        call(null, null, "f", one),
                        call(null, null, "f", two)),
                wanted(
                        "deliberately equal",
                        "f{\"n\":1}, f{\"n\":1}",
                        call(null, null, "f", one),
                        call(null, null, "f", one)),
                wanted("equal ids", "f{\"n\":1}, g{\"n\":2}", call(null, "c", "f", one), call(null, "c", "g", two)),
                wanted(
                        "equal ids and tools",
                        "f{\"n\":1}, f{\"n\":2}",
                        call(null, "c", "f", one),
                        call(null, "c", "f", two)),
                wanted("everything equal", "f{\"n\":1}, f{\"n\":1}", call(0, "c", "f", one), call(0, "c", "f", one)),
                wanted("one index, no ids", "f{\"n\":1}, g{\"n\":2}", call(0, null, "f", one), call(0, null, "g", two)),
                wanted("one index, two ids", "f{\"n\":1}, g{\"n\":2}", call(0, "a", "f", one), call(0, "b", "g", two)),
                wanted("two indexes, one id", "f{\"n\":1}, g{\"n\":2}", call(0, "c", "f", one), call(1, "c", "g", two)),
                wanted("empty ids", "f{\"n\":1}, g{\"n\":2}", call(0, "", "f", one), call(0, "", "g", two)),
                wanted(
                        "negative indexes",
                        "f{\"n\":1}, g{\"n\":2}",
                        call(-1, null, "f", one),
                        call(-1, null, "g", two)),
                wanted("no arguments", "f{}, g{}", call(null, null, "f", ""), call(null, null, "g", null)),
                wanted("no arguments, one tool", "f{}, f{}", call(null, null, "f", ""), call(null, null, "f", "")),
                wanted(
                        "null as arguments",
                        "f{}, g{\"n\":2}",
                        call(null, null, "f", "null"),
                        call(null, null, "g", two)),
                wanted(
                        "arguments that are no object",
                        "f7, g{\"n\":2}",
                        call(null, null, "f", "7"),
                        call(null, null, "g", two)),
                wanted(
                        "malformed arguments",
                        "f{\"n\":, f{\"n\":1}",
                        call(null, null, "f", "{\"n\":"),
                        call(null, null, "f", one)),
                wanted(
                        "an id that looks like one made distinct",
                        "f{\"n\":1}, f{\"n\":2}, g{\"n\":2}",
                        call(null, "c", "f", one),
                        call(null, "c", "f", two),
                        call(null, "c_2", "g", two)),
                wanted(
                        "three of a kind",
                        "f{\"n\":1}, g{\"n\":2}, f{\"n\":1}",
                        call(0, "c", "f", one),
                        call(0, "c", "g", two),
                        call(0, "c", "f", one)));
    }

    private static Arguments wanted(String shape, String expected, String... elements) {
        return Arguments.of(shape, List.of(elements), expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void elementsOfAWholeMessageAreSeparateCallsHoweverTheMessageArrives(
            String shape, List<String> elements, String expected, MiniMaxServer server) {
        String message = message(elements.toArray(String[]::new));
        server.enqueue(Reply.raw(200, "application/json", message));

        ChatCompletion whole = client.chat(MiniMaxClientTest.REQUEST);

        assertIdsAreDistinct(whole);
        assertThat(String.join(", ", named(whole.toolCalls()))).isEqualTo(expected);
        assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        List<List<String>> streams = List.of(
                List.of(message),
                List.of(delta("\"role\":\"assistant\",\"content\":\"\""), message),
                List.of(message, message),
                List.of(delta(calls(elements.get(0))), finish("tool_calls"), message),
                List.of(delta(calls(elements.toArray(String[]::new))), finish("tool_calls"), message),
                Stream.concat(elements.stream().map(each -> delta(calls(each))), Stream.of(message))
                        .toList());
        for (List<String> events : streams) {
            ChatCompletion streamed = streamed(server, events);
            assertThat(named(streamed.toolCalls()))
                    .as("%s", events)
                    .containsExactlyInAnyOrderElementsOf(named(whole.toolCalls()));
        }
        assertThat(streamed(server, streams.get(0)).toolCalls())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(whole.toolCalls());
    }

    static Stream<Arguments> functionCalls() {
        String name = "\"function_call\":{\"name\":\"f\"}";
        String begin = "\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}";
        String rest = "\"function_call\":{\"arguments\":\"{\\\"n\\\":1}\"}";
        String whole = "\"function_call\":{\"name\":\"f\",\"arguments\":\"{\\\"n\\\":1}\"}";
        String both = whole + "," + calls(call(0, "c", "f", "{\"n\":1}"));
        String message =
                "{\"choices\":[{\"index\":0,\"finish_reason\":\"function_call\",\"message\":{" + whole + "}}]}";
        return Stream.of(
                Arguments.of("in pieces", List.of(delta(name), delta(rest), finish("function_call"))),
                Arguments.of(
                        "in pieces, then once more",
                        List.of(delta(begin), delta(rest), finish("function_call"), message)),
                Arguments.of("in one delta", List.of(delta(whole), finish("stop"))),
                Arguments.of("beside its new form", List.of(delta(both), finish("tool_calls"))),
                Arguments.of(
                        "beside nothing",
                        List.of(
                                delta(whole + ",\"tool_calls\":null"),
                                delta("\"function_call\":null"),
                                delta("\"function_call\":{}"),
                                finish("function_call"))),
                Arguments.of("in a message", List.of(message)));
    }

    /** OpenAI's form before {@code tool_calls}: one call without an id, which is made up. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("functionCalls")
    void aFunctionCallIsAToolCall(String shape, List<String> events, MiniMaxServer server) {
        ChatCompletion completion = streamed(server, events);

        assertThat(named(completion.toolCalls())).containsExactly("f{\"n\":1}");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        if (events.size() == 1) {
            server.enqueue(Reply.raw(200, "application/json", events.get(0)));
            ChatCompletion whole = client.chat(MiniMaxClientTest.REQUEST);
            assertIdsAreDistinct(whole);
            assertThat(named(whole.toolCalls())).containsExactly("f{\"n\":1}");
        }
    }

    static Stream<Arguments> deltas() {
        String one = "{\"n\":1}";
        String two = "{\"n\":2}";
        return Stream.of(
                wanted(
                        "neither id nor index, whole",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(null, null, "f", one)),
                        calls(call(null, null, "g", two))),
                wanted(
                        "neither id nor index, the other order",
                        "g{\"n\":2}, f{\"n\":1}",
                        calls(call(null, null, "g", two)),
                        calls(call(null, null, "f", one))),
                wanted(
                        "neither id nor index, one tool",
                        "f{\"n\":1}, f{\"n\":2}",
                        calls(call(null, null, "f", one)),
                        calls(call(null, null, "f", two))),
                wanted(
                        "neither id nor index, cut between name and arguments",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(null, null, "f", "")),
                        calls(call(null, null, null, one)),
                        calls(call(null, null, "g", null)),
                        calls(call(null, null, null, two))),
                wanted(
                        "neither id nor index, one tool, cut between name and arguments",
                        "f{\"n\":1}, f{\"n\":2}",
                        calls(call(null, null, "f", "")),
                        calls(call(null, null, null, one)),
                        calls(call(null, null, "f", "")),
                        calls(call(null, null, null, two))),
                wanted(
                        "neither id nor index, cut within the arguments",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(null, null, "f", "{\"n")),
                        calls(call(null, null, null, "\":1}")),
                        calls(call(null, null, "g", "{\"n\":")),
                        calls(call(null, null, null, "2}"))),
                wanted(
                        "neither id nor index, no arguments",
                        "f{}, g{}",
                        calls(call(null, null, "f", "")),
                        calls(call(null, null, "g", ""))),
                wanted(
                        "neither id nor index, all in one delta",
                        "f{\"n\":1}, f{\"n\":1}",
                        calls(call(null, null, "f", one), call(null, null, "f", one))),
                wanted(
                        "no arguments, all in one delta",
                        "f{}, f{}",
                        calls(call(null, null, "f", ""), call(null, null, "f", ""))),
                wanted(
                        "equal ids",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(null, "c", "f", one)),
                        calls(call(null, "c", "g", two))),
                wanted(
                        "equal ids, one tool",
                        "f{\"n\":1}, f{\"n\":2}",
                        calls(call(null, "c", "f", one)),
                        calls(call(null, "c", "f", two))),
                wanted(
                        "equal ids, one tool, in pieces",
                        "f{\"n\":1}, f{\"n\":2}",
                        calls(call(null, "c", "f", "")),
                        calls(call(null, "c", null, one)),
                        calls(call(null, "c", "f", "")),
                        calls(call(null, "c", null, "{\"n\":")),
                        calls(call(null, "c", null, "2}"))),
                wanted(
                        "equal ids, two indexes",
                        "f{\"n\":1}, f{\"n\":1}",
                        calls(call(0, "c", "f", one)),
                        calls(call(1, "c", "f", one))),
                wanted(
                        "one index",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, null, "f", one)),
                        calls(call(0, null, "g", two))),
                wanted(
                        "one index, one tool",
                        "f{\"n\":1}, f{\"n\":2}",
                        calls(call(0, null, "f", one)),
                        calls(call(0, null, "f", two))),
                wanted(
                        "one index, in pieces",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, null, "f", "")),
                        calls(call(0, null, null, one)),
                        calls(call(0, null, "g", "")),
                        calls(call(0, null, null, "{\"n\":")),
                        calls(call(0, null, null, "2}"))),
                wanted(
                        "one index and two ids",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, "a", "f", "{\"n\":")),
                        calls(call(0, null, null, "1}")),
                        calls(call(0, "b", "g", "")),
                        calls(call(0, null, null, two))),
                wanted(
                        "another tool before the arguments are whole",
                        "f{\"n\":, g{\"n\":2}",
                        calls(call(null, null, "f", "{\"n\":")),
                        calls(call(null, null, "g", two))),
                wanted(
                        "repeated with its id",
                        "f{\"n\":1}",
                        calls(call(null, "c", "f", one)),
                        calls(call(null, "c", "f", one))),
                wanted(
                        "repeated with its index",
                        "f{\"n\":1}",
                        calls(call(0, "c", "f", one)),
                        calls(call(0, null, "f", one))),
                wanted(
                        "repeated with neither",
                        "f{\"n\":1}",
                        calls(call(null, null, "f", one)),
                        calls(call(null, null, "f", one))),
                wanted(
                        "repeated without its name",
                        "f{\"n\":1}",
                        calls(call(0, "c", "f", one)),
                        calls(call(0, "c", null, one))),
                wanted(
                        "repeated in pieces",
                        "f{\"n\":1}",
                        calls(call(0, "c", "f", one)),
                        calls(call(0, "c", "f", "{\"n\":")),
                        calls(call(0, "c", null, "1}"))),
                wanted(
                        "repeated after another call",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, "a", "f", one)),
                        calls(call(1, "b", "g", two)),
                        calls(call(0, "a", "f", one)),
                        calls(call(1, "b", "g", two))),
                wanted(
                        "all repeated with neither id nor index",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(null, null, "f", one)),
                        calls(call(null, null, "g", two)),
                        calls(call(null, null, "f", one), call(null, null, "g", two))),
                wanted(
                        "repeated, then a new one",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, "a", "f", one)),
                        calls(call(0, "a", "f", one)),
                        calls(call(1, "b", "g", two))),
                wanted(
                        "named in each fragment",
                        "f{\"n\":1}",
                        calls(call(0, "c", "f", "")),
                        calls(call(0, "c", "f", "{\"n\":")),
                        calls(call(0, "c", "f", "1}")),
                        calls(call(0, "c", "f", ""))),
                wanted(
                        "named in each fragment, without an id",
                        "f{\"n\":1}",
                        calls(call(0, null, "f", "")),
                        calls(call(0, null, "f", "{\"n\":")),
                        calls(call(0, null, "f", "1}")),
                        calls(call(0, null, "f", ""))),
                wanted(
                        "named in the last fragment once more, without an id",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, null, "f", "")),
                        calls(call(0, null, null, one)),
                        calls(call(0, null, "f", null)),
                        calls(call(1, null, "g", two)),
                        calls(call(1, null, "g", ""))),
                wanted(
                        "snapshots",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, "a", "f", "")),
                        calls(call(0, "a", "f", "{\"n\":")),
                        calls(call(0, "a", "f", one)),
                        calls(call(0, "a", "f", one)),
                        calls(call(0, "a", "f", one), call(1, "b", "g", "{")),
                        calls(call(0, "a", "f", one), call(1, "b", "g", two))),
                wanted(
                        "snapshots with neither id nor index",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(null, null, "f", "{\"n\"")),
                        calls(call(null, null, "f", one)),
                        calls(call(null, null, "f", one), call(null, null, "g", "{\"n\"")),
                        calls(call(null, null, "f", one), call(null, null, "g", two))),
                wanted(
                        "an increment that begins like all before it",
                        "f{\"n\":{\"n\":1}}",
                        calls(call(0, "c", "f", "{\"n\":")),
                        calls(call(0, "c", "f", "{\"n\":1}}"))),
                wanted(
                        "arguments before the name",
                        "f{\"n\":1}, g{\"n\":2}",
                        calls(call(0, "a", null, one)),
                        calls(call(0, "a", "f", "")),
                        calls(call(1, "b", null, two)),
                        calls(call(1, null, "g", null))),
                wanted(
                        "an id that comes late",
                        "f{\"n\":1}",
                        calls(call(null, null, "f", "")),
                        calls(call(null, "c", null, one))),
                wanted(
                        "an index that comes late",
                        "f{\"n\":1}",
                        calls(call(null, "c", "f", "")),
                        calls(call(0, null, null, one))),
                wanted(
                        "an index of its own for each fragment",
                        "f{\"n\":1}",
                        calls(call(0, "c", "f", "{\"n\":")),
                        calls(call(1, "c", null, "1}"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deltas")
    void callsInDeltasArriveOnceAndApart(String shape, List<String> deltas, String expected, MiniMaxServer server) {
        List<String> events =
                new ArrayList<>(deltas.stream().map(Responses::delta).toList());
        events.add(finish("tool_calls"));

        ChatCompletion alone = streamed(server, events);

        assertThat(String.join(", ", named(alone.toolCalls()))).isEqualTo(expected);
        assertThat(alone.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        // and a closing message that repeats them changes nothing
        events.add(message(alone.toolCalls().stream()
                .map(each -> call(null, null, each.name(), each.arguments()))
                .toArray(String[]::new)));
        assertThat(named(streamed(server, events).toolCalls())).isEqualTo(named(alone.toolCalls()));
    }

    @ParameterizedTest
    @MethodSource("closings")
    @Tag("Q6")
    void aClosingMessageAddsWhatNoDeltaBrought(
            String shape, List<String> events, String expected, MiniMaxServer server) {
        assertThat(String.join(", ", named(streamed(server, events).toolCalls())))
                .isEqualTo(expected);
    }

    static Stream<Arguments> closings() {
        String one = "{\"n\":1}";
        String two = "{\"n\":2}";
        return Stream.of(
                wanted(
                        "a call behind those known",
                        "f{\"n\":1}, g{\"n\":2}",
                        delta(calls(call(0, "a", "f", one))),
                        message(call(0, "a", "f", one), call(1, "b", "g", two))),
                wanted(
                        "a call before those known",
                        "g{\"n\":2}, f{\"n\":1}",
                        delta(calls(call(1, "b", "g", two))),
                        message(call(0, "a", "f", one), call(1, "b", "g", two))),
                wanted(
                        "a second call under one id",
                        "f{\"n\":1}, f{\"n\":2}",
                        delta(calls(call(null, "c", "f", one))),
                        message(call(null, "c", "f", one), call(null, "c", "f", two))),
                wanted(
                        "the second of two equal calls",
                        "f{\"n\":1}, f{\"n\":1}",
                        delta(calls(call(null, null, "f", one))),
                        message(call(null, null, "f", one), call(null, null, "f", one))),
                wanted(
                        "other ids for the same calls",
                        "f{\"n\":1}, g{\"n\":2}",
                        delta(calls(call(0, "a", "f", one), call(1, "b", "g", two))),
                        message(call(0, "x", "f", "{\"n\": 1}"), call(1, "y", "g", two))),
                wanted(
                        "the rest of the arguments",
                        "f{\"n\":1}",
                        delta(calls(call(0, "a", "f", "{\"n\""))),
                        message(call(0, "a", "f", one))),
                wanted(
                        "the rest of the arguments without an id",
                        "f{\"n\":1}",
                        delta(calls(call(0, null, "f", "{\"n\""))),
                        message(call(null, null, "f", one))),
                wanted(
                        "all arguments",
                        "f{\"n\":1}",
                        delta(calls(call(0, "a", "f", ""))),
                        message(call(0, "a", "f", one))),
                wanted(
                        "the name",
                        "f{\"n\":1}",
                        delta(calls(call(0, "a", null, one))),
                        message(call(0, "a", "f", one))),
                wanted(
                        "nothing: a delta behind the message repeats it",
                        "f{\"n\":1}",
                        message(call(0, "a", "f", one)),
                        delta(calls(call(0, "a", "f", one)))),
                wanted(
                        "nothing: deltas behind the message repeat it in pieces",
                        "f{\"n\":1}, f{\"n\":2}",
                        message(call(0, "a", "f", one), call(1, "b", "f", two)),
                        delta(calls(call(0, "a", "f", ""))),
                        delta(calls(call(0, null, null, one))),
                        delta(calls(call(1, "b", "f", two)))));
    }

    @ParameterizedTest
    @MethodSource("idsGivenTwice")
    void anIdGivenTwiceIsMadeDistinctInTheSameWayInBothForms(
            List<String> elements, List<String> ids, MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", message(elements.toArray(String[]::new))));

        assertThat(client.chat(MiniMaxClientTest.REQUEST).toolCalls())
                .extracting(ToolCall::id)
                .isEqualTo(ids);
        List<String> events = new ArrayList<>(
                elements.stream().map(each -> delta(calls(each))).toList());
        events.add(finish("tool_calls"));
        assertThat(streamed(server, events).toolCalls())
                .extracting(ToolCall::id)
                .isEqualTo(ids);
    }

    static Stream<Arguments> idsGivenTwice() {
        return Stream.of(
                Arguments.of(
                        List.of(call(null, "c", "f", "{\"n\":1}"), call(null, "c", "f", "{\"n\":2}")),
                        List.of("c", "c_2")),
                Arguments.of(
                        List.of(
                                call(0, "c", "f", "{}"),
                                call(1, "c", "g", "{}"),
                                call(2, "c_2", "h", "{}"),
                                call(3, "c", "i", "{}")),
                        List.of("c", "c_2", "c_2_2", "c_3")));
    }
}
