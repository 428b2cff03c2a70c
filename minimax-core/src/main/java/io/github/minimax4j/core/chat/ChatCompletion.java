package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole response, whether unary or streamed, with its thinking inline or separate. Immutable. The {@link #builder() builder} is for tests
 * of applications.
 */
public final class ChatCompletion {

    private static final FieldTable TABLE = new FieldTable("ChatCompletion");
    private static final Field<String> ID = TABLE.any("id");
    private static final Field<String> MODEL = TABLE.any("model");
    private static final Field<Long> CREATED = TABLE.any("created");
    private static final Field<String> TEXT = TABLE.any("text");
    private static final Field<String> REFUSAL = TABLE.any("refusal");
    private static final Field<String> THINKING = TABLE.any("thinking");
    private static final Field<List<Map<String, Object>>> REASONING_DETAILS =
            TABLE.withDefault("reasoningDetails", List.of());
    private static final Field<String> RAW_CONTENT = TABLE.any("rawContent");
    private static final Field<List<ToolCall>> TOOL_CALLS = TABLE.withDefault("toolCalls", List.of());
    private static final Field<List<ToolCall>> INCOMPLETE_TOOL_CALLS =
            TABLE.withDefault("incompleteToolCalls", List.of());
    private static final Field<FinishReason> FINISH_REASON = TABLE.withDefault("finishReason", FinishReason.STOP);
    private static final Field<Usage> USAGE = TABLE.any("usage");
    private static final Field<String> SERVICE_TIER = TABLE.any("serviceTier");
    private static final Field<ContentCheck> CONTENT_CHECK = TABLE.withDefault("contentCheck", ContentCheck.CLEAN);
    private static final Field<Set<ChatWarning>> WARNINGS = TABLE.withDefault("warnings", Set.of());
    private static final Field<List<ChatCompletion>> OTHER_CHOICES = TABLE.withDefault("otherChoices", List.of());
    private static final Field<List<String>> RAW = TABLE.withDefault("raw", List.of());
    private static final Field<String> TRACE_ID = TABLE.any("traceId");
    private static final Field<Map<String, String>> RATE_LIMITS = TABLE.withDefault("rateLimits", Map.of());

    private final FieldValues values;

    private ChatCompletion(FieldValues values) {
        this.values = values;
    }

    /** Starts an empty completion. Its finish reason is {@link FinishReason#STOP}. */
    public static Builder builder() {
        return new Builder(TABLE.values());
    }

    /** Starts a copy of this completion. */
    public Builder toBuilder() {
        return new Builder(values.copy());
    }

    /** The service's id of the response, or null. */
    public @Nullable String id() {
        return values.find(ID);
    }

    /** The model that responded, which need not be the one requested (Q35), or null. */
    public @Nullable String model() {
        return values.find(MODEL);
    }

    /** Unix time in seconds, or null. */
    public @Nullable Long created() {
        return values.find(CREATED);
    }

    /** The response without any thinking, or null if there is none. */
    public @Nullable String text() {
        return values.find(TEXT);
    }

    /** The model's refusal, if the service sends it separately from the text, or null. */
    public @Nullable String refusal() {
        return values.find(REFUSAL);
    }

    /** The thinking, trimmed, or null if there is none. */
    public @Nullable String thinking() {
        return values.find(THINKING);
    }

    /**
     * The thinking as the service structured it, to be sent back item by item; plain JSON values. Empty if the service sent it in another
     * form.
     */
    public List<Map<String, Object>> reasoningDetails() {
        return values.get(REASONING_DETAILS);
    }

    /**
     * The content with its thinking tags as it was received, if it had any; null otherwise. It is sent back if there are no
     * {@link #reasoningDetails()}.
     */
    public @Nullable String rawContent() {
        return values.find(RAW_CONTENT);
    }

    /** The tool calls that the model requests; empty if none. */
    public List<ToolCall> toolCalls() {
        return values.get(TOOL_CALLS);
    }

    /**
     * Tool calls whose arguments were cut when the response ended, at the output limit or by the content check. They hold the arguments
     * received so far, and an empty name if none was received; never run them. Empty if none.
     */
    public List<ToolCall> incompleteToolCalls() {
        return values.get(INCOMPLETE_TOOL_CALLS);
    }

    /** Why the model stopped; {@link FinishReason#TOOL_CALLS} whenever there are tool calls and none was cut. */
    public FinishReason finishReason() {
        return values.get(FINISH_REASON);
    }

    /** The token counts, or null if the service sent none. */
    public @Nullable Usage usage() {
        return values.find(USAGE);
    }

    /** The admission class that was used, or null. */
    public @Nullable String serviceTier() {
        return values.find(SERVICE_TIER);
    }

    /** The findings of the content check. */
    public ContentCheck contentCheck() {
        return values.get(CONTENT_CHECK);
    }

    /** What is no error but worth knowing; empty if there is nothing. */
    public Set<ChatWarning> warnings() {
        return values.get(WARNINGS);
    }

    /**
     * The choices after the first, in order, each with its own text, thinking, tool calls and finish reason. The usage counts all choices
     * and is in this completion only. Empty unless {@link ChatWarning#SEVERAL_CHOICES}.
     */
    public List<ChatCompletion> otherChoices() {
        return values.get(OTHER_CHOICES);
    }

    /**
     * The JSON of the response as received, one string for each event of a stream; empty unless
     * {@link MiniMaxClientBuilder#keepRawResponses} is on.
     */
    public List<String> raw() {
        return values.get(RAW);
    }

    /** The id to give to MiniMax's support, from the {@code Trace-Id} header, or null. */
    public @Nullable String traceId() {
        return values.find(TRACE_ID);
    }

    /**
     * The headers in which a server reports its limits and what is left of them, such as {@code x-ratelimit-remaining-requests}, by
     * lower-case names. Empty if there are none: MiniMax itself has never been seen to send any (Q34); gateways do.
     */
    public Map<String, String> rateLimits() {
        return values.get(RATE_LIMITS);
    }

    /**
     * This response as a message of the history, thinking included, incomplete tool calls left out. MiniMax's models perform worse between
     * tool calls if their thinking is not sent back.
     */
    public Message toMessage() {
        boolean details = !reasoningDetails().isEmpty();
        boolean inline = !details && rawContent() != null;
        String content = inline ? rawContent() : text() == null ? refusal() : text();
        return Message.builder(Role.ASSISTANT)
                .content(content == null ? "" : content)
                .toolCalls(toolCalls().isEmpty() ? null : toolCalls())
                .reasoningContent(inline || details ? null : thinking())
                .reasoningDetails(details ? reasoningDetails() : null)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChatCompletion that && values.equals(that.values);
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

    /** Builds a {@link ChatCompletion}. Not thread-safe. */
    public static final class Builder {

        private final FieldValues values;

        private Builder(FieldValues values) {
            this.values = values;
        }

        private <T> Builder set(Field<T> field, @Nullable T value) {
            values.put(field, value);
            return this;
        }

        /** Sets {@link ChatCompletion#id()}. */
        public Builder id(@Nullable String id) {
            return set(ID, id);
        }

        /** Sets {@link ChatCompletion#model()}. */
        public Builder model(@Nullable String model) {
            return set(MODEL, model);
        }

        /** Sets {@link ChatCompletion#created()}. */
        public Builder created(@Nullable Long created) {
            return set(CREATED, created);
        }

        /** Sets {@link ChatCompletion#text()}. */
        public Builder text(@Nullable String text) {
            return set(TEXT, text);
        }

        /** Sets {@link ChatCompletion#refusal()}. */
        public Builder refusal(@Nullable String refusal) {
            return set(REFUSAL, refusal);
        }

        /** Sets {@link ChatCompletion#thinking()}. */
        public Builder thinking(@Nullable String thinking) {
            return set(THINKING, thinking);
        }

        /** Sets {@link ChatCompletion#reasoningDetails()}. */
        public Builder reasoningDetails(List<Map<String, Object>> reasoningDetails) {
            return set(REASONING_DETAILS, List.copyOf(reasoningDetails));
        }

        /** Sets {@link ChatCompletion#rawContent()}. */
        public Builder rawContent(@Nullable String rawContent) {
            return set(RAW_CONTENT, rawContent);
        }

        /** Sets {@link ChatCompletion#toolCalls()}. */
        public Builder toolCalls(List<ToolCall> toolCalls) {
            return set(TOOL_CALLS, List.copyOf(toolCalls));
        }

        /** Sets {@link ChatCompletion#incompleteToolCalls()}. */
        public Builder incompleteToolCalls(List<ToolCall> incompleteToolCalls) {
            return set(INCOMPLETE_TOOL_CALLS, List.copyOf(incompleteToolCalls));
        }

        /** Sets {@link ChatCompletion#finishReason()}. */
        public Builder finishReason(FinishReason finishReason) {
            return set(FINISH_REASON, Objects.requireNonNull(finishReason, "finishReason"));
        }

        /** Sets {@link ChatCompletion#usage()}. */
        public Builder usage(@Nullable Usage usage) {
            return set(USAGE, usage);
        }

        /** Sets {@link ChatCompletion#serviceTier()}. */
        public Builder serviceTier(@Nullable String serviceTier) {
            return set(SERVICE_TIER, serviceTier);
        }

        /** Sets {@link ChatCompletion#contentCheck()}. */
        public Builder contentCheck(ContentCheck contentCheck) {
            return set(CONTENT_CHECK, Objects.requireNonNull(contentCheck, "contentCheck"));
        }

        /** Sets {@link ChatCompletion#warnings()}. */
        public Builder warnings(Set<ChatWarning> warnings) {
            return set(WARNINGS, Set.copyOf(warnings));
        }

        /** Sets {@link ChatCompletion#otherChoices()}. */
        public Builder otherChoices(List<ChatCompletion> otherChoices) {
            return set(OTHER_CHOICES, List.copyOf(otherChoices));
        }

        /** Sets {@link ChatCompletion#raw()}. */
        public Builder raw(List<String> raw) {
            return set(RAW, List.copyOf(raw));
        }

        /** Sets {@link ChatCompletion#traceId()}. */
        public Builder traceId(@Nullable String traceId) {
            return set(TRACE_ID, traceId);
        }

        /** Sets {@link ChatCompletion#rateLimits()}. */
        public Builder rateLimits(Map<String, String> rateLimits) {
            return set(RATE_LIMITS, Map.copyOf(rateLimits));
        }

        /** Builds the completion. */
        public ChatCompletion build() {
            return new ChatCompletion(values.copy());
        }
    }

    /**
     * What MiniMax's content check found in the request and in the response. The types are numbers of MiniMax's: 1 severe violation, 2
     * pornography, 3 advertising, 4 prohibited, 5 abuse, 6 violence or terrorism, 7 other; 0 or null for none.
     *
     * @param inputSensitive      the request was found sensitive
     * @param inputSensitiveType  why, or null
     * @param outputSensitive     the response was found sensitive
     * @param outputSensitiveType why, or null
     */
    public record ContentCheck(
            boolean inputSensitive,
            @Nullable Integer inputSensitiveType,
            boolean outputSensitive,
            @Nullable Integer outputSensitiveType) {

        /** Nothing was found, or the target has no such check. */
        public static final ContentCheck CLEAN = new ContentCheck(false, null, false, null);
    }
}
