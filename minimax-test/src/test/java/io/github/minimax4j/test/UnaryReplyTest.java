package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniMaxServerExtension.class)
class UnaryReplyTest {

    private static final String SPLIT = "\"reasoning_split\":true";

    @Test
    void textComesAsACompletionOfTheModelAskedFor(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));

        HttpResponse<String> response = Http.post(server, Http.chat("Hi"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(Http.at(response, "object")).isEqualTo("chat.completion");
        assertThat(Http.at(response, "model")).isEqualTo("MiniMax-M3");
        assertThat(Http.at(response, "choices[0].message.content")).isEqualTo("Hello.");
        assertThat(Http.at(response, "choices[0].message.role")).isEqualTo("assistant");
        assertThat(Http.at(response, "choices[0].finish_reason")).isEqualTo("stop");
        assertThat(Http.at(response, "base_resp.status_code")).isEqualTo(0);
        assertThat(Http.at(response, "service_tier")).isEqualTo("standard");
        assertThat(Http.at(response, "input_sensitive")).isEqualTo(false);
    }

    @Test
    void traceIdIsTheIdOfTheBodyAndNewForEachAnswer(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));

        HttpResponse<String> first = Http.post(server, Http.chat("Hi"));
        HttpResponse<String> second = Http.post(server, Http.chat("Hi"));

        assertThat(Http.at(first, "id").toString()).matches("[0-9a-f]{32}");
        assertThat(first.headers().firstValue("Trace-Id"))
                .hasValue(Http.at(first, "id").toString());
        assertThat(Http.at(second, "id")).isNotEqualTo(Http.at(first, "id"));
        assertThat(first.headers().firstValue("Minimax-Request-Id")).isPresent();
    }

    @Test
    void thinkingComesInlineUnlessSplitIsAskedFor(MiniMaxServer server) {
        server.when(request -> true, Reply.text("4").thinking("Easy."));

        HttpResponse<String> inline = Http.post(server, Http.chat("2+2?"));
        HttpResponse<String> split = Http.post(server, Http.chat("2+2?", SPLIT));

        assertThat(Http.at(inline, "choices[0].message.content")).isEqualTo("<think>\nEasy.\n</think>\n\n4");
        assertThat(Http.at(inline, "choices[0].message.reasoning_content")).isEqualTo("absent");
        assertThat(Http.at(split, "choices[0].message.content")).isEqualTo("4");
        assertThat(Http.at(split, "choices[0].message.reasoning_content")).isEqualTo("Easy.");
        assertThat(Http.at(split, "choices[0].message.reasoning_details[0]"))
                .isEqualTo(Map.of(
                        "type", "reasoning.text",
                        "id", "reasoning-text-1",
                        "format", "MiniMax-response-v1",
                        "index", 0,
                        "text", "Easy."));
    }

    @Test
    @Tag("Q21")
    void m31AlwaysSplits(MiniMaxServer server) {
        server.enqueue(Reply.text("4").thinking("Easy."));

        HttpResponse<String> response = Http.post(
                server, "{\"model\":\"MiniMax-M3.1-Flash\",\"messages\":[{\"role\":\"user\",\"content\":\"2+2?\"}]}");

        assertThat(Http.at(response, "choices[0].message.content")).isEqualTo("4");
    }

    @Test
    void theNativePathHasReasoningContentOnly(MiniMaxServer server) {
        server.enqueue(Reply.text("4").thinking("Easy."));

        HttpResponse<String> response = Http.post(server, "/v1/text/chatcompletion_v2", Http.chat("2+2?"));

        assertThat(Http.at(response, "choices[0].message.reasoning_content")).isEqualTo("Easy.");
        assertThat(Http.at(response, "choices[0].message.reasoning_details")).isEqualTo("absent");
    }

    @Test
    void everyOtherFormOfThinkingCanBeHad(MiniMaxServer server) {
        CompletionReply reply = Reply.text("4").thinking("Easy.");
        for (ThinkingForm form : ThinkingForm.values()) {
            server.enqueue(reply.thinkingAs(form));
        }
        for (ThinkingForm form : ThinkingForm.values()) {
            Map<?, ?> message = (Map<?, ?>) Http.at(Http.post(server, Http.chat("2+2?")), "choices[0].message");
            boolean inContent = message.containsKey("reasoning_content");
            boolean inDetails = message.containsKey("reasoning_details");
            boolean inReasoning = message.containsKey("reasoning");
            switch (form) {
                case AS_REQUESTED, INLINE ->
                    assertThat(message.get("content")).isEqualTo("<think>\nEasy.\n</think>\n\n4");
                case SPLIT -> assertThat(inContent && inDetails).isTrue();
                case REASONING_CONTENT -> assertThat(inContent && !inDetails).isTrue();
                case REASONING_DETAILS -> assertThat(!inContent && inDetails).isTrue();
                case REASONING -> assertThat(inReasoning && !inContent).isTrue();
                case INLINE_MM -> assertThat(message.get("content")).isEqualTo("<mm:think>\nEasy.\n</mm:think>\n\n4");
                case INLINE_NEVER_OPENED -> assertThat(message.get("content")).isEqualTo("Easy.\n</think>\n\n4");
                case INLINE_NEVER_CLOSED -> assertThat(message.get("content")).isEqualTo("<think>\nEasy.4");
                case INLINE_AND_SPLIT -> {
                    assertThat(message.get("content")).isEqualTo("<think>\nEasy.\n</think>\n\n4");
                    assertThat(inContent && inDetails).isTrue();
                }
            }
        }
    }

    @Test
    @Tag("Q30")
    @Tag("Q32")
    void toolCallsHaveIndexesAndIdsAndNoContentWhenSplit(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("get_weather", "{\"city\": \"Oslo\"}")
                .toolCall("call_7", "get_now", "{}")
                .thinking("Both."));

        HttpResponse<String> response = Http.post(server, Http.chat("Weather and time?", SPLIT));

        assertThat(Http.at(response, "choices[0].finish_reason")).isEqualTo("tool_calls");
        assertThat(Http.at(response, "choices[0].message.content")).isEqualTo("absent");
        assertThat(Http.at(response, "choices[0].message.tool_calls[0].id").toString())
                .matches("call_function_[0-9a-f]{12}_1");
        assertThat(Http.at(response, "choices[0].message.tool_calls[0].function.arguments"))
                .isEqualTo("{\"city\": \"Oslo\"}");
        assertThat(Http.at(response, "choices[0].message.tool_calls[0].index")).isEqualTo(0);
        assertThat(Http.at(response, "choices[0].message.tool_calls[1].id")).isEqualTo("call_7");
        assertThat(Http.at(response, "choices[0].message.tool_calls[1].index")).isEqualTo(1);
    }

    @Test
    void jsonIsTheText(MiniMaxServer server) {
        server.enqueue(Reply.json(Map.of("name", "Ada \"A\"\n")), Reply.json("{\"age\": 36}"));

        assertThat(Http.at(Http.post(server, Http.chat("Who?")), "choices[0].message.content"))
                .isEqualTo("{\"name\":\"Ada \\\"A\\\"\\n\"}");
        assertThat(Http.at(Http.post(server, Http.chat("Age?")), "choices[0].message.content"))
                .isEqualTo("{\"age\": 36}");
    }

    @Test
    void usageIsAsScriptedOrEstimatedOrLeftOut(MiniMaxServer server) {
        CompletionReply reply = Reply.text("Hello there.");
        server.enqueue(reply.usage(10, 5), reply.usage(430, 40, 114, 30), reply, reply.withoutUsage());

        HttpResponse<String> plain = Http.post(server, Http.chat("Hi"));
        assertThat(Http.at(plain, "usage.prompt_tokens")).isEqualTo(10);
        assertThat(Http.at(plain, "usage.completion_tokens")).isEqualTo(5);
        assertThat(Http.at(plain, "usage.total_tokens")).isEqualTo(15);
        HttpResponse<String> detailed = Http.post(server, Http.chat("Hi"));
        assertThat(Http.at(detailed, "usage.prompt_tokens_details.cached_tokens"))
                .isEqualTo(114);
        assertThat(Http.at(detailed, "usage.completion_tokens_details.reasoning_tokens"))
                .isEqualTo(30);
        HttpResponse<String> estimated = Http.post(server, Http.chat("Hi"));
        int prompt = (Integer) Http.at(estimated, "usage.prompt_tokens");
        int completion = (Integer) Http.at(estimated, "usage.completion_tokens");
        assertThat(prompt).isPositive();
        assertThat(completion).isPositive();
        assertThat(Http.at(estimated, "usage.total_tokens")).isEqualTo(prompt + completion);
        assertThat(Http.at(Http.post(server, Http.chat("Hi")), "usage")).isEqualTo("absent");
    }

    @Test
    @Tag("Q39")
    void usageMayBeAnyObject(MiniMaxServer server) {
        server.enqueue(
                Reply.text("Hello.").usage(Map.of("prompt_tokens_details", Map.of("cache_read_input_tokens", 9))));

        assertThat(Http.at(Http.post(server, Http.chat("Hi")), "usage.prompt_tokens_details.cache_read_input_tokens"))
                .isEqualTo(9);
    }

    @Test
    void everythingElseCanBeSet(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.")
                .id("abc")
                .model("MiniMax-M3.1-Flash")
                .finishReason("length")
                .serviceTier("priority")
                .sensitive(false, true)
                .status(201)
                .header("trace-id", "mine")
                .header("Retry-After", "3"));

        HttpResponse<String> response = Http.post(server, Http.chat("Hi"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Http.at(response, "id")).isEqualTo("abc");
        assertThat(Http.at(response, "model")).isEqualTo("MiniMax-M3.1-Flash");
        assertThat(Http.at(response, "choices[0].finish_reason")).isEqualTo("length");
        assertThat(Http.at(response, "service_tier")).isEqualTo("priority");
        assertThat(Http.at(response, "output_sensitive")).isEqualTo(true);
        assertThat(Http.at(response, "output_sensitive_type")).isEqualTo(7);
        assertThat(response.headers().allValues("Trace-Id")).containsExactly("mine");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
    }

    @Test
    void aGatewaySendsOnlyWhatOpenaiHas(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").asGateway());

        HttpResponse<String> response = Http.post(server, Http.chat("Hi"));

        assertThat(((Map<?, ?>) Json.parse(response.body())).keySet())
                .isEqualTo(Set.of("id", "object", "created", "model", "choices", "usage"));
        assertThat((Map<?, ?>) Http.at(response, "choices[0].message")).hasSize(2);
    }

    @Test
    void aReplyIsImmutable(MiniMaxServer server) {
        CompletionReply base = Reply.text("Hello.");
        base.thinking("Never.").usage(1, 1).status(500).cutAfter(0);
        server.enqueue(base);

        HttpResponse<String> response = Http.post(server, Http.chat("Hi"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Http.at(response, "choices[0].message.content")).isEqualTo("Hello.");
    }

    @Test
    void badSettingsAreRefusedByName() {
        CompletionReply reply = Reply.text("Hello.");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply.cutAfter(-1))
                .withMessageContaining("bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> reply.status(100)).withMessageContaining("status");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply.header("A", "b\r\nC: d"))
                .withMessageContaining("header");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply.streamed(stream -> stream.chunkSize(0)))
                .withMessageContaining("characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply.errorAfterEvents(1, Reply.text("no error")))
                .withMessageContaining("Reply.error");
    }

    @Test
    void aReplyIsCutOffAtALimitOfTokens(MiniMaxServer server) {
        CompletionReply reply = Reply.text("It is four.").thinking("Easy sum.").toolCall("add", "{}");
        server.enqueue(reply.limitedTo(4), reply.limitedTo(6));

        HttpResponse<String> cut = Http.post(server, Http.chat("2+2?", SPLIT));
        HttpResponse<String> whole = Http.post(server, Http.chat("2+2?", SPLIT));

        assertThat(Http.at(cut, "choices[0].message.reasoning_content")).isEqualTo("Easy sum.");
        assertThat(Http.at(cut, "choices[0].message.content")).isEqualTo("It is");
        assertThat(Http.at(cut, "choices[0].message.tool_calls")).isEqualTo("absent");
        assertThat(Http.at(cut, "choices[0].finish_reason")).isEqualTo("length");
        assertThat(Http.at(whole, "choices[0].message.tool_calls[0].function.name"))
                .isEqualTo("add");
        assertThatIllegalArgumentException().isThrownBy(() -> reply.limitedTo(-1));
    }
}
