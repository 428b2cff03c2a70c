package io.github.minimax4j.core.chat;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.chat.Message.Role;
import java.util.Arrays;
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

    private final Builder values;

    private ChatCompletion(Builder values) {
        this.values = values;
    }

    /** Starts an empty completion. Its finish reason is {@link FinishReason#STOP}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy of this completion. */
    public Builder toBuilder() {
        return values.copy();
    }

    /** The service's id of the response, or null. */
    public @Nullable String id() {
        return values.id;
    }

    /** The model that responded, which need not be the one requested (Q35), or null. */
    public @Nullable String model() {
        return values.model;
    }

    /** Unix time in seconds, or null. */
    public @Nullable Long created() {
        return values.created;
    }

    /** The response without any thinking, or null if there is none. */
    public @Nullable String text() {
        return values.text;
    }

    /** The model's refusal, if the service sends it separately from the text, or null. */
    public @Nullable String refusal() {
        return values.refusal;
    }

    /** The thinking, trimmed, or null if there is none. */
    public @Nullable String thinking() {
        return values.thinking;
    }

    /**
     * The thinking as the service structured it, to be sent back item by item; plain JSON values. Empty if the service sent it in another
     * form.
     */
    public List<Map<String, Object>> reasoningDetails() {
        return values.reasoningDetails;
    }

    /**
     * The content with its thinking tags as it was received, if it had any; null otherwise. It is sent back if there are no
     * {@link #reasoningDetails()}.
     */
    public @Nullable String rawContent() {
        return values.rawContent;
    }

    /** The tool calls that the model requests; empty if none. */
    public List<ToolCall> toolCalls() {
        return values.toolCalls;
    }

    /**
     * Tool calls whose arguments were cut when the response ended, at the output limit or by the content check. They hold the arguments
     * received so far, and an empty name if none was received; never run them. Empty if none.
     */
    public List<ToolCall> incompleteToolCalls() {
        return values.incompleteToolCalls;
    }

    /** Why the model stopped; {@link FinishReason#TOOL_CALLS} whenever there are tool calls and none was cut. */
    public FinishReason finishReason() {
        return values.finishReason;
    }

    /** The token counts, or null if the service sent none. */
    public @Nullable Usage usage() {
        return values.usage;
    }

    /** The admission class that was used, or null. */
    public @Nullable String serviceTier() {
        return values.serviceTier;
    }

    /** The findings of the content check. */
    public ContentCheck contentCheck() {
        return values.contentCheck;
    }

    /** What is no error but worth knowing; empty if there is nothing. */
    public Set<ChatWarning> warnings() {
        return values.warnings;
    }

    /**
     * The choices after the first, in order, each with its own text, thinking, tool calls and finish reason. The usage counts all choices
     * and is in this completion only. Empty unless {@link ChatWarning#SEVERAL_CHOICES}.
     */
    public List<ChatCompletion> otherChoices() {
        return values.otherChoices;
    }

    /**
     * The JSON of the response as received, one string for each event of a stream; empty unless
     * {@link MiniMaxClientBuilder#keepRawResponses} is on.
     */
    public List<String> raw() {
        return values.raw;
    }

    /** The id to give to MiniMax's support, from the {@code Trace-Id} header, or null. */
    public @Nullable String traceId() {
        return values.traceId;
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
        return other instanceof ChatCompletion that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "ChatCompletion[id=" + id()
                + ", model=" + model()
                + ", created=" + created()
                + ", text=" + text()
                + ", refusal=" + refusal()
                + ", thinking=" + thinking()
                + ", reasoningDetails=" + reasoningDetails()
                + ", rawContent=" + rawContent()
                + ", toolCalls=" + toolCalls()
                + ", incompleteToolCalls=" + incompleteToolCalls()
                + ", finishReason=" + finishReason()
                + ", usage=" + usage()
                + ", serviceTier=" + serviceTier()
                + ", contentCheck=" + contentCheck()
                + ", warnings=" + warnings()
                + ", otherChoices=" + otherChoices()
                + ", raw=" + raw()
                + ", traceId=" + traceId() + "]";
    }

    /** Builds a {@link ChatCompletion}. Not thread-safe. */
    public static final class Builder implements Cloneable {

        private @Nullable String id;
        private @Nullable String model;
        private @Nullable Long created;
        private @Nullable String text;
        private @Nullable String refusal;
        private @Nullable String thinking;
        private List<Map<String, Object>> reasoningDetails = List.of();
        private @Nullable String rawContent;
        private List<ToolCall> toolCalls = List.of();
        private List<ToolCall> incompleteToolCalls = List.of();
        private FinishReason finishReason = FinishReason.STOP;
        private @Nullable Usage usage;
        private @Nullable String serviceTier;
        private ContentCheck contentCheck = ContentCheck.CLEAN;
        private Set<ChatWarning> warnings = Set.of();
        private List<ChatCompletion> otherChoices = List.of();
        private List<String> raw = List.of();
        private @Nullable String traceId;

        private Builder() {}

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private List<@Nullable Object> all() {
            return Arrays.asList(
                    id,
                    model,
                    created,
                    text,
                    refusal,
                    thinking,
                    reasoningDetails,
                    rawContent,
                    toolCalls,
                    incompleteToolCalls,
                    finishReason,
                    usage,
                    serviceTier,
                    contentCheck,
                    warnings,
                    otherChoices,
                    raw,
                    traceId);
        }

        /** Sets {@link ChatCompletion#id()}. */
        public Builder id(@Nullable String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link ChatCompletion#model()}. */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /** Sets {@link ChatCompletion#created()}. */
        public Builder created(@Nullable Long created) {
            this.created = created;
            return this;
        }

        /** Sets {@link ChatCompletion#text()}. */
        public Builder text(@Nullable String text) {
            this.text = text;
            return this;
        }

        /** Sets {@link ChatCompletion#refusal()}. */
        public Builder refusal(@Nullable String refusal) {
            this.refusal = refusal;
            return this;
        }

        /** Sets {@link ChatCompletion#thinking()}. */
        public Builder thinking(@Nullable String thinking) {
            this.thinking = thinking;
            return this;
        }

        /** Sets {@link ChatCompletion#reasoningDetails()}. */
        public Builder reasoningDetails(List<Map<String, Object>> reasoningDetails) {
            this.reasoningDetails = List.copyOf(reasoningDetails);
            return this;
        }

        /** Sets {@link ChatCompletion#rawContent()}. */
        public Builder rawContent(@Nullable String rawContent) {
            this.rawContent = rawContent;
            return this;
        }

        /** Sets {@link ChatCompletion#toolCalls()}. */
        public Builder toolCalls(List<ToolCall> toolCalls) {
            this.toolCalls = List.copyOf(toolCalls);
            return this;
        }

        /** Sets {@link ChatCompletion#incompleteToolCalls()}. */
        public Builder incompleteToolCalls(List<ToolCall> incompleteToolCalls) {
            this.incompleteToolCalls = List.copyOf(incompleteToolCalls);
            return this;
        }

        /** Sets {@link ChatCompletion#finishReason()}. */
        public Builder finishReason(FinishReason finishReason) {
            this.finishReason = Objects.requireNonNull(finishReason, "finishReason");
            return this;
        }

        /** Sets {@link ChatCompletion#usage()}. */
        public Builder usage(@Nullable Usage usage) {
            this.usage = usage;
            return this;
        }

        /** Sets {@link ChatCompletion#serviceTier()}. */
        public Builder serviceTier(@Nullable String serviceTier) {
            this.serviceTier = serviceTier;
            return this;
        }

        /** Sets {@link ChatCompletion#contentCheck()}. */
        public Builder contentCheck(ContentCheck contentCheck) {
            this.contentCheck = Objects.requireNonNull(contentCheck, "contentCheck");
            return this;
        }

        /** Sets {@link ChatCompletion#warnings()}. */
        public Builder warnings(Set<ChatWarning> warnings) {
            this.warnings = Set.copyOf(warnings);
            return this;
        }

        /** Sets {@link ChatCompletion#otherChoices()}. */
        public Builder otherChoices(List<ChatCompletion> otherChoices) {
            this.otherChoices = List.copyOf(otherChoices);
            return this;
        }

        /** Sets {@link ChatCompletion#raw()}. */
        public Builder raw(List<String> raw) {
            this.raw = List.copyOf(raw);
            return this;
        }

        /** Sets {@link ChatCompletion#traceId()}. */
        public Builder traceId(@Nullable String traceId) {
            this.traceId = traceId;
            return this;
        }

        /** Builds the completion. */
        public ChatCompletion build() {
            return new ChatCompletion(copy());
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
