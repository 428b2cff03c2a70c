package io.github.minimax4j.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.embedding.EmbeddingRequest.EmbeddingType;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests as JSON: one method for each type, all in one place, so that the public records stay free of Jackson. Null fields are
 * omitted, since gateways reject fields that they do not know (Q42).
 */
final class RequestModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    RequestModule() {
        super("minimax-request");
        addSerializer(RequestBody.class, new JsonSerializer<>() {

            @Override
            public void serialize(RequestBody body, JsonGenerator json, SerializerProvider provider)
                    throws IOException {
                json.writeStartObject();
                for (Map.Entry<String, Object> member : body.members().entrySet()) {
                    field(json, member.getKey(), member.getValue());
                }
                json.writeEndObject();
            }
        });
    }

    private static void message(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", message.role().wireName());
        field(json, "name", message.name());
        if (message.content() instanceof Message.Content.Text text) {
            json.writeStringField("content", text.text());
        } else if (message.content() instanceof Message.Content.Parts parts) {
            json.writeArrayFieldStart("content");
            for (ContentPart part : parts.parts()) {
                part(json, part);
            }
            json.writeEndArray();
        }
        field(json, "tool_call_id", message.toolCallId());
        field(json, "reasoning_content", message.reasoningContent());
        field(json, "reasoning_details", message.reasoningDetails());
        if (message.toolCalls() != null) {
            json.writeArrayFieldStart("tool_calls");
            for (ToolCall call : message.toolCalls()) {
                json.writeStartObject();
                json.writeStringField("id", call.id());
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", call.name());
                json.writeStringField("arguments", call.arguments());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void part(JsonGenerator json, ContentPart part) throws IOException {
        json.writeStartObject();
        if (part instanceof ContentPart.Text text) {
            json.writeStringField("type", "text");
            json.writeStringField("text", text.text());
        } else if (part instanceof ContentPart.Image image) {
            json.writeStringField("type", "image_url");
            json.writeObjectFieldStart("image_url");
            json.writeStringField("url", image.url());
            detail(json, image.detail());
            field(json, "max_long_side_pixel", image.maxLongSidePixel());
            json.writeEndObject();
        } else if (part instanceof ContentPart.Video video) {
            json.writeStringField("type", "video_url");
            json.writeObjectFieldStart("video_url");
            json.writeStringField("url", video.url());
            detail(json, video.detail());
            field(json, "fps", video.fps());
            field(json, "max_long_side_pixel", video.maxLongSidePixel());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void detail(JsonGenerator json, ContentPart.@Nullable Detail detail) throws IOException {
        if (detail != null) {
            json.writeStringField("detail", detail.wireName());
        }
    }

    private static void tool(JsonGenerator json, Tool tool) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", tool.name());
        field(json, "description", tool.description());
        if (tool.parameters() == null || tool.parameters().isEmpty()) {
            json.writeObjectFieldStart("parameters");
            json.writeStringField("type", "object");
            json.writeObjectFieldStart("properties");
            json.writeEndObject();
            json.writeEndObject();
        } else {
            json.writePOJOField("parameters", tool.parameters());
        }
        field(json, "strict", tool.strict());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void function(JsonGenerator json, ToolChoice.Function function) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", function.name());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void schema(JsonGenerator json, ResponseFormat.JsonSchema schema) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "json_schema");
        json.writeObjectFieldStart("json_schema");
        json.writeStringField("name", schema.name());
        field(json, "description", schema.description());
        json.writePOJOField("schema", schema.schema());
        field(json, "strict", schema.strict());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void type(JsonGenerator json, String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            value(json, value);
        }
    }

    /** Written by hand, so that no field type needs to be registered for native images. */
    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Message message) {
            message(json, message);
        } else if (value instanceof Tool tool) {
            tool(json, tool);
        } else if (value instanceof ToolChoice.Mode mode) {
            json.writeString(mode.mode());
        } else if (value instanceof ToolChoice.Function function) {
            function(json, function);
        } else if (value instanceof ResponseFormat.Simple simple) {
            type(json, simple.type());
        } else if (value instanceof ResponseFormat.JsonSchema schema) {
            schema(json, schema);
        } else if (value instanceof Thinking thinking) {
            type(json, thinking.wireName());
        } else if (value instanceof EmbeddingType type) {
            json.writeString(type.wireName());
        } else if (value instanceof ImageRequest.ResponseFormat format) {
            json.writeString(format.wireName());
        } else if (value instanceof SubjectReference reference) {
            json.writeStartObject();
            json.writeStringField("type", reference.type());
            json.writeStringField("image_file", reference.imageFile());
            json.writeEndObject();
        } else if (value instanceof StreamOptions options) {
            json.writeStartObject();
            json.writeBooleanField("include_usage", options.includeUsage());
            json.writeEndObject();
        } else {
            json.writePOJO(value);
        }
    }
}
