package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.core.chat.ChatWarning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What MiniMax's response contains besides the message: cast {@code ChatResponse.metadata()} to this type. Immutable. */
public final class MiniMaxChatResponseMetadata extends ChatResponseMetadata {
    // of which the message and the common metadata are no part
    private final ChatCompletion completion;
    private final List<ToolExecutionRequest> incompleteToolCalls;

    private MiniMaxChatResponseMetadata(Builder builder) {
        super(builder);
        this.completion = builder.completion.build();
        this.incompleteToolCalls = builder.incompleteToolCalls;
    }

    /**
     * The tokens that the call used.
     *
     * @return the counts, or null if the service sent none
     */
    @Override
    public @Nullable MiniMaxTokenUsage tokenUsage() {
        return (MiniMaxTokenUsage) super.tokenUsage();
    }

    /**
     * The id to give to MiniMax's support.
     *
     * @return the trace id, or null if there is none
     */
    public @Nullable String traceId() {
        return completion.traceId();
    }

    /**
     * The service tier that served the request.
     *
     * @return {@code standard}, {@code priority}, or null if the service sent none
     */
    public @Nullable String serviceTier() {
        return completion.serviceTier();
    }

    /**
     * The headers in which a server reports its limits and what is left of them, such as {@code x-ratelimit-remaining-requests}. MiniMax
     * itself has never been seen to send any; gateways do.
     *
     * @return values by lower-case names; empty if there are none
     */
    public Map<String, String> rateLimits() {
        return completion.rateLimits();
    }

    /**
     * When the response was created.
     *
     * @return Unix time in seconds, or null if the service sent none
     */
    public @Nullable Long created() {
        return completion.created();
    }

    /**
     * What the content check found in the request and in the response.
     *
     * @return the findings; {@link ContentCheck#CLEAN} if there are none
     */
    public ContentCheck contentCheck() {
        return completion.contentCheck();
    }

    /**
     * The model's refusal, if the service sends it separately from the text. A refusal instead of any text is a
     * {@link dev.langchain4j.exception.ContentFilteredException}.
     *
     * @return the model's words, or null if there are none
     */
    public @Nullable String refusal() {
        return completion.refusal();
    }

    /**
     * What is no error but worth knowing, such as a required tool that was not called, or a tool call in the model's own markup.
     *
     * @return the warnings; empty if there are none
     */
    public Set<ChatWarning> warnings() {
        return completion.warnings();
    }

    /**
     * Tool calls whose arguments were cut when the response ended, usually at the output limit. They are not in the message, so that
     * nothing runs them and no memory keeps a call that will never have a result.
     *
     * @return the calls with the arguments received so far; empty if there are none
     */
    public List<ToolExecutionRequest> incompleteToolCalls() {
        return incompleteToolCalls;
    }

    /**
     * The JSON of the response as received, one string for each event of a stream.
     *
     * @return the strings; empty unless {@link MiniMaxModelBuilder#keepRawResponses} is on
     */
    public List<String> rawResponse() {
        return completion.raw();
    }

    @Override
    public Builder toBuilder() {
        Builder builder = builder();
        super.toBuilder(builder);
        builder.completion = completion.toBuilder();
        return builder.incompleteToolCalls(incompleteToolCalls);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other)
                        && other instanceof MiniMaxChatResponseMetadata that
                        && completion.equals(that.completion)
                        && incompleteToolCalls.equals(that.incompleteToolCalls);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), completion, incompleteToolCalls);
    }

    /** Shows the numbers of incomplete calls and raw strings, not their contents, which are long. */
    @Override
    public String toString() {
        return "MiniMaxChatResponseMetadata{id=" + id() + ", modelName=" + modelName() + ", tokenUsage=" + tokenUsage()
                + ", finishReason=" + finishReason() + ", traceId=" + traceId() + ", serviceTier=" + serviceTier()
                + ", created=" + created() + ", contentCheck=" + contentCheck() + ", refusal=" + refusal()
                + ", warnings=" + warnings() + ", rateLimits=" + rateLimits() + ", incompleteToolCalls="
                + incompleteToolCalls.size() + ", rawResponse="
                + rawResponse().size() + "}";
    }

    /**
     * Starts without values.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds metadata. Not thread-safe. */
    public static final class Builder extends ChatResponseMetadata.Builder<Builder> {
        private ChatCompletion.Builder completion = ChatCompletion.builder();
        private List<ToolExecutionRequest> incompleteToolCalls = List.of();

        private Builder() {}

        /**
         * Sets {@link MiniMaxChatResponseMetadata#tokenUsage()}.
         *
         * @param tokenUsage of any type; counts that it does not have are unknown
         * @return this builder
         */
        @Override
        public Builder tokenUsage(@Nullable TokenUsage tokenUsage) {
            return super.tokenUsage(tokenUsage == null ? null : MiniMaxTokenUsage.from(tokenUsage));
        }

        /** Sets {@link MiniMaxChatResponseMetadata#traceId()}. */
        public Builder traceId(@Nullable String traceId) {
            completion.traceId(traceId);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#serviceTier()}. */
        public Builder serviceTier(@Nullable String serviceTier) {
            completion.serviceTier(serviceTier);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#rateLimits()}. */
        public Builder rateLimits(Map<String, String> rateLimits) {
            completion.rateLimits(rateLimits);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#created()}. */
        public Builder created(@Nullable Long created) {
            completion.created(created);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#contentCheck()}. */
        public Builder contentCheck(ContentCheck contentCheck) {
            completion.contentCheck(contentCheck);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#refusal()}. */
        public Builder refusal(@Nullable String refusal) {
            completion.refusal(refusal);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#warnings()}. */
        public Builder warnings(Set<ChatWarning> warnings) {
            completion.warnings(warnings);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#incompleteToolCalls()}. */
        public Builder incompleteToolCalls(List<ToolExecutionRequest> incompleteToolCalls) {
            this.incompleteToolCalls = List.copyOf(incompleteToolCalls);
            return this;
        }

        /** Sets {@link MiniMaxChatResponseMetadata#rawResponse()}. */
        public Builder rawResponse(List<String> rawResponse) {
            completion.raw(rawResponse);
            return this;
        }

        @Override
        public MiniMaxChatResponseMetadata build() {
            return new MiniMaxChatResponseMetadata(this);
        }
    }
}
