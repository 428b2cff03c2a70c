package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tokens that a call used, as counted by the service. A count that it did not send is null, never zero. Immutable. */
public final class MiniMaxTokenUsage extends TokenUsage {
    private final @Nullable Integer cachedInputTokens;
    private final @Nullable Integer cacheCreationInputTokens;
    private final @Nullable Integer reasoningTokens;

    private MiniMaxTokenUsage(Builder builder) {
        super(builder.inputTokenCount, builder.outputTokenCount, builder.totalTokenCount());
        this.cachedInputTokens = builder.cachedInputTokens;
        this.cacheCreationInputTokens = builder.cacheCreationInputTokens;
        this.reasoningTokens = builder.reasoningTokens;
    }

    /** The same counts as an instance of this type, from any type. */
    static MiniMaxTokenUsage from(TokenUsage usage) {
        return usage instanceof MiniMaxTokenUsage same
                ? same
                : builder()
                        .inputTokenCount(usage.inputTokenCount())
                        .outputTokenCount(usage.outputTokenCount())
                        .totalTokenCount(usage.totalTokenCount())
                        .build();
    }

    /**
     * Number of input tokens that were read from the prompt cache.
     *
     * @return the count, or null if unknown
     */
    public @Nullable Integer cachedInputTokens() {
        return cachedInputTokens;
    }

    /**
     * Number of input tokens that were written to the prompt cache; only with explicit caching (Q39).
     *
     * @return the count, or null if unknown
     */
    public @Nullable Integer cacheCreationInputTokens() {
        return cacheCreationInputTokens;
    }

    /**
     * Number of output tokens that were thinking.
     *
     * @return the count, or null if unknown
     */
    public @Nullable Integer reasoningTokens() {
        return reasoningTokens;
    }

    /** Adds another usage, for example that of the next round of tool calls. A count is null only if it is null in both. */
    @Override
    public MiniMaxTokenUsage add(@Nullable TokenUsage that) {
        if (that == null) {
            return this;
        }
        MiniMaxTokenUsage other = from(that);
        return builder()
                .inputTokenCount(sum(inputTokenCount(), that.inputTokenCount()))
                .outputTokenCount(sum(outputTokenCount(), that.outputTokenCount()))
                .totalTokenCount(sum(totalTokenCount(), that.totalTokenCount()))
                .cachedInputTokens(sum(cachedInputTokens, other.cachedInputTokens))
                .cacheCreationInputTokens(sum(cacheCreationInputTokens, other.cacheCreationInputTokens))
                .reasoningTokens(sum(reasoningTokens, other.reasoningTokens))
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other)
                        && other instanceof MiniMaxTokenUsage that
                        && Objects.equals(cachedInputTokens, that.cachedInputTokens)
                        && Objects.equals(cacheCreationInputTokens, that.cacheCreationInputTokens)
                        && Objects.equals(reasoningTokens, that.reasoningTokens);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), cachedInputTokens, cacheCreationInputTokens, reasoningTokens);
    }

    @Override
    public String toString() {
        return "MiniMaxTokenUsage{inputTokenCount=" + inputTokenCount() + ", outputTokenCount=" + outputTokenCount()
                + ", totalTokenCount=" + totalTokenCount() + ", cachedInputTokens=" + cachedInputTokens
                + ", cacheCreationInputTokens=" + cacheCreationInputTokens + ", reasoningTokens=" + reasoningTokens
                + "}";
    }

    /**
     * Starts without counts.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a usage. Not thread-safe. */
    public static final class Builder {
        private @Nullable Integer inputTokenCount;
        private @Nullable Integer outputTokenCount;
        private @Nullable Integer totalTokenCount;
        private @Nullable Integer cachedInputTokens;
        private @Nullable Integer cacheCreationInputTokens;
        private @Nullable Integer reasoningTokens;

        private Builder() {}

        /**
         * Sets {@link TokenUsage#inputTokenCount()}.
         *
         * @param inputTokenCount tokens of the request, cached ones included
         * @return this builder
         */
        public Builder inputTokenCount(@Nullable Integer inputTokenCount) {
            this.inputTokenCount = inputTokenCount;
            return this;
        }

        /**
         * Sets {@link TokenUsage#outputTokenCount()}.
         *
         * @param outputTokenCount tokens of the response, thinking included
         * @return this builder
         */
        public Builder outputTokenCount(@Nullable Integer outputTokenCount) {
            this.outputTokenCount = outputTokenCount;
            return this;
        }

        /**
         * Sets {@link TokenUsage#totalTokenCount()}.
         *
         * @param totalTokenCount the sum of both; null to compute it from them, if both are known
         * @return this builder
         */
        public Builder totalTokenCount(@Nullable Integer totalTokenCount) {
            this.totalTokenCount = totalTokenCount;
            return this;
        }

        private @Nullable Integer totalTokenCount() {
            return totalTokenCount == null && inputTokenCount != null && outputTokenCount != null
                    ? Integer.valueOf(inputTokenCount + outputTokenCount)
                    : totalTokenCount;
        }

        /**
         * Sets {@link MiniMaxTokenUsage#cachedInputTokens()}.
         *
         * @param cachedInputTokens tokens read from the cache
         * @return this builder
         */
        public Builder cachedInputTokens(@Nullable Integer cachedInputTokens) {
            this.cachedInputTokens = cachedInputTokens;
            return this;
        }

        /**
         * Sets {@link MiniMaxTokenUsage#cacheCreationInputTokens()}.
         *
         * @param cacheCreationInputTokens tokens written to the cache
         * @return this builder
         */
        public Builder cacheCreationInputTokens(@Nullable Integer cacheCreationInputTokens) {
            this.cacheCreationInputTokens = cacheCreationInputTokens;
            return this;
        }

        /**
         * Sets {@link MiniMaxTokenUsage#reasoningTokens()}.
         *
         * @param reasoningTokens tokens of thinking
         * @return this builder
         */
        public Builder reasoningTokens(@Nullable Integer reasoningTokens) {
            this.reasoningTokens = reasoningTokens;
            return this;
        }

        /**
         * Builds the usage.
         *
         * @return the usage
         */
        public MiniMaxTokenUsage build() {
            return new MiniMaxTokenUsage(this);
        }
    }
}
