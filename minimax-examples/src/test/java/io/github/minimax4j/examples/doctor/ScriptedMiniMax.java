package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.examples.doctor.Twin.Trait;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.Ending;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.StreamShape;
import io.github.minimax4j.test.ThinkingForm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A service as docs/minimax-wire.md describes it, except for the lies that are planted. */
final class ScriptedMiniMax {

    static final String KEY = "sk-cp-Zm9vYmFy/of+the=tests-0123456789";

    private final Twin twin;

    private final Set<Lie> lies;

    private final AtomicBoolean embedded = new AtomicBoolean();

    private ScriptedMiniMax(Twin twin, Lie... lies) {
        this.twin = twin;
        this.lies = EnumSet.noneOf(Lie.class);
        this.lies.addAll(Arrays.asList(lies));
    }

    static MiniMaxServer start(Twin twin, Lie... lies) {
        return addTo(MiniMaxServer.start(), twin, lies);
    }

    /** Responds to what no earlier rule of the server matches. */
    static MiniMaxServer addTo(MiniMaxServer server, Twin twin, Lie... lies) {
        ScriptedMiniMax service = new ScriptedMiniMax(twin, lies);
        return server.when(request -> true, service::reply);
    }

    private boolean lies(Lie lie) {
        return lies.contains(lie);
    }

    private boolean is(Trait trait) {
        return twin.is(trait) != lies.stream().anyMatch(lie -> lie.opposite == trait);
    }

    private Reply reply(RecordedRequest request) {
        Reply reply = replyTo(request);
        return lies(Lie.LIMIT_HEADERS) ? reply.header("X-RateLimit-Remaining", "5") : reply;
    }

    private Reply replyTo(RecordedRequest request) {
        if (twin.isGateway() && !request.path().equals("/v1/chat/completions")) {
            return Reply.error(ErrorShape.OPENAI, 404, 0, "no such path");
        }
        if (request.path().equals("/v1/models/" + twin.model)) {
            return Reply.model(twin.model);
        }
        return switch (request.path()) {
            case "/v1/chat/completions" ->
                refusedKey(request, true, false) != null ? refusedKey(request, true, false) : chat(request);
            case "/v1/text/chatcompletion_v2" -> refusedKey(request, false, false);
            case "/v1/models" -> refusedKey(request, true, true) != null ? refusedKey(request, true, true) : models();
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
                        "{\"object\":\"list\",\"data\":[{\"id\":\"" + twin.model
                                + "\",\"object\":\"model\",\"created\":1}]}")
                : Reply.models(twin.model, "MiniMax-Text-01");
    }

    private Reply refusedKey(RecordedRequest request, boolean openAi, boolean withoutLies) {
        String key = request.header("Authorization");
        if (("Bearer " + KEY).equals(key)) {
            return null;
        }
        if (twin.isGateway()) {
            return lies(Lie.WRONG_KEY_400) ? refused(400, "bad request") : refused(401, "no such key");
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
            return twin.isGateway() ? refused(400, problem) : Reply.error(2013, "invalid params, " + problem);
        }
        boolean unknown = !request.model().equalsIgnoreCase(twin.model);
        if (unknown && twin.isGateway()) {
            return lies(Lie.UNKNOWN_MODEL_UNNAMED)
                    ? refused(400, "bad request")
                    : refused(404, "The model does not exist");
        }
        if (unknown) {
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

    /** As gateways do, which have none of MiniMax's codes. */
    private static Reply refused(int status, String message) {
        return Reply.error(ErrorShape.OPENAI, status, 0, message);
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
        if (!is(Trait.SEVERAL_SYSTEM) && roles.stream().filter("system"::equals).count() > 1) {
            return "invalid chat setting";
        }
        if (!is(Trait.LATE_SYSTEM) && roles.lastIndexOf("system") > roles.indexOf("user")) {
            return "chat content has invalid message role: system";
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
        if (twin.isGateway()) {
            return Stream.of("thinking", "reasoning_split", "reasoning_effort", "max_completion_tokens")
                    .filter(request::has)
                    .map(field -> "Unsupported parameter(s): " + field)
                    .findFirst()
                    .orElse(null);
        }
        if ("disabled".equals(request.at("thinking.type"))
                && twin == Twin.M3_1
                && !is(Trait.THINKING_CAN_BE_DISABLED)) {
            return "the model requires adaptive thinking";
        }
        if ("none".equals(request.at("reasoning_effort")) && !lies(Lie.EFFORT_NONE)) {
            return "reasoning_effort is invalid";
        }
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
        if (limit > twin.maxTokens) {
            return "model[" + twin.model + "] does not support max tokens > " + twin.maxTokens;
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
        if (request.at("tool_choice") instanceof Map && !is(Trait.CHOICE_NAMED)) {
            return "tool_choice is invalid";
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
        boolean disabled = "disabled".equals(request.at("thinking.type")) && is(Trait.THINKING_CAN_BE_DISABLED);
        if (is(Trait.THINKS) && !disabled) {
            reply = reply.thinking(
                    "The product or the divisors are needed. 17 times 20 is 340, 17 times 3 is 51, the sum is 391.");
        }
        int limit = limit(request);
        boolean cut = limit < 20;
        reply = reply.limitedTo(limit)
                .usage(20, cut && lies(Lie.LIMIT_EXCEEDED) ? 40 : Math.min(limit, 30), 0, Math.min(limit, 10));
        reply = shaped(reply, request);
        if (lies(Lie.OTHER_MODEL)) {
            reply = reply.model("MiniMax-Text-01");
        }
        if (lies(Lie.CALL_THAT_STOPS) && asked.contains("all three at once")) {
            reply = reply.finishReason("stop");
        }
        if (!Boolean.TRUE.equals(request.at("reasoning_split"))) {
            reply = lies(Lie.THINKING_TWICE) ? reply.thinkingAs(ThinkingForm.INLINE_AND_SPLIT) : reply;
            reply = lies(Lie.THINKING_UNSPLIT) ? reply.thinkingAs(ThinkingForm.INLINE) : reply;
        }
        return lies(Lie.OTHER_TRACE_ID) ? reply.header("Trace-Id", "0".repeat(32)) : reply;
    }

    private CompletionReply shaped(CompletionReply reply, RecordedRequest request) {
        if (twin.isGateway()) {
            return reply.asGateway();
        }
        boolean asked = Boolean.TRUE.equals(request.at("stream_options.include_usage"));
        Ending withUsage = asked && is(Trait.ENDS_WITH_WHOLE_MESSAGE) ? Ending.WHOLE_MESSAGE : Ending.USAGE_CHUNK;
        return reply.streamed(stream -> {
            StreamShape shape = stream.ending(asked || lies(Lie.USAGE_UNASKED) ? withUsage : Ending.LAST_DELTA);
            shape = asked && lies(Lie.DONE) ? shape.withDone() : shape.withoutDone();
            shape = asked && lies(Lie.SNAPSHOTS) ? shape.cumulativeThinking() : shape;
            return lies(Lie.FRAGMENTS_WITHOUT_INDEX) ? shape.withoutToolCallIndex() : shape;
        });
    }

    private boolean callsWeather(RecordedRequest request, String asked) {
        if (!request.has("tools") || !request.toolResults().isEmpty()) {
            return false;
        }
        Object choice = request.at("tool_choice");
        boolean required = "required".equals(choice) && is(Trait.CHOICE_REQUIRED);
        return required || asked.contains("weather") && !("none".equals(choice) && is(Trait.CHOICE_NONE));
    }

    private String text(RecordedRequest request, String asked) {
        if (asked.contains("one two three four")) {
            return request.has("stop") && is(Trait.STOP) ? "one two " : "one two three four";
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
