package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.chat.ContentCheck;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came with an answer of MiniMax's beside the message. Immutable. */
public final class MiniMaxChatResponseMetadata extends ChatResponseMetadata {
    private final @Nullable String traceId;
    private final @Nullable String serviceTier;
    private final @Nullable Long created;
    private final ContentCheck contentCheck;
    private final @Nullable String refusal;
    private final Set<ChatWarning> warnings;
    private final List<ToolExecutionRequest> incompleteToolCalls;
    private final List<String> rawResponse;

    private MiniMaxChatResponseMetadata(Builder builder) {
        super(builder);
        this.traceId = builder.traceId;
        this.serviceTier = builder.serviceTier;
        this.created = builder.created;
        this.contentCheck = builder.contentCheck;
        this.refusal = builder.refusal;
        this.warnings = builder.warnings;
        this.incompleteToolCalls = builder.incompleteToolCalls;
        this.rawResponse = builder.rawResponse;
    }

    /**
     * The tokens that the call took.
     *
     * @return the counts, or null if the service did not say
     */
    @Override
    public @Nullable MiniMaxTokenUsage tokenUsage() {
        return (MiniMaxTokenUsage) super.tokenUsage();
    }

    /**
     * The id that MiniMax's support asks for.
     *
     * @return the trace id, or null if there is none
     */
    public @Nullable String traceId() {
        return traceId;
    }

    /**
     * The admission class that was used.
     *
     * @return {@code standard}, {@code priority}, or null if the service did not say
     */
    public @Nullable String serviceTier() {
        return serviceTier;
    }

    /**
     * When the answer was made.
     *
     * @return Unix time in seconds, or null if the service did not say
     */
    public @Nullable Long created() {
        return created;
    }

    /**
     * What the content check found in the request and in the answer.
     *
     * @return the findings; {@link ContentCheck#CLEAN} if there are none
     */
    public ContentCheck contentCheck() {
        return contentCheck;
    }

    /**
     * What the model would not do, if the service keeps that apart from the text. A refusal instead of any text is a
     * {@link dev.langchain4j.exception.ContentFilteredException}.
     *
     * @return the model's words, or null if there are none
     */
    public @Nullable String refusal() {
        return refusal;
    }

    /**
     * What is no error but worth knowing, such as a required tool that was not called, or a tool call in the model's own markup.
     *
     * @return the warnings; empty if there are none
     */
    public Set<ChatWarning> warnings() {
        return warnings;
    }

    /**
     * Tool calls whose arguments were cut when the answer ended, usually at the output limit. They are not in the message, so that nothing
     * runs them and no memory keeps a call that will never have a result.
     *
     * @return the calls with their arguments as far as they came; empty if there are none
     */
    public List<ToolExecutionRequest> incompleteToolCalls() {
        return incompleteToolCalls;
    }

    /**
     * The JSON of the answer as it came, one text for each event of a stream.
     *
     * @return the texts; empty unless {@link MiniMaxModelBuilder#keepRawResponses} is on
     */
    public List<String> rawResponse() {
        return rawResponse;
    }

    @Override
    public Builder toBuilder() {
        Builder builder = builder();
        super.toBuilder(builder);
        return builder.traceId(traceId)
                .serviceTier(serviceTier)
                .created(created)
                .contentCheck(contentCheck)
                .refusal(refusal)
                .warnings(warnings)
                .incompleteToolCalls(incompleteToolCalls)
                .rawResponse(rawResponse);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other)
                        && other instanceof MiniMaxChatResponseMetadata that
                        && Objects.equals(traceId, that.traceId)
                        && Objects.equals(serviceTier, that.serviceTier)
                        && Objects.equals(created, that.created)
                        && contentCheck.equals(that.contentCheck)
                        && Objects.equals(refusal, that.refusal)
                        && warnings.equals(that.warnings)
                        && incompleteToolCalls.equals(that.incompleteToolCalls)
                        && rawResponse.equals(that.rawResponse);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                super.hashCode(),
                traceId,
                serviceTier,
                created,
                contentCheck,
                refusal,
                warnings,
                incompleteToolCalls,
                rawResponse);
    }

    /** Shows how many incomplete calls and raw texts there are, not what they say: they are long. */
    @Override
    public String toString() {
        return "MiniMaxChatResponseMetadata{id=" + id() + ", modelName=" + modelName() + ", tokenUsage=" + tokenUsage()
                + ", finishReason=" + finishReason() + ", traceId=" + traceId + ", serviceTier=" + serviceTier
                + ", created=" + created + ", contentCheck=" + contentCheck + ", refusal=" + refusal + ", warnings="
                + warnings + ", incompleteToolCalls=" + incompleteToolCalls.size() + ", rawResponse="
                + rawResponse.size() + "}";
    }

    /**
     * Starts empty.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects metadata. Not thread-safe. */
    public static final class Builder extends ChatResponseMetadata.Builder<Builder> {
        private @Nullable String traceId;
        private @Nullable String serviceTier;
        private @Nullable Long created;
        private ContentCheck contentCheck = ContentCheck.CLEAN;
        private @Nullable String refusal;
        private Set<ChatWarning> warnings = Set.of();
        private List<ToolExecutionRequest> incompleteToolCalls = List.of();
        private List<String> rawResponse = List.of();

        private Builder() {}

        /**
         * Sets {@link MiniMaxChatResponseMetadata#tokenUsage()}.
         *
         * @param tokenUsage of any type; what it does not tell is unknown
         * @return this builder
         */
        @Override
        public Builder tokenUsage(@Nullable TokenUsage tokenUsage) {
            return super.tokenUsage(tokenUsage == null ? null : MiniMaxTokenUsage.from(tokenUsage));
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#traceId()}.
         *
         * @param traceId the id
         * @return this builder
         */
        public Builder traceId(@Nullable String traceId) {
            this.traceId = traceId;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#serviceTier()}.
         *
         * @param serviceTier the class
         * @return this builder
         */
        public Builder serviceTier(@Nullable String serviceTier) {
            this.serviceTier = serviceTier;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#created()}.
         *
         * @param created Unix time in seconds
         * @return this builder
         */
        public Builder created(@Nullable Long created) {
            this.created = created;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#contentCheck()}.
         *
         * @param contentCheck the findings
         * @return this builder
         */
        public Builder contentCheck(ContentCheck contentCheck) {
            this.contentCheck = Objects.requireNonNull(contentCheck, "contentCheck");
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#refusal()}.
         *
         * @param refusal the model's words
         * @return this builder
         */
        public Builder refusal(@Nullable String refusal) {
            this.refusal = refusal;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#warnings()}.
         *
         * @param warnings the warnings
         * @return this builder
         */
        public Builder warnings(Set<ChatWarning> warnings) {
            this.warnings = Set.copyOf(warnings);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#incompleteToolCalls()}.
         *
         * @param incompleteToolCalls the calls
         * @return this builder
         */
        public Builder incompleteToolCalls(List<ToolExecutionRequest> incompleteToolCalls) {
            this.incompleteToolCalls = List.copyOf(incompleteToolCalls);
            return this;
        }

        /**
         * Sets {@link MiniMaxChatResponseMetadata#rawResponse()}.
         *
         * @param rawResponse the texts
         * @return this builder
         */
        public Builder rawResponse(List<String> rawResponse) {
            this.rawResponse = List.copyOf(rawResponse);
            return this;
        }

        @Override
        public MiniMaxChatResponseMetadata build() {
            return new MiniMaxChatResponseMetadata(this);
        }
    }
}
