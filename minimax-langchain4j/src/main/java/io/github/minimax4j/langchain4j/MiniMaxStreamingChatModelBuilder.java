package io.github.minimax4j.langchain4j;

/** Builds {@link MiniMaxStreamingChatModel}s. Not thread-safe; the models are. */
public class MiniMaxStreamingChatModelBuilder extends MiniMaxModelBuilder<MiniMaxStreamingChatModelBuilder> {
    /** Starts with the default settings. */
    public MiniMaxStreamingChatModelBuilder() {}

    /**
     * Checks the settings and makes a model. Nothing is connected yet.
     *
     * @return the model, to be closed after use
     * @throws IllegalArgumentException if a setting is missing, wrong, or clashes with another; the message names it
     * @throws dev.langchain4j.exception.UnsupportedFeatureException if the default request parameters hold something that MiniMax
     *                                                               does not have
     */
    public MiniMaxStreamingChatModel build() {
        return new MiniMaxStreamingChatModel(this);
    }
}
