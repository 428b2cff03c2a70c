package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import io.github.minimax4j.core.ContentCheck;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came with an answer of MiniMax's beside the message. The token usage is a {@link MiniMaxTokenUsage}. Immutable. */
public final class MiniMaxChatResponseMetadata extends ChatResponseMetadata {
    private final @Nullable String traceId;
    private final @Nullable String serviceTier;
    private final @Nullable Long created;
    private final ContentCheck contentCheck;

    private MiniMaxChatResponseMetadata(Builder builder) {
        super(builder);
        this.traceId = builder.traceId;
        this.serviceTier = builder.serviceTier;
        this.created = builder.created;
        this.contentCheck = builder.contentCheck;
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

    @Override
    public Builder toBuilder() {
        Builder builder = builder();
        super.toBuilder(builder);
        return builder.traceId(traceId)
                .serviceTier(serviceTier)
                .created(created)
                .contentCheck(contentCheck);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other)
                        && other instanceof MiniMaxChatResponseMetadata that
                        && Objects.equals(traceId, that.traceId)
                        && Objects.equals(serviceTier, that.serviceTier)
                        && Objects.equals(created, that.created)
                        && contentCheck.equals(that.contentCheck);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), traceId, serviceTier, created, contentCheck);
    }

    @Override
    public String toString() {
        return "MiniMaxChatResponseMetadata{id=" + id() + ", modelName=" + modelName() + ", tokenUsage=" + tokenUsage()
                + ", finishReason=" + finishReason() + ", traceId=" + traceId + ", serviceTier=" + serviceTier
                + ", created=" + created + ", contentCheck=" + contentCheck + "}";
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

        private Builder() {}

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

        @Override
        public MiniMaxChatResponseMetadata build() {
            return new MiniMaxChatResponseMetadata(this);
        }
    }
}
