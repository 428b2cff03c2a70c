package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a request into one that the target accepts: one system message, which is the first (Q13), tool results behind their calls and in
 * their order (Q15), nothing empty (Q16), the fields that the target's profile knows. A call without a result, as an interrupted response
 * or run leaves it in a chat memory, gets a placeholder unless the client is set not to repair. Requests that cannot be repaired are
 * rejected here, before anything is sent, with an exception that names the message at fault.
 */
public final class RequestPreparation {

    static final String EMPTY = "(empty)";

    static final String NOT_EXECUTED = "(not executed: this call has no result)";

    private static final String STREAM_OPTIONS = "stream_options";

    private static final Logger LOGGER = LoggerFactory.getLogger(Guard.LOGGER_NAME);

    private RequestPreparation() {}

    /**
     * Prepares a request, which was checked when it was built.
     *
     * @param requestUsage      whether to request the usage of a stream if the request does not set it
     * @param repairToolHistory whether a tool call without a result is given one
     * @param extraBody         the client's further fields; the request's own take precedence
     */
    public static RequestBody prepare(
            ChatCompletionRequest request,
            TargetProfile profile,
            boolean stream,
            boolean requestUsage,
            boolean repairToolHistory,
            Map<String, Object> extraBody) {
        Map<String, Object> body = request.body();
        List<Message> messages = messages(request.messages(), repairToolHistory);
        if (ModelFamily.of(request.model()) == ModelFamily.M3_1) {
            messages.replaceAll(message -> ThinkingForms.both(message, profile.splitReasoning()));
        }
        body.put("messages", messages);
        if (!stream) {
            body.remove(STREAM_OPTIONS);
        } else {
            body.put("stream", true);
            if (requestUsage) {
                body.putIfAbsent(STREAM_OPTIONS, new StreamOptions(true));
            }
        }
        Integer limit = request.maxCompletionTokens();
        if (limit != null) {
            body.remove("max_completion_tokens");
            body.put(profile.outputLimitField(), limit);
        }
        if (profile.splitReasoning()) {
            body.putIfAbsent("reasoning_split", true);
        }
        extraBody.forEach(body::putIfAbsent);
        return new RequestBody(body);
    }

    /** The body without the field that requests the usage of a stream. */
    public static RequestBody withoutUsage(RequestBody body) {
        Map<String, Object> without = new LinkedHashMap<>(body.members());
        without.remove(STREAM_OPTIONS);
        return new RequestBody(without);
    }

    /** Whether a body has the field that requests the usage of a stream. */
    public static boolean requestsUsage(RequestBody body) {
        return body.members().containsKey(STREAM_OPTIONS);
    }

    private static List<Message> messages(List<Message> messages, boolean repairToolHistory) {
        List<Message> prepared = new ArrayList<>(messages.size());
        List<String> unanswered = new ArrayList<>();
        Message system = system(messages);
        if (system != null) {
            prepared.add(system);
        }
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            switch (message.role()) {
                case SYSTEM -> {}
                case USER -> prepared.add(user(message, i));
                case ASSISTANT -> {
                    prepared.add(assistant(message));
                    if (message.toolCalls() != null && !message.toolCalls().isEmpty()) {
                        i = results(messages, i, prepared, repairToolHistory, unanswered);
                    }
                }
                case TOOL ->
                    throw new IllegalArgumentException(
                            "messages[" + i + "] is the result of the tool call '" + message.toolCallId()
                                    + "', but no assistant message right before it makes that call: a chat memory may have trimmed it away");
            }
        }
        if (!unanswered.isEmpty()) {
            LOGGER.warn(
                    "Tool calls of the history have no result, which MiniMax would reject. They are sent with a placeholder that says"
                            + " they were not executed: {}",
                    String.join(", ", unanswered));
        }
        return prepared;
    }

    private static @Nullable Message system(List<Message> messages) {
        List<Message> all = new ArrayList<>(1);
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM) {
                all.add(message);
            }
        }
        if (all.size() < 2) {
            return all.isEmpty() ? null : all.get(0);
        }
        List<String> texts = new ArrayList<>();
        List<ContentPart> parts = new ArrayList<>();
        for (Message message : all) {
            if (message.content() instanceof Message.Content.Text text) {
                texts.add(text.text());
                parts.add(new ContentPart.Text(text.text()));
            } else if (message.content() instanceof Message.Content.Parts several) {
                parts.addAll(several.parts());
            }
        }
        Message.Content content = texts.size() == parts.size()
                ? new Message.Content.Text(String.join("\n\n", texts))
                : new Message.Content.Parts(parts);
        return all.get(0).toBuilder().content(content).build();
    }

    private static Message user(Message message, int position) {
        boolean blank = message.content() == null
                || message.content() instanceof Message.Content.Text text
                        && text.text().isBlank()
                || message.content() instanceof Message.Content.Parts parts
                        && parts.parts().isEmpty();
        if (blank) {
            throw new IllegalArgumentException(
                    "messages[" + position + "] is a user message without content: MiniMax rejects it");
        }
        return message;
    }

    private static Message assistant(Message message) {
        List<ToolCall> calls = message.toolCalls();
        boolean called = calls != null && !calls.isEmpty();
        boolean empty = isEmpty(message.content());
        if (!empty && calls == null && message.toolCallId() == null) {
            return message;
        }
        Message.Builder prepared = message.toBuilder().toolCallId(null);
        if (empty) {
            // it may be omitted beside tool calls; a response that was only thinking needs some content
            prepared.content(called ? null : new Message.Content.Text(EMPTY));
        }
        return prepared.toolCalls(
                        calls != null && called
                                ? calls.stream().map(RequestPreparation::call).toList()
                                : null)
                .build();
    }

    /** Invalid arguments written by the model would make MiniMax reject every later request (user demand B19). */
    private static ToolCall call(ToolCall call) {
        String arguments = call.arguments().strip();
        if (arguments.isEmpty() || arguments.equals("null")) {
            return new ToolCall(call.id(), call.name(), "{}");
        }
        return Json.isObject(arguments)
                ? call
                : new ToolCall(call.id(), call.name(), Json.write(Map.of("malformed_arguments", call.arguments())));
    }

    /** Adds the results of the calls of one message, in the order of the calls, since M3 matches them by position. */
    private static int results(
            List<Message> messages, int assistant, List<Message> prepared, boolean repair, List<String> unanswered) {
        List<ToolCall> calls = Objects.requireNonNull(messages.get(assistant).toolCalls());
        Map<String, Integer> callsOfId = new HashMap<>();
        calls.forEach(call -> callsOfId.merge(call.id(), 1, Integer::sum));
        Map<String, Deque<Message>> byId = new LinkedHashMap<>();
        int last = assistant;
        while (last + 1 < messages.size() && isResultOrSystem(messages.get(last + 1))) {
            last++;
            Message result = messages.get(last);
            if (result.role() == Role.SYSTEM) {
                continue; // part of the first message by now, so it separates nothing
            }
            String id = result.toolCallId();
            if (id == null) {
                throw new IllegalArgumentException("messages[" + last + "] is a tool result without a toolCallId");
            }
            Deque<Message> results = byId.computeIfAbsent(id, ignored -> new ArrayDeque<>(1));
            // some servers give several calls one id; then their results follow in the order of the calls
            if (!results.isEmpty() && results.size() >= callsOfId.getOrDefault(id, 0)) {
                throw new IllegalArgumentException(
                        "messages[" + last + "] is a second result of the tool call '" + id + "'");
            }
            results.add(result);
        }
        // if a result belongs to no call, the ids are wrong, and it is unknown which call was executed
        boolean repairable = repair && callsOfId.keySet().containsAll(byId.keySet());
        for (ToolCall call : calls) {
            Deque<Message> results = byId.get(call.id());
            Message result = results == null ? null : results.poll();
            if (result == null && repairable) {
                unanswered.add("messages[" + assistant + "] '" + call.id() + "'");
                result = Message.tool(call.id(), NOT_EXECUTED);
            } else if (result == null) {
                throw new IllegalArgumentException("messages[" + assistant + "] makes the tool call '" + call.id()
                        + "', but its result does not follow: MiniMax refuses such a conversation");
            }
            prepared.add(result(result));
        }
        byId.forEach((id, results) -> {
            if (!results.isEmpty()) {
                throw new IllegalArgumentException(
                        "The tool result '" + id + "' belongs to no call of messages[" + assistant + "]");
            }
        });
        return last;
    }

    private static boolean isResultOrSystem(Message message) {
        return message.role() == Role.TOOL || message.role() == Role.SYSTEM;
    }

    private static Message result(Message result) {
        return isEmpty(result.content()) ? Message.tool(Objects.requireNonNull(result.toolCallId()), EMPTY) : result;
    }

    private static boolean isEmpty(Message.@Nullable Content content) {
        return content == null
                || content instanceof Message.Content.Text text && text.text().isEmpty();
    }
}
