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

    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

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
        field(json, "content", message.content());
        field(json, "tool_call_id", message.toolCallId());
        field(json, "reasoning_content", message.reasoningContent());
        field(json, "reasoning_details", message.reasoningDetails());
        field(json, "tool_calls", message.toolCalls());
        json.writeEndObject();
    }

    private static void toolCall(JsonGenerator json, ToolCall call) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", call.id());
        typed(json, "function");
        json.writeStringField("name", call.name());
        json.writeStringField("arguments", call.arguments());
        end(json);
    }

    /** An image or a video by its URL, or with its data. */
    private static void media(
            JsonGenerator json,
            String type,
            Object source,
            ContentPart.@Nullable Detail detail,
            @Nullable Double fps,
            @Nullable Integer maxLongSidePixel)
            throws IOException {
        begin(json, type);
        json.writeFieldName("url");
        if (source instanceof ContentPart.Data data) {
            json.writeString(new DataUrlReader(data), -1);
        } else {
            json.writeString((String) source);
        }
        field(json, "detail", detail);
        field(json, "fps", fps);
        field(json, "max_long_side_pixel", maxLongSidePixel);
        end(json);
    }

    private static void tool(JsonGenerator json, Tool tool) throws IOException {
        begin(json, "function");
        json.writeStringField("name", tool.name());
        field(json, "description", tool.description());
        json.writeFieldName("parameters");
        if (tool.parameters() == null || tool.parameters().isEmpty()) {
            json.writeRawValue(NO_PARAMETERS);
        } else {
            json.writePOJO(tool.parameters());
        }
        field(json, "strict", tool.strict());
        end(json);
    }

    private static void function(JsonGenerator json, ToolChoice.Function function) throws IOException {
        begin(json, "function");
        json.writeStringField("name", function.name());
        end(json);
    }

    private static void schema(JsonGenerator json, ResponseFormat.JsonSchema schema) throws IOException {
        begin(json, "json_schema");
        json.writeStringField("name", schema.name());
        field(json, "description", schema.description());
        json.writePOJOField("schema", schema.schema());
        field(json, "strict", schema.strict());
        end(json);
    }

    private static void begin(JsonGenerator json, String type) throws IOException {
        json.writeStartObject();
        typed(json, type);
    }

    /** Writes the type of the object that has begun, and begins the member of that name, which holds all else. */
    private static void typed(JsonGenerator json, String type) throws IOException {
        json.writeStringField("type", type);
        json.writeObjectFieldStart(type);
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }

    /** An object with texts only, given by names and values in turn. */
    private static void texts(JsonGenerator json, String... members) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < members.length; i += 2) {
            json.writeStringField(members[i], members[i + 1]);
        }
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
        } else if (value instanceof Message.Content.Text text) {
            json.writeString(text.text());
        } else if (value instanceof Message.Content.Parts parts) {
            value(json, parts.parts());
        } else if (value instanceof ContentPart.Text text) {
            texts(json, "type", "text", "text", text.text());
        } else if (value instanceof ContentPart.Image image) {
            media(json, "image_url", image.url(), image.detail(), null, image.maxLongSidePixel());
        } else if (value instanceof ContentPart.Video video) {
            media(json, "video_url", video.url(), video.detail(), video.fps(), video.maxLongSidePixel());
        } else if (value instanceof ContentPart.Data data) {
            String type = data.kind() == ContentPart.Data.Kind.IMAGE ? "image_url" : "video_url";
            media(json, type, data, data.detail(), data.fps(), data.maxLongSidePixel());
        } else if (value instanceof ContentPart.Detail detail) {
            json.writeString(detail.wireName());
        } else if (value instanceof ToolCall call) {
            toolCall(json, call);
        } else if (value instanceof Tool tool) {
            tool(json, tool);
        } else if (value instanceof ToolChoice.Mode mode) {
            json.writeString(mode.mode());
        } else if (value instanceof ToolChoice.Function function) {
            function(json, function);
        } else if (value instanceof ResponseFormat.Simple simple) {
            texts(json, "type", simple.type());
        } else if (value instanceof ResponseFormat.JsonSchema schema) {
            schema(json, schema);
        } else if (value instanceof Thinking thinking) {
            texts(json, "type", thinking.wireName());
        } else if (value instanceof EmbeddingType type) {
            json.writeString(type.wireName());
        } else if (value instanceof ImageRequest.ResponseFormat format) {
            json.writeString(format.wireName());
        } else if (value instanceof SubjectReference reference) {
            texts(json, "type", reference.type(), "image_file", reference.imageFile());
        } else if (value instanceof StreamOptions options) {
            json.writeStartObject();
            json.writeBooleanField("include_usage", options.includeUsage());
            json.writeEndObject();
        } else {
            json.writePOJO(value);
        }
    }
}
