package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.chat.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a call used, as counted by the service: cast {@code ChatResponse.tokenUsage()} to this type. A count that the service did
 * not send is null, never zero. Immutable.
 */
public final class MiniMaxTokenUsage extends TokenUsage {
    private final Usage counts;

    private MiniMaxTokenUsage(Usage counts) {
        super(counts.promptTokens(), counts.completionTokens(), counts.totalTokens());
        this.counts = counts;
    }

    /** The counts of a response. A missing total is computed from the other two. */
    static MiniMaxTokenUsage from(Usage counts) {
        return new MiniMaxTokenUsage(new Usage(
                counts.promptTokens(),
                counts.completionTokens(),
                total(counts),
                counts.cachedTokens(),
                counts.cacheCreationTokens(),
                counts.reasoningTokens()));
    }

    private static @Nullable Integer total(Usage counts) {
        return counts.totalTokens() == null && counts.promptTokens() != null && counts.completionTokens() != null
                ? Integer.valueOf(counts.promptTokens() + counts.completionTokens())
                : counts.totalTokens();
    }

    /** The same counts as an instance of this type, from any type. */
    static MiniMaxTokenUsage from(TokenUsage usage) {
        return usage instanceof MiniMaxTokenUsage same
                ? same
                : from(new Usage(
                        usage.inputTokenCount(), usage.outputTokenCount(), usage.totalTokenCount(), null, null, null));
    }

    /**
     * Number of input tokens that were read from the prompt cache.
     *
     * @return the count, or null if unknown
     */
    public @Nullable Integer cachedInputTokens() {
        return counts.cachedTokens();
    }

    /**
     * Number of input tokens that were written to the prompt cache; only with explicit caching (Q39).
     *
     * @return the count, or null if unknown
     */
    public @Nullable Integer cacheCreationInputTokens() {
        return counts.cacheCreationTokens();
    }

    /**
     * Number of output tokens that were thinking.
     *
     * @return the count, or null if unknown
     */
    public @Nullable Integer reasoningTokens() {
        return counts.reasoningTokens();
    }

    /** Adds another usage, for example that of the next round of tool calls. A count is null only if it is null in both. */
    @Override
    public MiniMaxTokenUsage add(@Nullable TokenUsage that) {
        if (that == null) {
            return this;
        }
        Usage more = from(that).counts;
        return from(new Usage(
                sum(inputTokenCount(), that.inputTokenCount()),
                sum(outputTokenCount(), that.outputTokenCount()),
                sum(totalTokenCount(), that.totalTokenCount()),
                sum(counts.cachedTokens(), more.cachedTokens()),
                sum(counts.cacheCreationTokens(), more.cacheCreationTokens()),
                sum(counts.reasoningTokens(), more.reasoningTokens())));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other) && other instanceof MiniMaxTokenUsage that && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return "MiniMaxTokenUsage{inputTokenCount=" + inputTokenCount() + ", outputTokenCount=" + outputTokenCount()
                + ", totalTokenCount=" + totalTokenCount() + ", cachedInputTokens=" + cachedInputTokens()
                + ", cacheCreationInputTokens=" + cacheCreationInputTokens() + ", reasoningTokens=" + reasoningTokens()
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
            return from(new Usage(
                    inputTokenCount,
                    outputTokenCount,
                    totalTokenCount,
                    cachedInputTokens,
                    cacheCreationInputTokens,
                    reasoningTokens));
        }
    }
}
