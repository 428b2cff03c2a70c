package io.github.minimax4j.langchain4j;

/** Builds {@link MiniMaxStreamingChatModel}s. Not thread-safe; the models are. */
public class MiniMaxStreamingChatModelBuilder extends MiniMaxModelBuilder<MiniMaxStreamingChatModelBuilder> {
    /** Starts with the default settings. */
    public MiniMaxStreamingChatModelBuilder() {}

    /**
     * Checks the settings and builds a model, which does not connect yet.
     *
     * @return the model, to be closed after use
     * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
     * @throws dev.langchain4j.exception.UnsupportedFeatureException if the default request parameters contain something that MiniMax does
     *     not support
     */
    public MiniMaxStreamingChatModel build() {
        return new MiniMaxStreamingChatModel(this);
    }
}
