package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.Failures.refusedByTheService;
import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.read;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wire may bring, and what the user hears of it. */
class ChatResponseReaderTest {

    private static final String DETAIL =
            "\"type\":\"reasoning.text\",\"id\":\"reasoning-text-1\",\"format\":\"MiniMax-response-v1\",\"index\":0";

    private static String reasoning(String piece) {
        String json = Json.write(piece);
        return delta("\"role\":\"assistant\",\"name\":\"MiniMax AI\",\"audio_content\":\"\",\"reasoning_content\":"
                + json + ",\"reasoning_details\":[{" + DETAIL + ",\"text\":" + json + "}]");
    }

    private static final String INLINE = sse(
            text("<think>\nThe user"),
            text(" greets me 🤔.\n</thi"),
            text("nk>\n\nHello"),
            "{\"id\":\"a\",\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{\"content\":\" 你好.\"}}],"
                    + "\"usage\":null}");

    private static final String WHOLE_MESSAGE_AT_THE_END = sse(
            reasoning("I need"),
            reasoning(" the weather."),
            delta("\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
                    + "\"arguments\":\"{\\\"city\\\": \\\"Oslo\\\"\"},\"index\":0}]"),
            "{\"id\":\"a\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"index\":0,\"delta\":{\"tool_calls\":"
                    + "[{\"function\":{\"arguments\":\"}\"},\"index\":0}]}}],\"usage\":{\"total_tokens\":0}}",
            "{\"id\":\"a\",\"object\":\"chat.completion\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"reasoning_content\":\"I need the weather.\","
                    + "\"reasoning_details\":[{" + DETAIL + ",\"text\":\"I need the weather.\"}],\"tool_calls\":[{"
                    + "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
                    + "\"arguments\":\"{\\\"city\\\": \\\"Oslo\\\"}\"},\"index\":0}]}}],\"usage\":{\"total_tokens\":470,"
                    + "\"prompt_tokens\":430,\"completion_tokens\":40,\"prompt_tokens_details\":{\"cached_tokens\":114}},"
                    + "\"service_tier\":\"standard\",\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}");

    private static final String TWO_CALLS = ": ping\r\n\r\n"
            + sse(
                            delta("\"content\":\"\",\"tool_calls\":[{\"index\":0,\"id\":\"c_1\",\"type\":\"function\","
                                    + "\"function\":{\"name\":\"get_weather\",\"arguments\":\"\"}}]"),
                            delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}]"),
                            delta(
                                    "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Oslo\\\"}\"}},{\"index\":1,"
                                            + "\"id\":\"c_2\",\"type\":\"function\",\"function\":{\"name\":\"get_now\","
                                            + "\"arguments\":\"{}\"}}]"),
                            finish("tool_calls"),
                            "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{}}],\"usage\":{\"prompt_tokens\":300,"
                                    + "\"completion_tokens\":30,\"total_tokens\":330}}",
                            "[DONE]")
                    .replace("\n", "\r\n");

    @ParameterizedTest
    @MethodSource("streams")
    @Tag("B32")
    void aStreamCutAtAnyByteTellsTheSame(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        Responses.Result whole = Responses.read(bytes, Integer.MAX_VALUE);
        for (int cut = 1; cut < bytes.length; cut++) {
            Responses.Result result = Responses.readCutAt(bytes, List.of(cut));
            assertThat(result.events()).as("cut at %d", cut).isEqualTo(whole.events());
            assertThat(result.completion()).isEqualTo(whole.completion());
        }
        for (int size = 1; size < 20; size++) {
            assertThat(Responses.read(bytes, size).events()).isEqualTo(whole.events());
        }
    }

    static List<String> streams() {
        return List.of(INLINE, WHOLE_MESSAGE_AT_THE_END, TWO_CALLS);
    }

    @Test
    @Tag("B14")
    @Tag("Q8")
    @Tag("Q7")
    void inlineThinkingIsPartedFromTheText() {
        Responses.Result result = read(INLINE);

        assertThat(result.joined()).containsExactly("thinking:The user greets me 🤔.", "text:Hello 你好.");
    }

    @Test
    @Tag("Q6")
    @Tag("B9")
    @Tag("B20")
    void aFinalMessageThatRepeatsEverythingIsCountedOnce() {
        Responses.Result result = read(WHOLE_MESSAGE_AT_THE_END);

        ChatCompletion answer = result.completion();
        assertThat(result.joined())
                .containsExactly(
                        "thinking:I need the weather.",
                        "part0:c1:get_weather:{\"city\": \"Oslo\"",
                        "part0:c1:get_weather:}",
                        "usage:470",
                        "call0:get_weather:{\"city\": \"Oslo\"}");
        assertThat(answer.thinking()).isEqualTo("I need the weather.");
        assertThat(answer.text()).isNull();
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("c1", "get_weather", "{\"city\": \"Oslo\"}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage()).isEqualTo(new Usage(430, 40, 470, 114, null, null));
        assertThat(answer.reasoningDetails())
                .containsExactly(Map.of(
                        "type", "reasoning.text",
                        "id", "reasoning-text-1",
                        "format", "MiniMax-response-v1",
                        "index", 0,
                        "text", "I need the weather."));
        assertThat(answer.serviceTier()).isEqualTo("standard");
    }

    @Test
    @Tag("Q9")
    @Tag("B20")
    void parallelCallsInPiecesAreWholeInOrderAndTheLastUsageCounts() {
        Responses.Result result = read(TWO_CALLS);

        assertThat(result.events())
                .containsExactly(
                        "part0:c_1:get_weather:{\"city\":",
                        "part0:c_1:get_weather:\"Oslo\"}",
                        "call0:get_weather:{\"city\":\"Oslo\"}",
                        "part1:c_2:get_now:{}",
                        "usage:330",
                        "call1:get_now:{}");
    }

    @Test
    @Tag("Q10")
    @Tag("B3")
    void aThoughtIsTheSameAsIncrementsAsSnapshotsAndChangingInBetween() {
        String thought = "First I look at the question as it stands. Then I answer, and that is all.";
        for (int step : new int[] {1, 3, 7, 20, 40}) {
            StringBuilder increments = new StringBuilder();
            StringBuilder snapshots = new StringBuilder();
            StringBuilder mixed = new StringBuilder();
            for (int from = 0; from < thought.length(); from += step) {
                int to = Math.min(thought.length(), from + step);
                String increment = detail(thought.substring(from, to));
                String snapshot = detail(thought.substring(0, to));
                increments.append(sse(increment));
                snapshots.append(sse(snapshot));
                mixed.append(sse(from > 2 * thought.length() / 3 ? snapshot : increment));
            }
            for (StringBuilder stream : List.of(increments, snapshots, mixed)) {
                Responses.Result result = read(stream + sse(text("Yes."), finish("stop")));
                assertThat(result.completion().thinking())
                        .as("steps of %d", step)
                        .isEqualTo(thought);
                assertThat(result.completion().reasoningDetails()).hasSize(1);
                assertThat(result.completion().reasoningDetails().get(0)).containsEntry("text", thought);
                assertThat(result.joined()).containsExactly("thinking:" + thought, "text:Yes.");
            }
        }
    }

    private static String detail(String text) {
        return delta("\"reasoning_details\":[{" + DETAIL + ",\"text\":" + Json.write(text) + "}]");
    }

    @Test
    @Tag("B3")
    void anIncrementThatBeginsLikeTheFirstIsNoSnapshot() {
        Responses.Result result = read(sse(
                delta("\"reasoning_content\":\"a\""),
                delta("\"reasoning_content\":\"and\""),
                delta("\"reasoning_content\":\" more\""),
                finish("stop")));

        assertThat(result.completion().thinking()).isEqualTo("aand more");
    }

    @Test
    @Tag("B3")
    void aMegabyteOfThinkingTakesLinearTime() {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            stream.append(sse(
                    delta("\"reasoning_content\":\"fifty characters of thinking, more or less, and on " + i + "\"")));
        }
        stream.append(sse(finish("stop")));
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(read(stream.toString()).completion().thinking())
                        .hasSizeGreaterThan(1_000_000));
    }

    @Test
    @Tag("Q11")
    void theSameThinkingInTheTextAndInItsFieldIsShownOnce() {
        Responses.Result result = read(sse(
                delta("\"content\":\"<think>\\nHmm\",\"reasoning_content\":\"Hmm\""),
                delta("\"content\":\".\\n</think>\\n\\nYes.\",\"reasoning_content\":\".\""),
                finish("stop")));

        assertThat(result.joined()).containsExactly("thinking:Hmm.", "text:Yes.");
    }

    @Test
    @Tag("Q19")
    void aStrayClosingTagAtTheEndOfTheThinkingIsNotShown() {
        Responses.Result result = read(sse(
                delta("\"reasoning_content\":\"Hmm.\\n</th\""),
                delta("\"reasoning_content\":\"ink>\\n\""),
                text("Yes."),
                finish("stop")));

        assertThat(result.completion().thinking()).isEqualTo("Hmm.");
        assertThat(result.joined()).containsExactly("thinking:Hmm.", "text:Yes.");
    }

    @Test
    @Tag("B1")
    void thinkingThatEndsLikeTheBeginningOfATagIsDeliveredBeforeWhatFollowsIt() {
        Responses.Result text = read(sse(delta("\"reasoning_content\":\"2 <\""), text("Yes."), finish("stop")));
        Responses.Result call = read(sse(
                delta("\"reasoning_content\":\"2 </th\""),
                delta("\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]"),
                finish("tool_calls")));

        assertThat(text.joined()).containsExactly("thinking:2 <", "text:Yes.");
        assertThat(call.joined()).startsWith("thinking:2 </th", "part0:c1:now:{}");
    }

    @Test
    @Tag("Q6")
    void thinkingOfTheClosingMessageThatEndsLikeTheBeginningOfATagIsWhole() {
        Responses.Result result = read(sse(
                delta("\"reasoning_content\":\"2\""),
                "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                        + "{\"reasoning_content\":\"2 <\",\"content\":\"Yes.\"}}]}"));

        assertThat(result.completion().thinking()).isEqualTo("2 <");
    }

    @Test
    @Tag("B1")
    void thinkingThatGoesOnAfterSomeTextKeepsItsLineBreaks() {
        Responses.Result result = read(sse(
                delta("\"reasoning_content\":\"One.\\n</think>\""),
                text("Yes."),
                delta("\"reasoning_content\":\"Two.\""),
                finish("stop")));

        assertThat(result.completion().thinking()).isEqualTo("One.\nTwo.");
    }

    @Test
    @Tag("Q41")
    void thinkingInAFieldNamedReasoningIsThinking() {
        Responses.Result result = read(sse(delta("\"reasoning\":\"Hmm.\""), text("Yes."), finish("stop")));

        assertThat(result.joined()).containsExactly("thinking:Hmm.", "text:Yes.");
    }

    @Test
    @Tag("B25")
    @Tag("Q17")
    void anAnswerOfNothingButThinkingIsAnAnswer() {
        ChatCompletion answer =
                read("{\"choices\":[{\"finish_reason\":\"length\",\"index\":0,\"message\":{\"content\":\"<think>\\nTwo plus\"}}]}")
                        .completion();

        assertThat(answer.thinking()).isEqualTo("Two plus");
        assertThat(answer.text()).isNull();
        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    @Tag("Q18")
    void aClosingTagAloneTellsThinkingFromTextInAWholeAnswer() {
        ChatCompletion answer = read("{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,"
                        + "\"message\":{\"content\":\"Two plus two.\\n</think>\\n\\n4\"}}]}")
                .completion();

        assertThat(answer.thinking()).isEqualTo("Two plus two.");
        assertThat(answer.text()).isEqualTo("4");
    }

    @Test
    @Tag("B1")
    @Tag("Q32")
    void anAnswerWithoutContentHasNoText() {
        ChatCompletion answer =
                read("{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\"}}]}")
                        .completion();

        assertThat(answer.text()).isNull();
    }

    @Test
    @Tag("B31")
    @Tag("Q30")
    void toolCallsUnderTheFinishReasonStopAreToolCallsAndComeOnce() {
        Responses.Result result = read(sse(
                delta("\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]"),
                finish("stop"),
                finish("stop"),
                "[DONE]"));

        assertThat(result.events()).containsExactly("part0:c1:now:{}", "call0:now:{}");
        assertThat(result.completion().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "\"null\"", "\"  \""})
    @Tag("B17")
    void argumentsThatSayNothingAreAnEmptyObject(String arguments) {
        Responses.Result result = read(sse(
                delta("\"tool_calls\":[{\"id\":\"c1\",\"index\":0,\"function\":{\"name\":\"now\",\"arguments\":"
                        + arguments + "}}]"),
                finish("tool_calls")));

        assertThat(result.events()).containsExactly("part0:c1:now:{}", "call0:now:{}");
    }

    @Test
    @Tag("B6")
    void argumentsThatComeAsAnObjectAreJsonText() {
        Responses.Result result = read(sse(
                delta(
                        "\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":{\"city\":\"Oslo\",\"n\":2}}}]"),
                finish("tool_calls")));

        assertThat(result.completion().toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{\"city\":\"Oslo\",\"n\":2}"));
    }

    @Test
    @Tag("B6")
    void anEmptyIdOnLaterFragmentsGoesOnWithTheSameCall() {
        Responses.Result result = read(sse(
                delta(
                        "\"tool_calls\":[{\"id\":\"c1\",\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]"),
                delta("\"tool_calls\":[{\"id\":\"\",\"index\":0,\"function\":{\"name\":\"\",\"arguments\":\"1}\"}}]"),
                finish("tool_calls")));

        assertThat(result.completion().toolCalls()).containsExactly(new ToolCall("c1", "f", "{\"a\":1}"));
    }

    @Test
    @Tag("B6")
    void fragmentsWithoutAnIndexBelongToTheirIdOrTheLastCall() {
        Responses.Result result = read(sse(
                delta("\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]"),
                delta("\"tool_calls\":[{\"function\":{\"arguments\":\"1}\"}}]"),
                delta("\"tool_calls\":[{\"id\":\"c2\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]"),
                finish("tool_calls")));

        assertThat(result.completion().toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{\"a\":1}"), new ToolCall("c2", "g", "{}"));
    }

    @Test
    @Tag("B6")
    void aNewIdAndNameAtAUsedIndexIsANewCall() {
        Responses.Result result = read(sse(
                delta(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
                delta(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c2\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]"),
                finish("tool_calls")));

        assertThat(result.completion().toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{}"), new ToolCall("c2", "g", "{}"));
    }

    @Test
    @Tag("B6")
    void interleavedFragmentsOfTwoCallsFindTheirCalls() {
        Responses.Result result = read(sse(
                delta(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]"),
                delta(
                        "\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\",\"arguments\":\"{\\\"b\\\":\"}}]"),
                delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]"),
                delta("\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"2}\"}}]"),
                finish("tool_calls")));

        assertThat(result.completion().toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{\"a\":1}"), new ToolCall("c2", "g", "{\"b\":2}"));
        assertThat(result.events().stream().filter(event -> event.startsWith("call")))
                .containsExactly("call0:f:{\"a\":1}", "call1:g:{\"b\":2}");
    }

    @Test
    @Tag("B6")
    void aCallWithoutAnyIdGetsOne() {
        ChatCompletion answer = read(sse(
                        delta("\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
                        finish("tool_calls")))
                .completion();

        assertThat(answer.toolCalls().get(0).id()).isNotBlank();
    }

    @Test
    @Tag("Q31")
    @Tag("B32")
    void carelessChunksAreNoErrors() {
        Responses.Result result = read("\uFEFF: comment\n\ndata:\n\nevent: message\nid: 7\nretry: 10\n"
                + "data:" + delta("\"role\":\"\",\"content\":null,\"novel\":{\"a\":[1,{}]}") + "\n\n"
                + "data: {\"choices\":null,\"usage\":null}\n\ndata: {\"choices\":[]}\n\n"
                + "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"Yes.\"}}]}\n\n"
                + "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"No.\"}}]}\n\n"
                + sse(finish("stop"), "[DONE]", "nothing after the end matters"));

        assertThat(result.events()).containsExactly("text:Yes.");
    }

    @Test
    @Tag("B23")
    void aRefusedOutputWithoutTextIsFiltered() {
        ChatCompletion answer = read("{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"\"}}],"
                        + "\"output_sensitive\":true,\"output_sensitive_type\":5,\"base_resp\":{\"status_code\":0}}")
                .completion();

        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.contentCheck()).isEqualTo(new ContentCheck(false, null, true, 5));
    }

    @Test
    @Tag("B23")
    @Tag("Q36")
    void anErrorWithinTheArgumentsOfACallLeavesNoCall() {
        Responses.Result result = read(sse(
                delta(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]"),
                "{\"choices\":[],\"base_resp\":{\"status_code\":1027,\"status_msg\":\"output new_sensitive\"}}"));

        assertThat(result.error().kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(result.events()).noneMatch(event -> event.startsWith("call"));
    }

    @Test
    void anEventNamedErrorIsAnErrorWhateverItSays() {
        Responses.Result result = read("event: error\ndata: {\"reason\":\"tired\"}\n\n");

        assertThat(result.error()).is(refusedByTheService()).hasMessageContaining("tired");
    }

    @Test
    void onlyTheEndMarkWithoutAnyChoiceIsAnError() {
        assertThat(read(sse("[DONE]")).error().kind()).isEqualTo(ErrorKind.SERVER_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n\n", " \r\n"})
    @Tag("B32")
    void whatComesBeforeTheFirstEventCostsNoEventWhereverItIsCut(String before) {
        byte[] stream = (before + INLINE).getBytes(StandardCharsets.UTF_8);
        byte[] json =
                (before + "{\"choices\":[{\"message\":{\"content\":\"Yes.\"}}]}").getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size < 10; size++) {
            assertThat(Responses.read(stream, size).events())
                    .isEqualTo(read(INLINE).events());
            assertThat(Responses.read(json, size).completion().text()).isEqualTo("Yes.");
        }
    }

    @Test
    @Tag("Q7")
    @Tag("B32")
    void whiteSpaceAroundTheEndMarkIsNoMatter() {
        for (String mark :
                List.of("data:  [DONE] \n\n", "data:\ndata: [DONE]\n\n", "data:[DONE]\r\n\r\n", "data: [DONE]")) {
            assertThat(read(sse(text("Yes."), finish("stop")) + mark)
                            .completion()
                            .text())
                    .as(mark)
                    .isEqualTo("Yes.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "ping", " PING ", ": ping", "keep-alive", "keepalive", "Heartbeat", " "})
    @Tag("B32")
    void aSignOfLifeIsNoPartOfTheResponse(String sign) {
        String stream = sse(sign, text("One"), sign, text(" two."), sign, finish("stop"), sign, "[DONE]");
        Expectations keepingRaw = new Expectations(Map.of(), false, false, true);

        Responses.Result result = Responses.readCutAt(stream.getBytes(StandardCharsets.UTF_8), List.of(), keepingRaw);

        assertThat(result.joined()).containsExactly("text:One two.");
        assertThat(result.completion().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(result.completion().raw()).hasSize(3).allMatch(event -> event.startsWith("{"));
        assertThat(read(sse(text("One"), sign)).error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        assertThat(read("event: error\ndata: ping\n\n").error()).is(refusedByTheService());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[done]", "[Done]", " [done] "})
    @Tag("Q7")
    @Tag("B32")
    void theEndMarkMayBeInLowerCase(String mark) {
        for (String stream : List.of(
                sse(text("Yes."), finish("stop"), mark, text("late")),
                sse(text("Yes."), finish("stop") + mark, text("late")))) {
            assertThat(read(stream).completion().text()).isEqualTo("Yes.");
        }
    }

    @Test
    void aBodyWhoseConnectionIsLostIsCutEvenIfItLooksWhole() {
        ChatResponseReader reader = new ChatResponseReader(
                new ChunkParser(Responses.LIMITS),
                new ErrorReader(Endpoint.of("http://localhost", "/v1/chat/completions")),
                Expectations.NONE,
                event -> {},
                null);
        reader.head(ResponseDetails.of(200, "trace", null, Redaction.NONE));
        reader.bytes(ByteBuffer.wrap(
                "{\"choices\":[{\"message\":{\"content\":\"Yes.\"}}]}".getBytes(StandardCharsets.UTF_8)));
        reader.lost(new IOException("reset"));

        assertThat(reader.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST));
    }

    @Test
    void theEndMarkWithoutAFinishReasonEndsForOtherReasons() {
        assertThat(read(sse(text("Yes."), "[DONE]")).completion().finishReason())
                .isEqualTo(FinishReason.OTHER);
    }

    @Test
    @Tag("B20")
    void usageThatNobodyCountedIsUnknownAndNotZero() {
        assertThat(read(sse(
                                text("Yes."),
                                "{\"choices\":[],\"usage\":{\"total_tokens\":0,\"total_characters\":0}}",
                                finish("stop")))
                        .completion()
                        .usage())
                .isNull();
    }

    @Test
    @Tag("Q39")
    void cacheCountsAreReadUnderBothNames() {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}],\"usage\":{"
                                + "\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10,\"prompt_tokens_details\":"
                                + "{\"cache_read_input_tokens\":4,\"cache_creation_input_tokens\":3}}}")
                        .completion()
                        .usage())
                .isEqualTo(new Usage(9, 1, 10, 4, 3, null));
    }

    @Test
    @Tag("B9")
    @Tag("Q6")
    void aFinalMessageAddsTheCallsThatNoDeltaHasShownAndHasTheLastWordOnWhatGoesBack() {
        Responses.Result result = read(sse(
                reasoning("Look it up."),
                delta(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
                "{\"object\":\"chat.completion\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"index\":0,\"message\":{"
                        + "\"reasoning_details\":[{" + DETAIL + ",\"text\":\"Look it up.\",\"signature\":\"s\"}],"
                        + "\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"id\":\"c2\",\"function\":{\"name\":\"g\",\"arguments\":\"{\\\"a\\\":1}\"}}]}}]}"));

        assertThat(result.completion().toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{}"), new ToolCall("c2", "g", "{\"a\":1}"));
        assertThat(result.events().stream().filter(event -> event.startsWith("call")))
                .containsExactly("call0:f:{}", "call1:g:{\"a\":1}");
        assertThat(result.completion().thinking()).isEqualTo("Look it up.");
        assertThat(result.completion().reasoningDetails()).hasSize(1);
        assertThat(result.completion().reasoningDetails().get(0)).containsEntry("signature", "s");
    }

    @Test
    @Tag("B1")
    void aThoughtAmongThePartsOfAContentIsNoText() {
        Responses.Result result = read(sse(
                delta("\"content\":[{\"type\":\"thinking\",\"text\":\"I \"}]"),
                delta(
                        "\"content\":[{\"type\":\"thinking\",\"thinking\":\"ponder.\"},{\"type\":\"text\",\"text\":\"Hel\"}]"),
                delta("\"content\":[{\"type\":\"reasoning_text\",\"text\":\" Yes.\"},{\"text\":\"lo.\"}]"),
                finish("stop")));

        assertThat(result.completion().text()).isEqualTo("Hello.");
        assertThat(result.completion().thinking()).isEqualTo("I ponder. Yes.");
    }

    @Test
    @Tag("B32")
    void severalMessagesMeanTheLastAndContentInPartsMeansTheirText() {
        assertThat(
                        read("{\"choices\":[{\"finish_reason\":\"stop\",\"messages\":[{\"content\":\"No.\"},{\"content\":\"Yes.\"}]}]}")
                                .completion()
                                .text())
                .isEqualTo("Yes.");
        assertThat(read("{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":["
                                + "{\"type\":\"text\",\"text\":\"Yes\"},{\"type\":\"novel\"},7,{\"type\":\"text\",\"text\":\".\"}]}}]}")
                        .completion()
                        .text())
                .isEqualTo("Yes.");
        assertThat(read(sse(
                                delta("\"content\":[\"Y\",\"e\"]"),
                                delta("\"content\":{\"type\":\"text\",\"text\":\"s\"}"),
                                delta("\"content\":{}"),
                                text("."),
                                finish("stop")))
                        .completion()
                        .text())
                .isEqualTo("Yes.");
    }

    @Test
    @Tag("B32")
    void aToolCallWithoutAListAroundItIsAToolCall() {
        Responses.Result result = read(sse(
                delta("\"tool_calls\":{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}"),
                delta("\"tool_calls\":{\"index\":0,\"function\":{\"arguments\":\"}\"}}"),
                finish("tool_calls")));

        assertThat(result.completion().toolCalls()).containsExactly(new ToolCall("c", "f", "{}"));
    }

    @Test
    void aContradictionInTheFirstChunkOfAnotherChoiceIsAnErrorOfTheCall() {
        Responses.Result result = read(sse(
                "{\"choices\":[{\"index\":1,\"delta\":{\"tool_calls\":["
                        + "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"index\":0,\"function\":{\"arguments\":\"x\"}}]}}]}",
                "[DONE]"));

        assertThat(result.error().kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(result.error()).hasMessageContaining("more arguments for the tool call a");
    }
}
