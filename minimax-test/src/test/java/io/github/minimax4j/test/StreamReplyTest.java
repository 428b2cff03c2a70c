package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
class StreamReplyTest {

    private static final String SPLIT = "\"reasoning_split\":true";
    private static final String USAGE = "\"stream_options\":{\"include_usage\":true}";
    private static final String CONTENT = "choices[0].delta.content";

    private static List<String> stream(MiniMaxServer server, CompletionReply reply, String... members) {
        server.enqueue(reply);
        HttpResponse<String> response = Http.post(server, Http.stream(members));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return Http.events(response);
    }

    private static List<String> shaped(MiniMaxServer server, UnaryOperator<StreamShape> shape, String... members) {
        return stream(server, Reply.text("Hello there, you.").usage(4, 3).streamed(shape), members);
    }

    @Test
    @Tag("Q8")
    void withoutWishesWordsComeAndTheLastOneHasTheFinishReason(MiniMaxServer server) {
        List<String> events = stream(server, Reply.text("Hello there, you."));

        assertThat(events).hasSize(4).last().isEqualTo("[DONE]");
        assertThat(events.stream().limit(3).map(event -> Http.at(event, CONTENT)))
                .containsExactly("Hello", " there,", " you.");
        assertThat(Http.at(events.get(1), "choices[0].finish_reason")).isEqualTo("absent");
        assertThat(Http.at(events.get(2), "choices[0].finish_reason")).isEqualTo("stop");
        assertThat(Http.at(events.get(0), "object")).isEqualTo("chat.completion.chunk");
        assertThat(Http.at(events.get(2), "id")).isEqualTo(Http.at(events.get(0), "id"));
    }

    @Test
    @Tag("Q6")
    @Tag("Q9")
    @Tag("Q31")
    void splitThinkingStreamsAsM3WasCaptured(MiniMaxServer server) {
        List<String> events = stream(
                server,
                Reply.toolCall("call_1", "get_weather", "{\"city\": \"Oslo\"}")
                        .thinking("I need the weather.")
                        .usage(430, 40, 114, 20),
                SPLIT,
                USAGE);

        assertThat(events).hasSize(7).doesNotContain("[DONE]");
        for (String event : events.subList(0, 6)) {
            assertThat(Http.at(event, "choices[0].delta.role")).isEqualTo("assistant");
            assertThat(Http.at(event, "choices[0].delta.name")).isEqualTo("MiniMax AI");
            assertThat(Http.at(event, "choices[0].delta.audio_content")).isEqualTo("");
            assertThat(Http.at(event, "usage")).isEqualTo(Map.of("total_tokens", 0, "total_characters", 0));
        }
        assertThat(Http.joined(events.subList(0, 6), "choices[0].delta.reasoning_content"))
                .isEqualTo("I need the weather.");
        assertThat(Http.joined(events.subList(0, 6), "choices[0].delta.reasoning_details[0].text"))
                .isEqualTo("I need the weather.");
        String call = "choices[0].delta.tool_calls[0]";
        assertThat(Http.at(events.get(4), call + ".id")).isEqualTo("call_1");
        assertThat(Http.at(events.get(4), call + ".function.arguments")).isEqualTo("{\"city\": \"Oslo\"");
        assertThat(Http.at(events.get(5), call)).isEqualTo(Map.of("function", Map.of("arguments", "}"), "index", 0));
        assertThat(Http.at(events.get(5), "choices[0].finish_reason")).isEqualTo("tool_calls");
        String whole = events.get(6);
        assertThat(Http.at(whole, "object")).isEqualTo("chat.completion");
        assertThat(Http.at(whole, "choices[0].finish_reason")).isEqualTo("tool_calls");
        assertThat(Http.at(whole, "choices[0].message.tool_calls[0].function.arguments"))
                .isEqualTo("{\"city\": \"Oslo\"}");
        assertThat(Http.at(whole, "usage.prompt_tokens_details.cached_tokens")).isEqualTo(114);
        assertThat(Http.at(whole, "base_resp.status_code")).isEqualTo(0);
    }

    @Test
    void theWholeMessageHasUsageOnlyIfAsked(MiniMaxServer server) {
        List<String> events = stream(server, Reply.text("Hello."), SPLIT);

        assertThat(Http.at(events.get(events.size() - 1), "usage")).isNull();
    }

    @Test
    void endingE1HasNoUsage(MiniMaxServer server) {
        List<String> events =
                shaped(server, stream -> stream.ending(Ending.LAST_DELTA).withoutDone());

        assertThat(events).hasSize(3);
        assertThat(Http.at(events.get(2), "choices[0].finish_reason")).isEqualTo("stop");
        assertThat(Http.joined(events, "usage")).isEqualTo("nullnullnull");
    }

    @Test
    @Tag("Q9")
    void endingE2HasAUsageChunkWithoutChoices(MiniMaxServer server) {
        List<String> chosen = shaped(server, stream -> stream.ending(Ending.USAGE_CHUNK));
        List<String> asked = shaped(server, stream -> stream, USAGE);

        for (List<String> events : List.of(chosen, asked)) {
            assertThat(events).hasSize(5).last().isEqualTo("[DONE]");
            assertThat(Http.at(events.get(2), "choices[0].finish_reason")).isEqualTo("stop");
            assertThat(Http.at(events.get(3), "choices")).isEqualTo(List.of());
            assertThat(Http.at(events.get(3), "usage.total_tokens")).isEqualTo(7);
            assertThat(Http.at(events.get(3), "base_resp.status_code")).isEqualTo(0);
        }
    }

    @Test
    @Tag("Q6")
    void endingE3RepeatsTheWholeMessage(MiniMaxServer server) {
        List<String> events = shaped(server, stream -> stream.ending(Ending.WHOLE_MESSAGE));

        assertThat(events).hasSize(5).last().isEqualTo("[DONE]");
        assertThat(Http.at(events.get(2), "choices[0].finish_reason")).isEqualTo("stop");
        assertThat(Http.at(events.get(3), "choices[0].message.content")).isEqualTo("Hello there, you.");
        assertThat(Http.at(events.get(3), "usage.total_tokens")).isEqualTo(7);
    }

    @Test
    @Tag("Q9")
    void endingE4HasEmptyDeltas(MiniMaxServer server) {
        List<String> events = shaped(server, stream -> stream.ending(Ending.EMPTY_DELTAS));

        assertThat(events).hasSize(6);
        assertThat(Http.at(events.get(2), "choices[0].finish_reason")).isEqualTo("absent");
        assertThat(Http.at(events.get(3), "choices[0].delta")).isEqualTo(Map.of());
        assertThat(Http.at(events.get(3), "choices[0].finish_reason")).isEqualTo("stop");
        assertThat(Http.at(events.get(4), "choices[0].delta")).isEqualTo(Map.of());
        assertThat(Http.at(events.get(4), "usage.total_tokens")).isEqualTo(7);
    }

    @Test
    void theWholeMessageMayComeAlone(MiniMaxServer server) {
        List<String> events = shaped(
                server, stream -> stream.ending(Ending.ONLY_WHOLE_MESSAGE).withoutDone());

        assertThat(events).hasSize(1);
        assertThat(Http.at(events.get(0), "choices[0].message.content")).isEqualTo("Hello there, you.");
    }

    @Test
    @Tag("Q7")
    void aStreamMayLackItsFinishReason(MiniMaxServer server) {
        List<String> events = shaped(
                server, stream -> stream.ending(Ending.WITHOUT_FINISH_REASON).withoutDone());

        assertThat(events).hasSize(3);
        assertThat(Http.joined(events, "choices[0].finish_reason")).isEmpty();
    }

    @Test
    void everyDeltaHasSoManyCharactersAndMarkersAreCut(MiniMaxServer server) {
        List<String> events =
                stream(server, Reply.text("Hi😀!").thinking("Ah.").streamed(stream -> stream.chunkSize(3)));

        assertThat(events.stream().limit(4).map(event -> Http.at(event, CONTENT)))
                .containsExactly("<th", "ink", ">\nA", "h.\n");
        assertThat(Http.joined(events, CONTENT)).isEqualTo("<think>\nAh.\n</think>\n\nHi😀!");
        assertThat(events.stream().filter(event -> event.contains("😀"))).hasSize(1);
    }

    @Test
    void deltasCanBeCutAnywhere(MiniMaxServer server) {
        List<String> events = stream(
                server,
                Reply.text("Hello")
                        .streamed(stream ->
                                stream.thinkingDeltas("<think>a</thi", "nk>").textDeltas("H", "", "ello")));

        assertThat(events.stream().limit(5).map(event -> Http.at(event, CONTENT)))
                .containsExactly("<think>a</thi", "nk>", "H", "", "ello");
    }

    @Test
    @Tag("Q10")
    void thinkingMayComeInSnapshots(MiniMaxServer server) {
        List<String> events = stream(
                server,
                Reply.text("Yes.")
                        .thinking("First this. Then that.")
                        .thinkingAs(ThinkingForm.REASONING_DETAILS)
                        .streamed(StreamShape::cumulativeThinking));

        assertThat(Http.at(events.get(0), "choices[0].delta.reasoning_details[0].text"))
                .isEqualTo("First");
        assertThat(Http.at(events.get(3), "choices[0].delta.reasoning_details[0].text"))
                .isEqualTo("First this. Then that.");
        assertThat(Http.at(events.get(3), "choices[0].delta.reasoning_content")).isEqualTo("absent");
    }

    @Test
    @Tag("Q11")
    void theSameThinkingMayComeTwiceInAChunk(MiniMaxServer server) {
        List<String> events =
                stream(server, Reply.text("4").thinking("So easy.").thinkingAs(ThinkingForm.INLINE_AND_SPLIT));

        assertThat(Http.joined(events, CONTENT)).isEqualTo("<think>\nSo easy.\n</think>\n4");
        assertThat(Http.joined(events, "choices[0].delta.reasoning_content")).isEqualTo("So easy.");
        assertThat(Http.at(events.get(1), CONTENT))
                .isEqualTo(Http.at(events.get(1), "choices[0].delta.reasoning_content"));
    }

    @Test
    void parallelCallsComeCallByCallOrInterleaved(MiniMaxServer server) {
        CompletionReply reply = Reply.toolCall("a", "{\"x\":1}").toolCall("b", "{\"y\":2}");
        String index = "choices[0].delta.tool_calls[0].index";

        assertThat(Http.joined(stream(server, reply), index)).isEqualTo("0011");
        assertThat(Http.joined(stream(server, reply.streamed(StreamShape::interleavedToolCalls)), index))
                .isEqualTo("0101");
        assertThat(Http.joined(stream(server, reply.streamed(StreamShape::wholeToolCalls)), index))
                .isEqualTo("01");
        List<String> noIndex = stream(server, reply.streamed(StreamShape::withoutToolCallIndex));
        assertThat(Http.joined(noIndex, index)).isEmpty();
        List<String> nameFirst = stream(server, reply.streamed(StreamShape::nameBeforeArguments));
        assertThat(Http.at(nameFirst.get(0), "choices[0].delta.tool_calls[0].function.arguments"))
                .isEqualTo("");
        List<String> small = stream(server, reply.streamed(stream -> stream.chunkSize(2)));
        assertThat(Http.joined(small, "choices[0].delta.tool_calls[0].function.arguments"))
                .isEqualTo("{\"x\":1}{\"y\":2}");
        assertThat(small).hasSize(9);
    }

    @Test
    void theFramingCanBeOdd(MiniMaxServer server) {
        server.enqueue(
                Reply.text("a b").streamed(stream -> stream.crlf().withoutSpace()),
                Reply.text("a b").streamed(stream -> stream.comments().emptyData()));

        String odd = Http.post(server, Http.stream()).body();
        assertThat(odd).startsWith("data:{\"id\"").endsWith("}\r\n\r\ndata:[DONE]\r\n\r\n");
        assertThat(odd.replace("\r\n", "")).doesNotContain("\n");
        String commented = Http.post(server, Http.stream()).body();
        assertThat(commented).startsWith(": ping\n\ndata:\n\ndata: {").contains("}\n\n: ping\n\ndata:\n\ndata: ");
        assertThat(Http.events(commented)).hasSize(3);
    }

    @Test
    void aGatewaySendsTheRoleOnceAndNullFinishReasons(MiniMaxServer server) {
        List<String> events = stream(server, Reply.text("a b c").asGateway(), USAGE);

        assertThat(Http.joined(events, "choices[0].delta.role")).isEqualTo("assistant");
        assertThat(Http.at(events.get(0), "choices[0].finish_reason")).isNull();
        assertThat(Http.at(events.get(3), "base_resp")).isEqualTo("absent");
        assertThat(Http.at(events.get(0), "usage")).isEqualTo("absent");
        assertThat(events).hasSize(5).last().isEqualTo("[DONE]");
    }

    @Test
    void estimatedUsageIsNeverBelowTheNumberOfDeltas(MiniMaxServer server) {
        List<String> events = stream(server, Reply.text("Hello there").streamed(stream -> stream.chunkSize(1)), USAGE);

        assertThat((Integer) Http.at(events.get(11), "usage.completion_tokens")).isGreaterThanOrEqualTo(11);
    }

    @Test
    void literalEventsAreSentAsTheyAre(MiniMaxServer server) {
        server.enqueue(Reply.events("{\"id\":1}", "not json", "[DONE]").streamed(StreamShape::crlf));

        HttpResponse<String> response = Http.post(server, Http.chat("no stream asked for"));

        assertThat(response.body()).isEqualTo("data: {\"id\":1}\r\n\r\ndata: not json\r\n\r\ndata: [DONE]\r\n\r\n");
    }

    @Test
    void aReplyCanInsistOnItsForm(MiniMaxServer server) {
        server.enqueue(Reply.text("a").asUnary(), Reply.text("a").asStream());

        assertThat(Http.at(Http.post(server, Http.stream()), "object")).isEqualTo("chat.completion");
        assertThat(Http.events(Http.post(server, Http.chat("Hi")))).hasSize(2);
    }

    @Test
    void anErrorCanComeInMidStream(MiniMaxServer server) {
        CompletionReply reply = Reply.text("Once upon a time");
        List<String> envelope = stream(
                server,
                reply.errorAfterEvents(2, Reply.error(2064, "high load")).streamed(StreamShape::namedErrorEvents));
        List<String> baseResp = stream(
                server,
                reply.errorAfterEvents(1, Reply.error(ErrorShape.BASE_RESP, 200, 1027, "output new_sensitive")));
        List<String> text =
                stream(server, reply.errorAfterEvents(0, Reply.error(ErrorShape.PLAIN_TEXT, 502, 0, "oops")));

        assertThat(envelope).hasSize(3);
        assertThat(Http.at(envelope.get(2), "error.message")).isEqualTo("high load (2064)");
        assertThat(Http.at(envelope.get(2), "error.http_code")).isEqualTo("529");
        assertThat(baseResp).hasSize(2);
        assertThat(Http.at(baseResp.get(1), "choices")).isEqualTo(List.of());
        assertThat(Http.at(baseResp.get(1), "base_resp.status_code")).isEqualTo(1027);
        assertThat(text).containsExactly("oops");
    }

    @Test
    void anErrorEventCanBeNamed(MiniMaxServer server) {
        server.enqueue(Reply.text("Once")
                .errorAfterEvents(1, Reply.error(2064, "high load"))
                .streamed(StreamShape::namedErrorEvents));

        assertThat(Http.post(server, Http.stream()).body()).contains("\n\nevent: error\ndata: {\"type\":\"error\"");
    }
}
