package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.internal.check.Lists;
import io.github.minimax4j.core.internal.check.PlainJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One message of the conversation. The factory methods cover the usual cases. Immutable. */
public final class Message {

    private static final FieldTable TABLE = new FieldTable("Message");
    private static final Field<Role> ROLE = TABLE.any("role");
    private static final Field<Content> CONTENT = TABLE.any("content");
    private static final Field<String> NAME = TABLE.any("name");
    private static final Field<List<ToolCall>> TOOL_CALLS =
            TABLE.any("toolCalls", calls -> Lists.copyOf("toolCalls", calls));
    private static final Field<String> TOOL_CALL_ID = TABLE.any("toolCallId");
    private static final Field<String> REASONING_CONTENT = TABLE.any("reasoningContent");
    private static final Field<List<Map<String, Object>>> REASONING_DETAILS = TABLE.any(
            "reasoningDetails",
            details -> PlainJson.copyOf(
                    "The reasoningDetails of a message hold", Lists.copyOf("reasoningDetails", details)));

    private final FieldValues values;

    private Message(FieldValues values) {
        this.values = values;
    }

    /** Starts a message without content. */
    public static Builder builder(Role role) {
        return new Builder(TABLE.values()).set(ROLE, Objects.requireNonNull(role, "role"));
    }

    /**
     * Instructions to the model.
     *
     * @param text the instructions
     * @return the message
     */
    public static Message system(String text) {
        return of(Role.SYSTEM, new Content.Text(text));
    }

    /**
     * A question in plain text.
     *
     * @param text the question, not blank
     * @return the message
     */
    public static Message user(String text) {
        return of(Role.USER, new Content.Text(text));
    }

    /**
     * A question with images or videos.
     *
     * @param parts the parts in order, at least one
     * @return the message
     */
    public static Message user(List<ContentPart> parts) {
        return of(Role.USER, new Content.Parts(parts));
    }

    /**
     * An earlier response in plain text. For a response of this library, use {@link ChatCompletion#toMessage()}, which keeps its thinking
     * and tool calls.
     *
     * @param text the response
     * @return the message
     */
    public static Message assistant(String text) {
        return of(Role.ASSISTANT, new Content.Text(text));
    }

    /**
     * The result of a tool call.
     *
     * @param toolCallId the {@link ToolCall#id() id} of the call
     * @param result     what the tool returned; an empty one is sent as {@code (empty)} because MiniMax may reject it (Q16)
     * @return the message
     */
    public static Message tool(String toolCallId, String result) {
        return builder(Role.TOOL).content(result).toolCallId(toolCallId).build();
    }

    private static Message of(Role role, Content content) {
        return builder(role).content(content).build();
    }

    /** Starts a copy of this message. */
    public Builder toBuilder() {
        return new Builder(values.copy());
    }

    /** The role of the sender. */
    public Role role() {
        return values.get(ROLE);
    }

    /** The content; null only for an assistant message with tool calls. */
    public @Nullable Content content() {
        return values.find(CONTENT);
    }

    /** Tells apart several speakers of one role; null for none. */
    public @Nullable String name() {
        return values.find(NAME);
    }

    /** The calls of an assistant message; null for none. */
    public @Nullable List<ToolCall> toolCalls() {
        return values.find(TOOL_CALLS);
    }

    /** The call that a tool message responds to; null for all other roles. */
    public @Nullable String toolCallId() {
        return values.find(TOOL_CALL_ID);
    }

    /** Thinking of an earlier response that is sent back as text; null for none. */
    public @Nullable String reasoningContent() {
        return values.find(REASONING_CONTENT);
    }

    /** Thinking of an earlier response that is sent back as received; plain JSON values; null for none. */
    public @Nullable List<Map<String, Object>> reasoningDetails() {
        return values.find(REASONING_DETAILS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Shows what is set. */
    @Override
    public String toString() {
        return values.toString();
    }

    /** Builds a {@link Message}. Not thread-safe. */
    public static final class Builder {

        private final FieldValues values;

        private Builder(FieldValues values) {
            this.values = values;
        }

        private <T> Builder set(Field<T> field, @Nullable T value) {
            values.set(field, value);
            return this;
        }

        /** Sets {@link Message#content()} to plain text. */
        public Builder content(String text) {
            return content(new Content.Text(text));
        }

        /** Sets {@link Message#content()}. */
        public Builder content(@Nullable Content content) {
            return set(CONTENT, content);
        }

        /** Sets {@link Message#name()}. */
        public Builder name(@Nullable String name) {
            return set(NAME, name);
        }

        /** Sets {@link Message#toolCalls()}. */
        public Builder toolCalls(@Nullable List<ToolCall> toolCalls) {
            return set(TOOL_CALLS, toolCalls);
        }

        /** Sets {@link Message#toolCallId()}. */
        public Builder toolCallId(@Nullable String toolCallId) {
            return set(TOOL_CALL_ID, toolCallId);
        }

        /** Sets {@link Message#reasoningContent()}. */
        public Builder reasoningContent(@Nullable String reasoningContent) {
            return set(REASONING_CONTENT, reasoningContent);
        }

        /** Sets {@link Message#reasoningDetails()}. */
        public Builder reasoningDetails(@Nullable List<Map<String, Object>> reasoningDetails) {
            return set(REASONING_DETAILS, reasoningDetails);
        }

        /** Builds the message. */
        public Message build() {
            return new Message(values.copy());
        }
    }

    /** The sender of a {@link Message}. */
    public enum Role {
        /** Instructions to the model; MiniMax accepts exactly one such message, as the first (Q13). */
        SYSTEM,
        /** The person or program that talks to the model. */
        USER,
        /** The model. */
        ASSISTANT,
        /** The result of a tool call. */
        TOOL;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /**
         * The name in JSON.
         *
         * @return the lower-case wire name
         */
        public String wireName() {
            return wireName;
        }
    }

    /** The content of a message: plain text, which every target accepts, or a list of parts, which requires a model with vision. */
    public sealed interface Content {

        /**
         * Plain text, sent as a JSON string.
         *
         * @param text the text, not null
         */
        record Text(String text) implements Content {
            public Text {
                Objects.requireNonNull(text, "text");
            }
        }

        /**
         * Several parts, sent as a JSON array.
         *
         * @param parts at least one part
         */
        record Parts(List<ContentPart> parts) implements Content {
            public Parts {
                parts = Lists.copyOf("parts", parts);
            }
        }
    }
}
