package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, however it came: at once or streamed, with its thinking inline or apart.
 *
 * @param id               the service's id of the answer, or null
 * @param model            the model that answered, which need not be the one asked for (Q35), or null
 * @param created          Unix time in seconds, or null
 * @param text             the answer without any thinking, or null if there is none
 * @param refusal          what the model said instead of answering, if the service keeps that apart from the text, or null
 * @param thinking         the thinking, trimmed, or null if there is none
 * @param reasoningDetails the thinking as the service structured it, to be sent back item by item; plain JSON values; empty if
 *                         it came in another form
 * @param rawContent       the content with its thinking tags as it was received, if it had any; null otherwise. It is what is
 *                         sent back if there are no {@code reasoningDetails}
 * @param toolCalls        the tools that the model wants to be run; empty if none
 * @param incompleteToolCalls tool calls whose arguments were cut when the answer ended, at the output limit or by the content
 *                         check. Their arguments are as far as they came, a name that did not come is empty; never run them.
 *                         Empty if none
 * @param finishReason     why the model stopped; {@link FinishReason#TOOL_CALLS} whenever there are tool calls and none was cut
 * @param usage            the tokens counted, or null if the service did not say
 * @param serviceTier      the admission class that was used, or null
 * @param contentCheck     what the content check found
 * @param warnings         what is no error but worth knowing; empty if nothing
 * @param otherChoices     what the server offered beside this answer, in order, each with its own text, thinking, tool calls and finish
 *                         reason; the usage counts all choices and is here only. Empty unless {@link ChatWarning#SEVERAL_CHOICES}
 * @param raw              the JSON of the answer as it came, one text for each event of a stream; empty unless
 *                         {@link MiniMaxClientBuilder#keepRawResponses} is on
 * @param traceId          the id that MiniMax's support asks for, from the {@code Trace-Id} header, or null
 */
public record ChatCompletion(
        @Nullable String id,
        @Nullable String model,
        @Nullable Long created,
        @Nullable String text,
        @Nullable String refusal,
        @Nullable String thinking,
        List<Map<String, Object>> reasoningDetails,
        @Nullable String rawContent,
        List<ToolCall> toolCalls,
        List<ToolCall> incompleteToolCalls,
        FinishReason finishReason,
        @Nullable Usage usage,
        @Nullable String serviceTier,
        ContentCheck contentCheck,
        Set<ChatWarning> warnings,
        List<ChatCompletion> otherChoices,
        List<String> raw,
        @Nullable String traceId) {

    public ChatCompletion {
        reasoningDetails = List.copyOf(reasoningDetails);
        toolCalls = List.copyOf(toolCalls);
        incompleteToolCalls = List.copyOf(incompleteToolCalls);
        warnings = Set.copyOf(warnings);
        otherChoices = List.copyOf(otherChoices);
        raw = List.copyOf(raw);
    }

    /**
     * This answer as a message of the history, thinking included, incomplete tool calls left out. MiniMax works worse between tool
     * calls if its thinking does not come back.
     *
     * @return the assistant message to add to the next request
     */
    public Message toMessage() {
        boolean inline = reasoningDetails.isEmpty() && rawContent != null;
        String content = inline ? rawContent : text == null ? refusal : text;
        return new Message(
                Role.ASSISTANT,
                new MessageContent.Text(content == null ? "" : content),
                null,
                toolCalls.isEmpty() ? null : toolCalls,
                null,
                inline || !reasoningDetails.isEmpty() ? null : thinking,
                reasoningDetails.isEmpty() ? null : reasoningDetails);
    }
}
