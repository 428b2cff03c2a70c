package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import io.github.minimax4j.core.Thinking;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's common parameters and those that only MiniMax knows. Null means "not said": the model's default holds, and
 * where it has none, nothing is sent. Immutable.
 *
 * <pre>{@code
 * model.chat(ChatRequest.builder()
 *         .messages(UserMessage.from("Prove it."))
 *         .parameters(MiniMaxChatRequestParameters.builder()
 *                 .thinking(Thinking.ADAPTIVE)
 *                 .serviceTier("priority")
 *                 .build())
 *         .build());
 * }</pre>
 */
public final class MiniMaxChatRequestParameters extends DefaultChatRequestParameters {
    /** Nothing is said. */
    public static final MiniMaxChatRequestParameters EMPTY = builder().build();

    private final @Nullable Thinking thinking;
    private final @Nullable Boolean reasoningSplit;
    private final @Nullable String reasoningEffort;
    private final @Nullable Boolean returnThinking;
    private final @Nullable Boolean sendThinking;
    private final @Nullable Boolean parallelToolCalls;
    private final @Nullable String serviceTier;
    private final @Nullable Long seed;
    private final @Nullable String user;
    private final @Nullable Boolean maskSensitiveInfo;
    private final Map<String, Object> customParameters;

    private MiniMaxChatRequestParameters(Builder builder) {
        super(builder);
        this.thinking = builder.thinking;
        this.reasoningSplit = builder.reasoningSplit;
        this.reasoningEffort = builder.reasoningEffort;
        this.returnThinking = builder.returnThinking;
        this.sendThinking = builder.sendThinking;
        this.parallelToolCalls = builder.parallelToolCalls;
        this.serviceTier = builder.serviceTier;
        this.seed = builder.seed;
        this.user = builder.user;
        this.maskSensitiveInfo = builder.maskSensitiveInfo;
        // keeps the order and null values, which Map.copyOf does not
        this.customParameters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.customParameters));
    }

    /** The same parameters as this type, whatever type they have. */
    static MiniMaxChatRequestParameters from(ChatRequestParameters parameters) {
        return parameters instanceof MiniMaxChatRequestParameters own
                ? own
                : builder().overrideWith(parameters).build();
    }

    /**
     * Switches the model's thinking: M3 obeys, M2.x always thinks, M3.1 refuses {@link Thinking#DISABLED} (Q20, Q21).
     *
     * @return what was set, or null
     */
    public @Nullable Thinking thinking() {
        return thinking;
    }

    /**
     * Whether the service is to send thinking apart from the text.
     *
     * @return what was set, or null for what suits the target
     */
    public @Nullable Boolean reasoningSplit() {
        return reasoningSplit;
    }

    /**
     * How deeply M3.1 thinks: {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max}.
     *
     * @return what was set, or null
     */
    public @Nullable String reasoningEffort() {
        return reasoningEffort;
    }

    /**
     * Whether thinking is handed to the application. The text never holds thinking in either case.
     *
     * @return what was set, or null for yes at MiniMax itself and no elsewhere
     */
    public @Nullable Boolean returnThinking() {
        return returnThinking;
    }

    /**
     * Whether the thinking of earlier answers goes back to the model.
     *
     * @return what was set, or null for yes at MiniMax itself and no elsewhere
     */
    public @Nullable Boolean sendThinking() {
        return sendThinking;
    }

    /**
     * Whether several tools may be called at once. MiniMax decides by itself; gateways and engines may obey.
     *
     * @return what was set, or null
     */
    public @Nullable Boolean parallelToolCalls() {
        return parallelToolCalls;
    }

    /**
     * The admission class: {@code standard} or {@code priority}.
     *
     * @return what was set, or null
     */
    public @Nullable String serviceTier() {
        return serviceTier;
    }

    /**
     * For answers that can be repeated. MiniMax takes it and promises nothing.
     *
     * @return what was set, or null
     */
    public @Nullable Long seed() {
        return seed;
    }

    /**
     * The end user, for gateways that count by user.
     *
     * @return what was set, or null
     */
    public @Nullable String user() {
        return user;
    }

    /**
     * Whether addresses, ids and the like are masked in the answer. For models before M1 only.
     *
     * @return what was set, or null
     */
    public @Nullable Boolean maskSensitiveInfo() {
        return maskSensitiveInfo;
    }

    /**
     * Further fields of the request's body, by their names in JSON.
     *
     * @return plain JSON values; empty if there are none
     */
    public Map<String, Object> customParameters() {
        return customParameters;
    }

    @Override
    public MiniMaxChatRequestParameters overrideWith(ChatRequestParameters that) {
        return builder().overrideWith(this).overrideWith(that).build();
    }

    @Override
    public MiniMaxChatRequestParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || super.equals(other)
                        && other instanceof MiniMaxChatRequestParameters that
                        && thinking == that.thinking
                        && Objects.equals(reasoningSplit, that.reasoningSplit)
                        && Objects.equals(reasoningEffort, that.reasoningEffort)
                        && Objects.equals(returnThinking, that.returnThinking)
                        && Objects.equals(sendThinking, that.sendThinking)
                        && Objects.equals(parallelToolCalls, that.parallelToolCalls)
                        && Objects.equals(serviceTier, that.serviceTier)
                        && Objects.equals(seed, that.seed)
                        && Objects.equals(user, that.user)
                        && Objects.equals(maskSensitiveInfo, that.maskSensitiveInfo)
                        && customParameters.equals(that.customParameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                super.hashCode(),
                thinking,
                reasoningSplit,
                reasoningEffort,
                returnThinking,
                sendThinking,
                parallelToolCalls,
                serviceTier,
                seed,
                user,
                maskSensitiveInfo,
                customParameters);
    }

    @Override
    public String toString() {
        return "MiniMaxChatRequestParameters{common=" + super.toString() + ", thinking=" + thinking
                + ", reasoningSplit="
                + reasoningSplit + ", reasoningEffort=" + reasoningEffort + ", returnThinking=" + returnThinking
                + ", sendThinking=" + sendThinking + ", parallelToolCalls=" + parallelToolCalls + ", serviceTier="
                + serviceTier + ", seed=" + seed + ", user=" + user + ", maskSensitiveInfo=" + maskSensitiveInfo
                + ", customParameters=" + customParameters + "}";
    }

    /**
     * Starts without anything said.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts with these parameters.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return builder().overrideWith(this);
    }

    /** Collects parameters. Not thread-safe. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
        private @Nullable Thinking thinking;
        private @Nullable Boolean reasoningSplit;
        private @Nullable String reasoningEffort;
        private @Nullable Boolean returnThinking;
        private @Nullable Boolean sendThinking;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable String serviceTier;
        private @Nullable Long seed;
        private @Nullable String user;
        private @Nullable Boolean maskSensitiveInfo;
        private Map<String, Object> customParameters = Map.of();

        private Builder() {}

        /**
         * Takes over all that is set in other parameters.
         *
         * @param parameters of any type; common ones are taken from all, the others from this library's type
         * @return this builder
         */
        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            if (parameters instanceof MiniMaxChatRequestParameters own) {
                thinking = either(own.thinking, thinking);
                reasoningSplit = either(own.reasoningSplit, reasoningSplit);
                reasoningEffort = either(own.reasoningEffort, reasoningEffort);
                returnThinking = either(own.returnThinking, returnThinking);
                sendThinking = either(own.sendThinking, sendThinking);
                parallelToolCalls = either(own.parallelToolCalls, parallelToolCalls);
                serviceTier = either(own.serviceTier, serviceTier);
                seed = either(own.seed, seed);
                user = either(own.user, user);
                maskSensitiveInfo = either(own.maskSensitiveInfo, maskSensitiveInfo);
                customParameters = own.customParameters.isEmpty() ? customParameters : own.customParameters;
            }
            return this;
        }

        private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
            return first == null ? second : first;
        }

        /**
         * Sets the model.
         *
         * @param modelName one of the names known when this library was made
         * @return this builder
         */
        public Builder modelName(@Nullable MiniMaxChatModelName modelName) {
            return modelName(modelName == null ? null : modelName.toString());
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#thinking()}.
         *
         * @param thinking on or off
         * @return this builder
         */
        public Builder thinking(@Nullable Thinking thinking) {
            this.thinking = thinking;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#reasoningSplit()}.
         *
         * @param reasoningSplit whether thinking comes apart from the text
         * @return this builder
         */
        public Builder reasoningSplit(@Nullable Boolean reasoningSplit) {
            this.reasoningSplit = reasoningSplit;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#reasoningEffort()}.
         *
         * @param reasoningEffort low, medium, high, xhigh or max
         * @return this builder
         */
        public Builder reasoningEffort(@Nullable String reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#returnThinking()}.
         *
         * @param returnThinking whether the application gets the thinking
         * @return this builder
         */
        public Builder returnThinking(@Nullable Boolean returnThinking) {
            this.returnThinking = returnThinking;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#sendThinking()}.
         *
         * @param sendThinking whether the model gets its earlier thinking back
         * @return this builder
         */
        public Builder sendThinking(@Nullable Boolean sendThinking) {
            this.sendThinking = sendThinking;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#parallelToolCalls()}.
         *
         * @param parallelToolCalls whether several tools may be called at once
         * @return this builder
         */
        public Builder parallelToolCalls(@Nullable Boolean parallelToolCalls) {
            this.parallelToolCalls = parallelToolCalls;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#serviceTier()}.
         *
         * @param serviceTier standard or priority
         * @return this builder
         */
        public Builder serviceTier(@Nullable String serviceTier) {
            this.serviceTier = serviceTier;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#seed()}.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#user()}.
         *
         * @param user the end user
         * @return this builder
         */
        public Builder user(@Nullable String user) {
            this.user = user;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#maskSensitiveInfo()}.
         *
         * @param maskSensitiveInfo whether to mask
         * @return this builder
         */
        public Builder maskSensitiveInfo(@Nullable Boolean maskSensitiveInfo) {
            this.maskSensitiveInfo = maskSensitiveInfo;
            return this;
        }

        /**
         * Sets {@link MiniMaxChatRequestParameters#customParameters()}. They replace, as a whole, those of the model's defaults.
         *
         * @param customParameters plain JSON values; null or empty for those of the defaults. A field that this class has a
         *                         setter for may not be among them
         * @return this builder
         */
        public Builder customParameters(@Nullable Map<String, Object> customParameters) {
            this.customParameters = customParameters == null ? Map.of() : customParameters;
            return this;
        }

        @Override
        public MiniMaxChatRequestParameters build() {
            return new MiniMaxChatRequestParameters(this);
        }
    }
}
