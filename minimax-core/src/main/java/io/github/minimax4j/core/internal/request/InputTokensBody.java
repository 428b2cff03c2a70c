package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.json.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST responses/input_tokens}: model, messages and tools of a chat request in the form of OpenAI's Responses. MiniMax
 * publishes the endpoint and its response; the request follows OpenAI's documentation.
 */
public final class InputTokensBody {

    private InputTokensBody() {}

    /**
     * Converts a request.
     *
     * @throws IllegalArgumentException if a message contains a video, for which that form has no part
     */
    public static RequestBody of(ChatCompletionRequest request) {
        List<Map<String, Object>> input = new ArrayList<>();
        for (Message message : request.messages()) {
            add(message, input);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        body.put("input", input);
        if (request.tools() != null && !request.tools().isEmpty()) {
            body.put(
                    "tools", request.tools().stream().map(InputTokensBody::tool).toList());
        }
        return new RequestBody(body);
    }

    private static void add(Message message, List<Map<String, Object>> input) {
        Object content = content(message);
        if (message.role() == Role.TOOL) {
            input.add(object(
                    "type",
                    "function_call_output",
                    "call_id",
                    message.toolCallId(),
                    "output",
                    content == null ? "" : content));
            return;
        }
        if (content != null) {
            input.add(object("role", message.role().wireName(), "content", content));
        }
        if (message.toolCalls() != null) {
            for (ToolCall call : message.toolCalls()) {
                input.add(object(
                        "type",
                        "function_call",
                        "call_id",
                        call.id(),
                        "name",
                        call.name(),
                        "arguments",
                        call.arguments()));
            }
        }
    }

    private static @Nullable Object content(Message message) {
        if (message.content() instanceof Message.Content.Text text) {
            return text.text();
        }
        if (!(message.content() instanceof Message.Content.Parts parts)) {
            return null;
        }
        return parts.parts().stream().map(part -> part(part, message.role())).toList();
    }

    private static Map<String, Object> part(ContentPart part, Role role) {
        if (part instanceof ContentPart.Text text) {
            return object("type", role == Role.ASSISTANT ? "output_text" : "input_text", "text", text.text());
        }
        if (part instanceof ContentPart.Image image) {
            ContentPart.Detail detail = image.detail();
            return object(
                    "type",
                    "input_image",
                    "image_url",
                    image.url(),
                    "detail",
                    detail == null || detail == ContentPart.Detail.DEFAULT ? null : detail.wireName());
        }
        throw new IllegalArgumentException(
                "messages contain a video: the endpoint that counts tokens has no form for it");
    }

    private static Map<String, Object> tool(Tool tool) {
        return object(
                "type",
                "function",
                "name",
                tool.name(),
                "description",
                tool.description(),
                "parameters",
                tool.parameters() == null || tool.parameters().isEmpty()
                        ? object("type", "object", "properties", Map.of())
                        : tool.parameters(),
                "strict",
                tool.strict());
    }

    /** Of names and values in turn; without those that are null. */
    private static Map<String, Object> object(@Nullable Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            Object value = members[i + 1];
            if (value != null) {
                object.put(String.valueOf(members[i]), value);
            }
        }
        return object;
    }
}
