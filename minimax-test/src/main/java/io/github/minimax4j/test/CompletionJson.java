package io.github.minimax4j.test;

import io.github.minimax4j.test.Completion.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One completion for one request as JSON: the whole object, and the members that it shares with its chunks. */
final class CompletionJson {

    private final Completion completion;
    private final RecordedRequest request;
    private final String id;
    private final String model;
    private final ThinkingForm form;
    private final List<ToolCall> calls;
    private final long created = System.currentTimeMillis() / 1000;

    CompletionJson(Completion completion, RecordedRequest request) {
        this.completion = completion;
        this.request = request;
        this.id = Objects.requireNonNullElseGet(completion.id, Ids::trace);
        this.model = Objects.requireNonNullElseGet(completion.model, request::model);
        this.form = form(completion.thinkingForm, request);
        this.calls = new ArrayList<>();
        for (ToolCall call : completion.toolCalls) {
            String callId = Objects.requireNonNullElseGet(call.id(), () -> Ids.toolCall(calls.size() + 1));
            calls.add(new ToolCall(callId, call.name(), call.arguments()));
        }
    }

    private static ThinkingForm form(ThinkingForm requested, RecordedRequest request) {
        if (requested != ThinkingForm.AS_REQUESTED) {
            return requested;
        }
        if (isNative(request)) {
            return ThinkingForm.REASONING_CONTENT;
        }
        boolean split = Boolean.TRUE.equals(request.find("reasoning_split"))
                || request.model().toLowerCase(Locale.ROOT).startsWith("minimax-m3.1");
        return split ? ThinkingForm.SPLIT : ThinkingForm.INLINE;
    }

    static boolean isNative(RecordedRequest request) {
        return request.path().endsWith("/chatcompletion_v2");
    }

    String id() {
        return id;
    }

    ThinkingForm form() {
        return form;
    }

    List<ToolCall> calls() {
        return calls;
    }

    /** The object {@code chat.completion}. */
    Map<String, @Nullable Object> whole(boolean withUsage) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("finish_reason", completion.finishReason());
        choice.put("index", 0);
        choice.put("message", message());
        Map<String, @Nullable Object> whole = head("chat.completion", List.of(choice));
        if (!completion.withoutUsage) {
            whole.put("usage", withUsage ? usage(0) : null);
        }
        if (!completion.gateway) {
            putChecks(whole);
            whole.put("service_tier", serviceTier());
            whole.put("base_resp", success());
        }
        return whole;
    }

    Map<String, @Nullable Object> head(String object, List<?> choices) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("id", id);
        head.put("choices", choices);
        head.put("created", created);
        head.put("model", model);
        head.put("object", object);
        return head;
    }

    void putChecks(Map<String, @Nullable Object> target) {
        target.put("input_sensitive", completion.inputSensitive);
        target.put("output_sensitive", completion.outputSensitive);
        target.put("input_sensitive_type", completion.inputSensitiveType);
        target.put("output_sensitive_type", completion.outputSensitiveType);
        target.put("output_sensitive_int", 0);
    }

    /** The scripted usage, or an estimate that is not below the number of deltas sent. */
    Map<String, Object> usage(int deltas) {
        if (completion.usage != null) {
            return completion.usage;
        }
        int prompt = 0;
        for (Map<String, @Nullable Object> message : request.messages()) {
            prompt += 4 + Usage.estimate(RecordedRequest.text(message.get("content")));
        }
        int reasoning = Usage.estimate(Objects.requireNonNullElse(completion.thinking, ""));
        int output = Usage.estimate(Objects.requireNonNullElse(completion.text, ""));
        for (ToolCall call : calls) {
            output += 8 + Usage.estimate(call.name() + call.arguments());
        }
        return Usage.of(Math.max(1, prompt), Math.max(Math.max(1, deltas), reasoning + output), 0, reasoning);
    }

    String serviceTier() {
        if (completion.serviceTier != null) {
            return completion.serviceTier;
        }
        return request.find("service_tier") instanceof String requested ? requested : "standard";
    }

    static Map<String, Object> success() {
        Map<String, Object> success = new LinkedHashMap<>();
        success.put("status_code", 0);
        success.put("status_msg", "");
        return success;
    }

    private Map<String, @Nullable Object> message() {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        String content = content();
        // MiniMax omits the member from split responses that only call tools
        if (!content.isEmpty() || calls.isEmpty()) {
            message.put("content", content);
        }
        putRole(message);
        if (completion.thinking != null) {
            putThinking(message, completion.thinking);
        }
        if (!calls.isEmpty()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                list.add(toolCall(calls.get(i), i));
            }
            message.put("tool_calls", list);
        }
        return message;
    }

    void putRole(Map<String, @Nullable Object> target) {
        target.put("role", "assistant");
        if (!completion.gateway) {
            target.put("name", "MiniMax AI");
            target.put("audio_content", "");
        }
    }

    void putThinking(Map<String, @Nullable Object> target, String thinking) {
        switch (form) {
            case SPLIT, INLINE_AND_SPLIT -> {
                target.put("reasoning_content", thinking);
                target.put("reasoning_details", details(thinking));
            }
            case REASONING_CONTENT -> target.put("reasoning_content", thinking);
            case REASONING_DETAILS -> target.put("reasoning_details", details(thinking));
            case REASONING -> target.put("reasoning", thinking);
            default -> {}
        }
    }

    private static List<Object> details(String thinking) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", "reasoning.text");
        detail.put("id", "reasoning-text-1");
        detail.put("format", "MiniMax-response-v1");
        detail.put("index", 0);
        detail.put("text", thinking);
        return List.of(detail);
    }

    private static Map<String, Object> toolCall(ToolCall call, int index) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", call.arguments());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Objects.requireNonNull(call.id()));
        json.put("type", "function");
        json.put("function", function);
        json.put("index", index);
        return json;
    }

    private String content() {
        String text = Objects.requireNonNullElse(completion.text, "");
        return completion.thinking != null && form.isInContent() ? inline(completion.thinking, text) + text : text;
    }

    /** The thinking with its markers, up to where the text begins. */
    String inline(String thinking, String text) {
        String closing = form.closing();
        return form.opening() + thinking + closing + (closing.isEmpty() || text.isEmpty() ? "" : "\n");
    }
}
