package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.Ending;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.ThinkingForm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** MiniMax-M3 as docs/minimax-wire.md describes it, except for the lies that are planted. */
final class ScriptedMiniMax {

    static final String KEY = "sk-cp-Zm9vYmFy/of+the=tests-0123456789";

    /** Something that the service does otherwise, with the belief that it refutes. */
    enum Lie {
        DONE("done"),
        SNAPSHOTS("thinking-increments"),
        NO_WHOLE_MESSAGE("whole-message"),
        LIMIT_HEADERS("no-limit-headers"),
        STOP_OBEYED("stop-ignored"),
        TEMPERATURE_ZERO_REFUSED("temperature-zero"),
        SEVERAL_SYSTEM_REFUSED("several-system"),
        UNKNOWN_MODEL_404("unknown-model"),
        ERROR_WITHOUT_HTTP_CODE("error-form"),
        EMPTY_ARGUMENTS("tool-empty-arguments"),
        FRAGMENTS_WITHOUT_INDEX("tool-index"),
        REQUIRED_IGNORED("choice-required"),
        TEXT_BESIDE_CALL("tool-content"),
        USAGE_UNASKED("usage-unasked"),
        EFFORT_REFUSED("effort-ignored"),
        MODELS_WITHOUT_OWNER("models"),
        NO_TOKEN_COUNT("input-tokens"),
        EMBEDDING_ERROR_401("embedding-status"),
        JSON_404("wrong-path"),
        LIMIT_EXCEEDED("limit-kept"),
        INVISIBLE_ACCEPTED("invisible"),
        EMPTY_RESULT_ACCEPTED("result-empty"),
        OTHER_TRACE_ID("trace-id"),
        OTHER_MODEL("model-named"),
        THINKING_TWICE("thinking-once"),
        RATE_LIMIT_503("code-1002"),
        DETAIL_AUTO_ACCEPTED("image-auto");

        final String belief;

        Lie(String belief) {
            this.belief = belief;
        }
    }

    private final Set<Lie> lies;

    private final AtomicBoolean embedded = new AtomicBoolean();

    private ScriptedMiniMax(Lie... lies) {
        this.lies = EnumSet.noneOf(Lie.class);
        this.lies.addAll(Arrays.asList(lies));
    }

    static MiniMaxServer start(Lie... lies) {
        return addTo(MiniMaxServer.start(), lies);
    }

    /** Responds to what no earlier rule of the server matches. */
    static MiniMaxServer addTo(MiniMaxServer server, Lie... lies) {
        ScriptedMiniMax service = new ScriptedMiniMax(lies);
        return server.when(request -> true, service::reply);
    }

    private boolean lies(Lie lie) {
        return lies.contains(lie);
    }

    private Reply reply(RecordedRequest request) {
        Reply reply = replyTo(request);
        return lies(Lie.LIMIT_HEADERS) ? reply.header("X-RateLimit-Remaining", "5") : reply;
    }

    private Reply replyTo(RecordedRequest request) {
        return switch (request.path()) {
            case "/v1/chat/completions" ->
                refusedKey(request, true, false) != null ? refusedKey(request, true, false) : chat(request);
            case "/v1/text/chatcompletion_v2" -> refusedKey(request, false, false);
            case "/v1/models" -> refusedKey(request, true, true) != null ? refusedKey(request, true, true) : models();
            case "/v1/models/MiniMax-M3" -> Reply.model("MiniMax-M3");
            case "/v1/responses/input_tokens" -> lies(Lie.NO_TOKEN_COUNT) ? notFound() : Reply.inputTokens(25);
            case "/v1/embeddings" -> embeddings(request);
            default -> lies(Lie.JSON_404) ? Reply.error(ErrorShape.ENVELOPE, 404, 0, "no such path") : notFound();
        };
    }

    private Reply notFound() {
        return Reply.raw(404, "text/plain", "404 page not found");
    }

    private Reply models() {
        return lies(Lie.MODELS_WITHOUT_OWNER)
                ? Reply.raw(
                        200,
                        "application/json",
                        "{\"object\":\"list\",\"data\":[{\"id\":\"MiniMax-M3\",\"object\":\"model\",\"created\":1}]}")
                : Reply.models("MiniMax-M3", "MiniMax-M3.1-Flash");
    }

    private Reply refusedKey(RecordedRequest request, boolean openAi, boolean withoutLies) {
        String key = request.header("Authorization");
        if (("Bearer " + KEY).equals(key)) {
            return null;
        }
        int code = key == null ? 1004 : 2049;
        if (!openAi) {
            return Reply.error(ErrorShape.BASE_RESP, 200, code, "login fail");
        }
        boolean lie = lies(Lie.ERROR_WITHOUT_HTTP_CODE) && !withoutLies;
        return Reply.error(lie ? ErrorShape.ANTHROPIC : ErrorShape.ENVELOPE, 401, code, "login fail");
    }

    private Reply embeddings(RecordedRequest request) {
        Reply refused = refusedKey(request, lies(Lie.EMBEDDING_ERROR_401), true);
        if (refused != null) {
            return refused;
        }
        if (!embedded.getAndSet(true)) {
            int status = lies(Lie.RATE_LIMIT_503) ? 503 : 200;
            return Reply.error(ErrorShape.BASE_RESP, status, 1002, "rate limit exceeded(RPM)");
        }
        return request.has("texts")
                ? Reply.embeddings(text -> new float[1536])
                : Reply.error(ErrorShape.BASE_RESP, 200, 2013, "invalid params, texts is missing");
    }

    private Reply chat(RecordedRequest request) {
        String problem = problem(request);
        if (problem != null) {
            return Reply.error(2013, "invalid params, " + problem);
        }
        if (!request.model().equalsIgnoreCase("MiniMax-M3")) {
            String message = "invalid params, unknown model '" + request.model() + "'";
            return lies(Lie.UNKNOWN_MODEL_404)
                    ? Reply.error(ErrorShape.ENVELOPE, 404, 0, message)
                    : Reply.error(2013, message);
        }
        long invisible = request.lastUserText()
                .codePoints()
                .filter(c -> Character.getType(c) == Character.FORMAT)
                .count();
        if (invisible * 10 > request.lastUserText().length() && !lies(Lie.INVISIBLE_ACCEPTED)) {
            return Reply.error(1042, "more than 10% invisible characters");
        }
        return completion(request);
    }

    /** Why the request is invalid, or null. */
    private String problem(RecordedRequest request) {
        if (!isJson(request)) {
            return "Syntax error at index 10";
        }
        if (request.messages().isEmpty()) {
            return "binding: expr_path=messages, cause=missing required parameter";
        }
        List<String> roles = request.messages().stream()
                .map(message -> String.valueOf(message.get("role")))
                .toList();
        if (roles.contains("developer")) {
            return "invalid message role: developer";
        }
        if (lies(Lie.SEVERAL_SYSTEM_REFUSED)
                && roles.stream().filter("system"::equals).count() > 1) {
            return "invalid chat setting";
        }
        if (request.messages().stream()
                .anyMatch(message -> "user".equals(message.get("role")) && "".equals(message.get("content")))) {
            return "chat content is empty";
        }
        if ("auto".equals(request.at("messages[0].content[1].image_url.detail")) && !lies(Lie.DETAIL_AUTO_ACCEPTED)) {
            return "invalid detail";
        }
        String settings = settings(request);
        return settings != null ? settings : tools(request);
    }

    private static boolean isJson(RecordedRequest request) {
        try {
            return request.json() instanceof Map;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private String settings(RecordedRequest request) {
        if (request.at("thinking") instanceof Boolean) {
            return "Mismatch type open_platform_oai.ThinkingConfig with value bool";
        }
        if (request.at("reasoning_split") instanceof Number) {
            return "Mismatch type bool with value number";
        }
        if (lies(Lie.EFFORT_REFUSED) && request.has("reasoning_effort")) {
            return "reasoning_effort is not supported";
        }
        if (request.at("temperature") instanceof Number temperature
                && (temperature.doubleValue() > 2
                        || temperature.doubleValue() == 0 && lies(Lie.TEMPERATURE_ZERO_REFUSED))) {
            return "temperature is out of range";
        }
        if (request.at("top_p") instanceof Number topP && topP.doubleValue() > 1) {
            return "top_p is out of range";
        }
        int limit = limit(request);
        if (limit > 524_288) {
            return "model[MiniMax-M3] does not support max tokens > 524288";
        }
        return limit < 1 ? "max_completion_tokens is out of range" : null;
    }

    private String tools(RecordedRequest request) {
        if (List.of().equals(request.at("tools"))) {
            return "tools is empty";
        }
        if (request.has("tools[0]") && !"function".equals(request.at("tools[0].type"))) {
            return "invalid tool type: " + request.at("tools[0].type");
        }
        if (request.has("tools[0]") && !request.has("tools[0].function.parameters")) {
            return "function parameters is empty";
        }
        if (!request.has("messages[1].tool_calls")) {
            return null;
        }
        if ("{\"city\":".equals(request.at("messages[1].tool_calls[0].function.arguments"))) {
            return "invalid function arguments json string, tool_call_id: doctor_1";
        }
        if (!"tool".equals(request.at("messages[2].role"))) {
            return "tool call result does not follow tool call";
        }
        if (!"doctor_1".equals(request.at("messages[2].tool_call_id"))) {
            return "tool result's tool id(doctor_9) not found";
        }
        return "".equals(request.at("messages[2].content")) && !lies(Lie.EMPTY_RESULT_ACCEPTED)
                ? "tool result is empty"
                : null;
    }

    private static int limit(RecordedRequest request) {
        Object limit = request.has("max_completion_tokens")
                ? request.at("max_completion_tokens")
                : request.has("max_tokens") ? request.at("max_tokens") : 1_000;
        return ((Number) limit).intValue();
    }

    private Reply completion(RecordedRequest request) {
        String asked = request.lastUserText();
        CompletionReply reply;
        if (asked.contains("all three at once")) {
            reply = Reply.toolCall("get_weather", "{\"city\": \"Oslo\"}")
                    .toolCall("get_weather", "{\"city\": \"Rome\"}")
                    .toolCall("get_time", lies(Lie.EMPTY_ARGUMENTS) ? "" : "{}");
        } else if (callsWeather(request, asked)) {
            reply = Reply.toolCall("get_weather", "{\"city\": \"Oslo\"}");
            reply = lies(Lie.TEXT_BESIDE_CALL) ? reply.text("Let me look.") : reply;
        } else {
            reply = Reply.text(text(request, asked));
        }
        if (!"disabled".equals(request.at("thinking.type"))) {
            reply = reply.thinking(
                    "The product or the divisors are needed. 17 times 20 is 340, 17 times 3 is 51, the sum is 391.");
        }
        int limit = limit(request);
        boolean cut = limit < 20;
        reply = reply.limitedTo(limit)
                .usage(20, cut && lies(Lie.LIMIT_EXCEEDED) ? 40 : Math.min(limit, 30), 0, Math.min(limit, 10));
        reply = shaped(reply, request);
        if (lies(Lie.OTHER_MODEL)) {
            reply = reply.model("MiniMax-M3.1-Flash");
        }
        if (lies(Lie.THINKING_TWICE) && !Boolean.TRUE.equals(request.at("reasoning_split"))) {
            reply = reply.thinkingAs(ThinkingForm.INLINE_AND_SPLIT);
        }
        return lies(Lie.OTHER_TRACE_ID) ? reply.header("Trace-Id", "0".repeat(32)) : reply;
    }

    private CompletionReply shaped(CompletionReply reply, RecordedRequest request) {
        CompletionReply shaped = reply;
        if (Boolean.TRUE.equals(request.at("stream_options.include_usage"))) {
            if (lies(Lie.NO_WHOLE_MESSAGE)) {
                shaped = shaped.streamed(
                        stream -> stream.ending(Ending.USAGE_CHUNK).withoutDone());
            }
            if (lies(Lie.DONE)) {
                shaped = shaped.streamed(stream -> stream.withDone());
            }
            if (lies(Lie.SNAPSHOTS)) {
                shaped = shaped.streamed(stream -> stream.cumulativeThinking());
            }
        } else if (lies(Lie.USAGE_UNASKED)) {
            shaped = shaped.streamed(stream -> stream.ending(Ending.USAGE_CHUNK));
        }
        return lies(Lie.FRAGMENTS_WITHOUT_INDEX) ? shaped.streamed(stream -> stream.withoutToolCallIndex()) : shaped;
    }

    private boolean callsWeather(RecordedRequest request, String asked) {
        if (!request.has("tools") || !request.toolResults().isEmpty() || "none".equals(request.at("tool_choice"))) {
            return false;
        }
        return "required".equals(request.at("tool_choice")) ? !lies(Lie.REQUIRED_IGNORED) : asked.contains("weather");
    }

    private String text(RecordedRequest request, String asked) {
        if (asked.contains("one two three four")) {
            return lies(Lie.STOP_OBEYED) ? "one two " : "one two three four";
        }
        if (asked.contains("1 to 100")) {
            return "one two three four five six seven eight nine ten eleven twelve";
        }
        if (asked.contains("Ada is 36")) {
            return "{\"name\":\"Ada\",\"age\":36}";
        }
        if (asked.contains("17 times 23")) {
            return "391";
        }
        return asked.contains("prime") ? "No, it is 17 times 23." : "ok";
    }
}
