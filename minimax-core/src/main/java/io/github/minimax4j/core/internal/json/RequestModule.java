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
                beginInner(json, "function");
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
            beginInner(json, "image_url");
            json.writeStringField("url", image.url());
            field(json, "detail", image.detail());
            field(json, "max_long_side_pixel", image.maxLongSidePixel());
            json.writeEndObject();
        } else if (part instanceof ContentPart.Video video) {
            beginInner(json, "video_url");
            json.writeStringField("url", video.url());
            field(json, "detail", video.detail());
            field(json, "fps", video.fps());
            field(json, "max_long_side_pixel", video.maxLongSidePixel());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Writes the type of an object and begins its member of that name, which holds the rest. */
    private static void beginInner(JsonGenerator json, String type) throws IOException {
        json.writeStringField("type", type);
        json.writeObjectFieldStart(type);
    }

    private static void tool(JsonGenerator json, Tool tool) throws IOException {
        json.writeStartObject();
        beginInner(json, "function");
        json.writeStringField("name", tool.name());
        field(json, "description", tool.description());
        json.writeFieldName("parameters");
        if (tool.parameters() == null || tool.parameters().isEmpty()) {
            json.writeRawValue("{\"type\":\"object\",\"properties\":{}}");
        } else {
            json.writePOJO(tool.parameters());
        }
        field(json, "strict", tool.strict());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void function(JsonGenerator json, ToolChoice.Function function) throws IOException {
        json.writeStartObject();
        beginInner(json, "function");
        json.writeStringField("name", function.name());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void schema(JsonGenerator json, ResponseFormat.JsonSchema schema) throws IOException {
        json.writeStartObject();
        beginInner(json, "json_schema");
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
        } else if (value instanceof ContentPart.Detail detail) {
            json.writeString(detail.wireName());
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
