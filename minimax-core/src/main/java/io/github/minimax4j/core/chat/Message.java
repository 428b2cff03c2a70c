package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.internal.check.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of the conversation. The factory methods cover what most callers need.
 *
 * @param role             who speaks
 * @param content          what is said; null only for an assistant message with tool calls
 * @param name             tells apart several speakers of one role; null for none
 * @param toolCalls        the calls of an assistant message; null for none
 * @param toolCallId       the call that a tool message answers; null for all other roles
 * @param reasoningContent thinking of an earlier answer that is sent back as text; null for none
 * @param reasoningDetails thinking of an earlier answer that is sent back as received; plain JSON values; null for none
 */
public record Message(
        Role role,
        @Nullable MessageContent content,
        @Nullable String name,
        @Nullable List<ToolCall> toolCalls,
        @Nullable String toolCallId,
        @Nullable String reasoningContent,
        @Nullable List<Map<String, Object>> reasoningDetails) {

    public Message {
        Objects.requireNonNull(role, "role");
        toolCalls = toolCalls == null ? null : List.copyOf(toolCalls);
        reasoningDetails = reasoningDetails == null ? null : List.copyOf(reasoningDetails);
        PlainJson.require("The reasoningDetails of a message hold", reasoningDetails);
    }

    /**
     * Instructions to the model.
     *
     * @param text the instructions
     * @return the message
     */
    public static Message system(String text) {
        return of(Role.SYSTEM, new MessageContent.Text(text));
    }

    /**
     * A question in plain text.
     *
     * @param text the question, not blank
     * @return the message
     */
    public static Message user(String text) {
        return of(Role.USER, new MessageContent.Text(text));
    }

    /**
     * A question with images or videos.
     *
     * @param parts the parts in order, at least one
     * @return the message
     */
    public static Message user(List<ContentPart> parts) {
        return of(Role.USER, new MessageContent.Parts(parts));
    }

    /**
     * An earlier answer in plain text. For an answer of this library use {@link ChatCompletion#toMessage()}, which keeps its
     * thinking and tool calls.
     *
     * @param text the answer
     * @return the message
     */
    public static Message assistant(String text) {
        return of(Role.ASSISTANT, new MessageContent.Text(text));
    }

    /**
     * The result of a tool call.
     *
     * @param toolCallId the {@link ToolCall#id() id} of the call
     * @param result     what the tool returned; an empty one is sent as {@code (empty)} because MiniMax may refuse it (Q16)
     * @return the message
     */
    public static Message tool(String toolCallId, String result) {
        return new Message(Role.TOOL, new MessageContent.Text(result), null, null, toolCallId, null, null);
    }

    private static Message of(Role role, MessageContent content) {
        return new Message(role, content, null, null, null, null, null);
    }
}
