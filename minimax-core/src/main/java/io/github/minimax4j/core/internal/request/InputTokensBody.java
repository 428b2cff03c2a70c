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
            input.add(new Members("function_call_output")
                    .with("call_id", message.toolCallId())
                    .with("output", content == null ? "" : content));
            return;
        }
        if (content != null) {
            input.add(new Members().with("role", message.role().wireName()).with("content", content));
        }
        if (message.toolCalls() != null) {
            for (ToolCall call : message.toolCalls()) {
                input.add(new Members("function_call")
                        .with("call_id", call.id())
                        .with("name", call.name())
                        .with("arguments", call.arguments()));
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
            return new Members(role == Role.ASSISTANT ? "output_text" : "input_text").with("text", text.text());
        }
        if (part instanceof ContentPart.Image image) {
            return image(image.url(), image.detail());
        }
        if (part instanceof ContentPart.Data data && data.kind() == ContentPart.Data.Kind.IMAGE) {
            return image("data:" + data.mimeType() + ";base64," + data.base64(), data.detail());
        }
        throw new IllegalArgumentException(
                "messages contain a video: the endpoint that counts tokens has no form for it");
    }

    private static Map<String, Object> image(String url, ContentPart.@Nullable Detail detail) {
        return new Members("input_image")
                .with("image_url", url)
                .with("detail", detail == null || detail == ContentPart.Detail.DEFAULT ? null : detail.wireName());
    }

    private static Map<String, Object> tool(Tool tool) {
        boolean none = tool.parameters() == null || tool.parameters().isEmpty();
        return new Members("function")
                .with("name", tool.name())
                .with("description", tool.description())
                .with("parameters", none ? new Members("object").with("properties", Map.of()) : tool.parameters())
                .with("strict", tool.strict());
    }

    /** A JSON object. Members that are null are left out. */
    private static final class Members extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        Members() {}

        Members(String type) {
            with("type", type);
        }

        Members with(String name, @Nullable Object value) {
            if (value != null) {
                put(name, value);
            }
            return this;
        }
    }
}
