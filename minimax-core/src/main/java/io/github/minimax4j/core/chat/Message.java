package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.Lists;
import io.github.minimax4j.core.internal.check.PlainJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One message of the conversation. The factory methods cover the usual cases. Immutable. */
public final class Message {

    private final Role role;
    private final @Nullable Content content;
    private final @Nullable String name;
    private final @Nullable List<ToolCall> toolCalls;
    private final @Nullable String toolCallId;
    private final @Nullable String reasoningContent;
    private final @Nullable List<Map<String, Object>> reasoningDetails;

    private Message(Builder builder) {
        this.role = builder.role;
        this.content = builder.content;
        this.name = builder.name;
        this.toolCalls = builder.toolCalls;
        this.toolCallId = builder.toolCallId;
        this.reasoningContent = builder.reasoningContent;
        this.reasoningDetails = builder.reasoningDetails;
    }

    /** Starts a message without content. */
    public static Builder builder(Role role) {
        return new Builder(role);
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
        Builder builder = new Builder(role);
        builder.content = content;
        builder.name = name;
        builder.toolCalls = toolCalls;
        builder.toolCallId = toolCallId;
        builder.reasoningContent = reasoningContent;
        builder.reasoningDetails = reasoningDetails;
        return builder;
    }

    /** The role of the sender. */
    public Role role() {
        return role;
    }

    /** The content; null only for an assistant message with tool calls. */
    public @Nullable Content content() {
        return content;
    }

    /** Tells apart several speakers of one role; null for none. */
    public @Nullable String name() {
        return name;
    }

    /** The calls of an assistant message; null for none. */
    public @Nullable List<ToolCall> toolCalls() {
        return toolCalls;
    }

    /** The call that a tool message responds to; null for all other roles. */
    public @Nullable String toolCallId() {
        return toolCallId;
    }

    /** Thinking of an earlier response that is sent back as text; null for none. */
    public @Nullable String reasoningContent() {
        return reasoningContent;
    }

    /** Thinking of an earlier response that is sent back as received; plain JSON values; null for none. */
    public @Nullable List<Map<String, Object>> reasoningDetails() {
        return reasoningDetails;
    }

    private List<@Nullable Object> all() {
        return Arrays.asList(role, content, name, toolCalls, toolCallId, reasoningContent, reasoningDetails);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that && all().equals(that.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return "Message[role=" + role + ", content=" + content + ", name=" + name + ", toolCalls=" + toolCalls
                + ", toolCallId=" + toolCallId + ", reasoningContent=" + reasoningContent + ", reasoningDetails="
                + reasoningDetails + "]";
    }

    /** Builds a {@link Message}. Not thread-safe. */
    public static final class Builder {

        private final Role role;
        private @Nullable Content content;
        private @Nullable String name;
        private @Nullable List<ToolCall> toolCalls;
        private @Nullable String toolCallId;
        private @Nullable String reasoningContent;
        private @Nullable List<Map<String, Object>> reasoningDetails;

        private Builder(Role role) {
            this.role = Objects.requireNonNull(role, "role");
        }

        /** Sets {@link Message#content()} to plain text. */
        public Builder content(String text) {
            return content(new Content.Text(text));
        }

        /** Sets {@link Message#content()}. */
        public Builder content(@Nullable Content content) {
            this.content = content;
            return this;
        }

        /** Sets {@link Message#name()}. */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link Message#toolCalls()}. */
        public Builder toolCalls(@Nullable List<ToolCall> toolCalls) {
            this.toolCalls = toolCalls == null ? null : Lists.copyOf("toolCalls", toolCalls);
            return this;
        }

        /** Sets {@link Message#toolCallId()}. */
        public Builder toolCallId(@Nullable String toolCallId) {
            this.toolCallId = toolCallId;
            return this;
        }

        /** Sets {@link Message#reasoningContent()}. */
        public Builder reasoningContent(@Nullable String reasoningContent) {
            this.reasoningContent = reasoningContent;
            return this;
        }

        /** Sets {@link Message#reasoningDetails()}. */
        public Builder reasoningDetails(@Nullable List<Map<String, Object>> reasoningDetails) {
            this.reasoningDetails = reasoningDetails == null
                    ? null
                    : PlainJson.copyOf("The reasoningDetails of a message hold", reasoningDetails);
            return this;
        }

        /** Builds the message. */
        public Message build() {
            return new Message(this);
        }
    }

    /** The sender of a {@link Message}. */
    public enum Role {
        /** Instructions to the model; MiniMax accepts exactly one such message, as the first (Q13). */
        SYSTEM("system"),
        /** The person or program that talks to the model. */
        USER("user"),
        /** The model. */
        ASSISTANT("assistant"),
        /** The result of a tool call. */
        TOOL("tool");

        private final String wireName;

        Role(String wireName) {
            this.wireName = wireName;
        }

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
