package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays the model that LangChain4j's official suites talk to. It answers only what the request as it arrived gives it the right to:
 * JSON only if JSON was asked for, a forced tool only if it was forced, and it thinks first, as MiniMax does. As MiniMax's models may,
 * it puts JSON into a Markdown fence.
 */
final class SuiteServer implements SuiteTarget {
    private static final String MODEL = "MiniMax-M3";
    private static final String OTHER_MODEL = "MiniMax-M3.1-Flash";
    private static final String WRONG_KEY = "wrong-key";

    private final MiniMaxServer server = MiniMaxServer.start();

    SuiteServer() {
        server.when(
                request -> ("Bearer " + WRONG_KEY).equals(request.header("Authorization")),
                Reply.error(ErrorShape.ENVELOPE, 401, 1004, "login fail"));
        server.when(request -> reply(request) != null, SuiteServer::reply);
    }

    @Override
    public <B extends MiniMaxModelBuilder<B>> B configure(B builder) {
        return TestModels.carried(builder)
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .modelName(MODEL);
    }

    @Override
    public <B extends MiniMaxModelBuilder<B>> B configureFailing(B builder) {
        return configure(builder).apiKey(WRONG_KEY);
    }

    @Override
    public String modelName() {
        return MODEL;
    }

    @Override
    public String otherModelName() {
        return OTHER_MODEL;
    }

    MiniMaxServer server() {
        return server;
    }

    /** Closes, and fails if the script had no answer for something. */
    @Override
    public void close() {
        server.close();
        assertThat(server.unscriptedRequests()).isEmpty();
    }

    private static @Nullable Reply reply(RecordedRequest request) {
        CompletionReply reply = completion(request);
        return reply == null ? null : reply.thinking("Let me think about it.").streamed(stream -> stream.chunkSize(10));
    }

    private static @Nullable CompletionReply completion(RecordedRequest request) {
        CompletionReply toAiService = AiServiceResponses.completion(request);
        return toAiService == null ? toSuitesOfCore(request) : toAiService;
    }

    private static @Nullable CompletionReply toSuitesOfCore(RecordedRequest request) {
        String question = request.lastUserText();
        List<String> results = request.toolResults();
        if (!results.isEmpty()) {
            return Reply.text(answerTo(results, wantsJson(request)));
        }
        if (question.contains("weather in Munich and time in France")) {
            return Reply.toolCall("getWeather", "{\"city\":\"Munich\"}")
                    .toolCall("getTime", "{\"country\":\"France\"}");
        }
        if (question.contains("weather in Munich")
                || question.contains("I live in Munich") && "required".equals(request.at("tool_choice"))) {
            return Reply.toolCall("getWeather", "{\"city\":\"Munich\"}");
        }
        if (question.contains("What is the time now")) {
            return Reply.toolCall("get_current_time", "");
        }
        if (question.contains("capital of Germany")) {
            return wantsJson(request)
                    ? Reply.text("```json\n{\"city\": \"Berlin\"}\n```")
                    : limited(request, "The capital of Germany is Berlin, and two and two is four.");
        }
        if (request.systemText().contains("into German") && question.contains("I love you")) {
            return Reply.text("Ich liebe dich.");
        }
        if (question.contains("favorite color") && request.body().contains("green")) {
            return Reply.text("Your favorite color is green.");
        }
        if (question.contains("Say 'Hello World'") && request.at("stop") != null) {
            return Reply.text("Hello");
        }
        if (question.contains("What do you see?") || question.contains("images")) {
            return request.at("messages[0].content[2]") == null
                    ? Reply.text("I see a cat.")
                    : Reply.text("I see a cat and a dice.");
        }
        if (question.contains("long story")) {
            return Reply.text("And then the fox met another animal. ")
                    .streamed(stream -> stream.endless().pause(Duration.ofMillis(20)));
        }
        return question.equals("hello") ? Reply.text("Hello to you.") : null;
    }

    private static String answerTo(List<String> results, boolean json) {
        if (json) {
            return "```json\n{\"weather\":\"" + results.get(0) + "\"}\n```";
        }
        return results.size() == 2
                ? "It is " + results.get(0) + ", and it is " + results.get(1) + "."
                : "It is " + results.get(0) + ".";
    }

    private static boolean wantsJson(RecordedRequest request) {
        return request.systemText().contains("JSON") || "json_schema".equals(request.at("response_format.type"));
    }

    private static CompletionReply limited(RecordedRequest request, String text) {
        Object limit = request.at("max_completion_tokens") == null
                ? request.at("max_tokens")
                : request.at("max_completion_tokens");
        if (!(limit instanceof Integer tokens)) {
            return Reply.text(text);
        }
        String[] words = text.split(" ");
        return Reply.text(String.join(" ", List.of(words).subList(0, Math.min(tokens, words.length))))
                .usage(20, tokens)
                .finishReason("length");
    }
}
