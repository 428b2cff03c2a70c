package io.github.minimax4j.core;

import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.Ending;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.ThinkingForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The peculiar ways in which answers come, as the user hears of them: over HTTP, whole and streamed. */
@Timeout(60)
class ResponseQuirksTest extends ConnectedTest {

    private static final String THINKING = "They greet me, so I greet back.";

    private static final String TEXT = "Hello there, 你好 🌊.";

    @Override
    void configure(MiniMaxClientBuilder builder) {
        builder.profile(TargetProfile.MINIMAX);
    }

    private RecordingListener stream() {
        RecordingListener listener = new RecordingListener();
        client.stream(MiniMaxClientTest.REQUEST, listener);
        return listener;
    }

    static Stream<Arguments> endings() {
        List<Arguments> endings = new ArrayList<>();
        for (Ending ending : Ending.values()) {
            for (boolean done : new boolean[] {true, false}) {
                if (done || ending != Ending.WITHOUT_FINISH_REASON) {
                    endings.add(Arguments.of(ending, done));
                }
            }
        }
        return endings.stream();
    }

    @ParameterizedTest
    @MethodSource("endings")
    @Tag("Q6")
    @Tag("Q7")
    @Tag("Q8")
    @Tag("Q9")
    @Tag("B9")
    @Tag("B11")
    void howeverAStreamEndsEverythingIsDeliveredOnce(Ending ending, boolean done, MiniMaxServer server) {
        server.enqueue(Reply.text(TEXT)
                .thinking(THINKING)
                .toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}")
                .usage(10, 5)
                .streamed(s -> (done ? s.withDone() : s.withoutDone()).ending(ending)));

        RecordingListener listener = stream();

        ChatCompletion answer = listener.completion();
        assertThat(answer.thinking()).isEqualTo(THINKING).isEqualTo(listener.thinking.toString());
        assertThat(answer.text()).isEqualTo(TEXT).isEqualTo(listener.text.toString());
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("c1", "get_weather", "{\"city\":\"Oslo\"}"));
        assertThat(listener.toolCalls).isEqualTo(answer.toolCalls());
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        boolean counted = ending != Ending.LAST_DELTA && ending != Ending.WITHOUT_FINISH_REASON;
        assertThat(answer.usage()).isEqualTo(counted ? new Usage(10, 5, 15, null, null, null) : null);
        assertThat(listener.events.stream().filter("usage:15"::equals)).hasSize(counted ? 1 : 0);
        assertThat(listener.ends()).isEqualTo(1);
        assertThat(listener.events.get(listener.events.size() - 1)).isEqualTo("complete");
    }

    @ParameterizedTest
    @EnumSource(
            value = ThinkingForm.class,
            names = {"INLINE_NEVER_OPENED", "INLINE_NEVER_CLOSED"},
            mode = EnumSource.Mode.EXCLUDE)
    @Tag("B1")
    @Tag("B14")
    @Tag("Q11")
    @Tag("Q41")
    void whereverTheThinkingStandsItIsThinkingAndDeliveredOnce(ThinkingForm form, MiniMaxServer server) {
        CompletionReply reply = Reply.text(TEXT).thinking(THINKING).thinkingAs(form);
        server.enqueue(reply, reply, reply.streamed(s -> s.chunkSize(1)));

        ChatCompletion whole = client.chat(MiniMaxClientTest.REQUEST);
        assertThat(whole.thinking()).isEqualTo(THINKING);
        assertThat(whole.text()).isEqualTo(TEXT);
        for (int i = 0; i < 2; i++) {
            RecordingListener listener = stream();
            assertThat(listener.completion().thinking()).isEqualTo(THINKING);
            assertThat(listener.completion().text()).isEqualTo(TEXT);
            assertThat(listener.joined()).startsWith("thinking:" + THINKING, "text:" + TEXT);
        }
    }

    @Test
    @Tag("Q17")
    @Tag("Q18")
    @Tag("B14")
    @Tag("B25")
    void thinkingThatAteTheWholeLimitIsAnAnswerWithoutText(MiniMaxServer server) {
        for (String reason : List.of("length", "stop")) {
            CompletionReply reply = Reply.thinking("Two plus")
                    .thinkingAs(ThinkingForm.INLINE_NEVER_CLOSED)
                    .finishReason(reason);
            server.enqueue(reply, reply);

            RecordingListener listener = stream();
            for (ChatCompletion answer : List.of(client.chat(MiniMaxClientTest.REQUEST), listener.completion())) {
                assertThat(answer.thinking()).isEqualTo("Two plus");
                assertThat(answer.text()).isNull();
                assertThat(answer.finishReason()).isEqualTo(FinishReason.fromWire(reason));
            }
            assertThat(listener.joined()).startsWith("thinking:Two plus");
            assertThat(listener.text).isEmpty();
        }
    }

    @Test
    @Tag("Q18")
    void aClosingTagThatNothingOpenedIsInNoText(MiniMaxServer server) {
        CompletionReply reply = Reply.text("4").thinking("Two plus two.").thinkingAs(ThinkingForm.INLINE_NEVER_OPENED);
        server.enqueue(reply, reply);

        ChatCompletion whole = client.chat(MiniMaxClientTest.REQUEST);
        assertThat(whole.thinking()).isEqualTo("Two plus two.");
        assertThat(whole.text()).isEqualTo("4");
        // what was told as text when the tag came cannot be taken back; the tag itself is left out
        assertThat(stream().completion().text()).doesNotContain("think>").contains("4");
    }

    @Test
    @Tag("Q10")
    @Tag("B3")
    void thinkingThatIsRepeatedInEachEventIsDeliveredOnce(MiniMaxServer server) {
        CompletionReply reply = Reply.text(TEXT).thinking(THINKING);
        server.enqueue(
                reply.streamed(s -> s.cumulativeThinking()),
                reply.thinkingAs(ThinkingForm.REASONING_DETAILS)
                        .streamed(s -> s.cumulativeThinking().chunkSize(1)),
                reply.thinkingAs(ThinkingForm.REASONING)
                        .streamed(s -> s.cumulativeThinking().chunkSize(7)));

        for (int i = 0; i < 3; i++) {
            RecordingListener listener = stream();
            assertThat(listener.completion().thinking()).isEqualTo(THINKING);
            assertThat(listener.thinking).hasToString(THINKING);
        }
    }

    /** As M3 was observed in a report of 2026: both fields by turns, each from the start. */
    @Test
    @Tag("Q10")
    @Tag("B3")
    void thinkingThatTwoFieldsRepeatByTurnsIsDeliveredOnce(MiniMaxServer server) {
        String whole = "The user asks for two plus two, so the answer is four.";
        List<String> events = new ArrayList<>();
        for (int end = 20; end < whole.length() + 20; end += 20) {
            String soFar = whole.substring(0, Math.min(end, whole.length()));
            events.add(delta("\"reasoning_content\":\"" + soFar + "\""));
            events.add(delta("\"reasoning\":\"" + soFar + "\""));
        }
        events.add(delta("\"content\":\"4\""));
        events.add(finish("stop"));
        server.enqueue(Reply.events(events.toArray(String[]::new)));

        RecordingListener listener = stream();

        assertThat(listener.completion().thinking()).isEqualTo(whole);
        assertThat(listener.thinking).hasToString(whole);
        assertThat(listener.completion().text()).isEqualTo("4");
    }

    @Test
    @Tag("Q29")
    void anAnswerThatStandsInTheThinkingAloneStaysThinking(MiniMaxServer server) {
        String message = "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"\","
                + "\"reasoning_content\":\"The capital is Oslo.\"}}]}";
        server.enqueue(
                Reply.raw(200, "application/json", message),
                Reply.events(delta("\"content\":\"\",\"reasoning_content\":\"The capital is Oslo.\""), finish("stop")));

        RecordingListener listener = stream();
        for (ChatCompletion answer : List.of(listener.completion(), client.chat(MiniMaxClientTest.REQUEST))) {
            assertThat(answer.thinking()).isEqualTo("The capital is Oslo.");
            assertThat(answer.text()).as("nothing is swapped in silence").isNull();
            assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        }
    }

    @Test
    @Tag("Q35")
    void theModelThatAnsweredIsReportedAndNotTheOneThatWasAskedFor(MiniMaxServer server) {
        CompletionReply reply = Reply.text(TEXT).model("MiniMax-M3.1-Flash");
        server.enqueue(reply, reply);

        assertThat(client.chat(MiniMaxClientTest.REQUEST).model()).isEqualTo("MiniMax-M3.1-Flash");
        assertThat(stream().completion().model()).isEqualTo("MiniMax-M3.1-Flash");
        assertThat(server.lastRequest().model()).isEqualTo("MiniMax-M3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // zeros until a usage-only event
                "{\"usage\":{\"total_tokens\":0,\"total_characters\":0}} | {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}} | 10",
                // null until an empty delta has it
                "{\"usage\":null} | {\"choices\":[{\"index\":0,\"delta\":{}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}} | 10",
                // running counts: the last one wins
                "{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1,\"total_tokens\":8}} | {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}} | 10",
                // zeros after the count take nothing away
                "{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}} | {\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}} | 10",
                // a total alone, as legacy models send it: the parts stay unknown
                "{\"usage\":null} | {\"choices\":null,\"usage\":{\"total_tokens\":10}} | 10",
            })
    @Tag("B20")
    @Tag("Q9")
    void theCountOfTokensIsRightInEveryLayout(String early, String late, int total, MiniMaxServer server) {
        server.enqueue(Reply.events(early, text("Yes."), finish("stop"), late));

        Usage usage = stream().completion().usage();

        assertThat(usage).isNotNull();
        assertThat(usage.totalTokens()).isEqualTo(total);
        boolean totalOnly = !late.contains("prompt_tokens");
        assertThat(usage.promptTokens()).isEqualTo(totalOnly ? null : 7);
    }

    @Test
    @Tag("Q31")
    @Tag("B32")
    void commentsEmptyEventsLineEndsAndMissingSpacesChangeNothing(MiniMaxServer server) {
        CompletionReply reply = Reply.text(TEXT).thinking(THINKING);
        server.enqueue(
                reply.streamed(s -> s.comments().emptyData().crlf().withoutSpace()),
                reply.asGateway().thinkingAs(ThinkingForm.REASONING).streamed(s -> s.comments()));

        for (int i = 0; i < 2; i++) {
            RecordingListener listener = stream();
            listener.completion();
            assertThat(listener.joined()).startsWith("thinking:" + THINKING, "text:" + TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("B6")
    @Tag("Q30")
    void parallelCallsFindTheirFragmentsWithAnIndexAndWithout(boolean index, MiniMaxServer server) {
        server.enqueue(Reply.toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}")
                .toolCall("c2", "get_now", "{\"zone\":\"CET\"}")
                .streamed(s -> index
                        ? s.interleavedToolCalls().chunkSize(2).nameBeforeArguments()
                        : s.withoutToolCallIndex().chunkSize(2)));

        assertThat(stream().completion().toolCalls())
                .containsExactly(
                        new ToolCall("c1", "get_weather", "{\"city\":\"Oslo\"}"),
                        new ToolCall("c2", "get_now", "{\"zone\":\"CET\"}"));
    }

    @Test
    @Tag("B6")
    void anIdThatIsRepeatedAndANameThatBecomesNullGoOnWithTheSameCall(MiniMaxServer server) {
        String first = "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                + "\"arguments\":\"{\\\"a\\\":\"}}]";
        String repeatedId = "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":"
                + "{\"name\":null,\"arguments\":\"1,\"}}]";
        String nullId = "\"tool_calls\":[{\"index\":0,\"id\":null,\"function\":{\"name\":null,\"arguments\":"
                + "\"\\\"b\\\":2}\"}}]";
        server.enqueue(Reply.events(delta(first), delta(repeatedId), delta(nullId), finish("tool_calls")));

        assertThat(stream().completion().toolCalls()).containsExactly(new ToolCall("c1", "f", "{\"a\":1,\"b\":2}"));
    }

    @Test
    @Tag("B17")
    void aWholeAnswerTooHasAnEmptyObjectForArgumentsThatSayNothing(MiniMaxServer server) {
        for (String arguments : List.of("\"\"", "null", "\"null\"", "\" \"")) {
            server.enqueue(Reply.raw(
                    200,
                    "application/json",
                    "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"tool_calls\":[{\"id\":\"c1\","
                            + "\"function\":{\"name\":\"now\",\"arguments\":" + arguments + "}}]}}]}"));

            assertThat(client.chat(MiniMaxClientTest.REQUEST).toolCalls())
                    .containsExactly(new ToolCall("c1", "now", "{}"));
        }
    }

    @Test
    @Tag("B19")
    void brokenArgumentsAreDeliveredAsTheyCame(MiniMaxServer server) {
        CompletionReply reply = Reply.toolCall("c1", "f", "{\"city\": \"Os");
        server.enqueue(reply, reply);

        assertThat(client.chat(MiniMaxClientTest.REQUEST).toolCalls().get(0).arguments())
                .isEqualTo("{\"city\": \"Os");
        assertThat(stream().completion().toolCalls().get(0).arguments()).isEqualTo("{\"city\": \"Os");
    }

    @Test
    @Tag("B23")
    void aFlagOfTheContentCheckIsSeenOnAnAnswerWithTextAndOnAStream(MiniMaxServer server) {
        CompletionReply reply = Reply.text(TEXT).sensitive(false, 0, true, 6);
        server.enqueue(reply, reply);

        for (ChatCompletion answer :
                List.of(client.chat(MiniMaxClientTest.REQUEST), stream().completion())) {
            assertThat(answer.text()).isEqualTo(TEXT);
            assertThat(answer.contentCheck().outputSensitive()).isTrue();
            assertThat(answer.contentCheck().outputSensitiveType()).isEqualTo(6);
        }
    }

    @Test
    @Tag("B30")
    void jsonWithinAFenceIsTextAsItCameAndThinkingIsNotInIt(MiniMaxServer server) {
        String fenced = "```json\n{\"name\":\"Ada\",\"age\":36}\n```";
        CompletionReply reply = Reply.text(fenced).thinking("Extract.").thinkingAs(ThinkingForm.INLINE);
        server.enqueue(reply, reply);
        ChatCompletionRequest request = MiniMaxClientTest.REQUEST.toBuilder()
                .responseFormat(ResponseFormat.JSON_OBJECT)
                .build();

        assertThat(client.chat(request).text()).isEqualTo(fenced);
        assertThat(server.lastRequest().at("response_format.type")).isEqualTo("json_object");
        assertThat(stream().completion().text()).isEqualTo(fenced);
    }

    enum Callback {
        THINKING,
        TEXT,
        TOOL_CALL_PART,
        TOOL_CALL,
        USAGE
    }

    @ParameterizedTest
    @EnumSource(Callback.class)
    @Tag("B15")
    void aStreamCanBeCancelledFromEveryCallbackAndIsSilentFromThenOn(Callback in, MiniMaxServer server)
            throws Exception {
        server.enqueue(
                Reply.events(
                                delta("\"reasoning_content\":\"Hmm.\""),
                                text("Hello."),
                                delta("\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\","
                                        + "\"arguments\":\"{}\"}}]"),
                                delta("\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\","
                                        + "\"arguments\":\"{}\"}}]"),
                                "{\"usage\":{\"total_tokens\":9}}",
                                text("never sent"))
                        .stallAfterEvents(5),
                Reply.text(TEXT));
        CountDownLatch cancelled = new CountDownLatch(1);
        List<String> late = new CopyOnWriteArrayList<>();
        RecordingListener listener = new RecordingListener() {
            private void at(Callback here) {
                if (cancelled.getCount() == 0) {
                    late.add(here.name());
                } else if (here == in) {
                    handle.cancel();
                    cancelled.countDown();
                }
            }

            @Override
            public void onThinking(String thinking) {
                at(Callback.THINKING);
            }

            @Override
            public void onText(String text) {
                at(Callback.TEXT);
            }

            @Override
            public void onToolCallPart(ToolCall.Part part) {
                at(Callback.TOOL_CALL_PART);
            }

            @Override
            public void onToolCall(int index, ToolCall call) {
                at(Callback.TOOL_CALL);
            }

            @Override
            public void onUsage(Usage usage) {
                at(Callback.USAGE);
            }
        };

        client.stream(MiniMaxClientTest.REQUEST, listener);

        cancelled.await();
        assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        stream().completion(); // whatever was on its way has come by now
        assertThat(late).isEmpty();
        assertThat(listener.ends()).isZero();
    }
}
