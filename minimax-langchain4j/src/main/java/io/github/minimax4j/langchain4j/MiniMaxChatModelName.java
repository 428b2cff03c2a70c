package io.github.minimax4j.langchain4j;

/**
 * Names of MiniMax's chat models. They are suggestions: builders accept any other name as text, since gateways and engines have names of
 * their own. Under a retired name, MiniMax serves a newer model, if any (Q35); {@link MiniMaxChatResponseMetadata#modelName()} returns the
 * model that was used. For context windows, limits and inputs, see {@link #facts()}.
 */
public enum MiniMaxChatModelName {
    /** Current, since October 2026. Always thinks, see {@code reasoningEffort}. */
    MINIMAX_M3_1_FLASH("MiniMax-M3.1-Flash"),
    /** Current, since June 2026. Thinking can be switched off. */
    MINIMAX_M3("MiniMax-M3"),
    /** Retired at MiniMax on 18 November 2026; its weights are open. Always thinks. */
    MINIMAX_M2_7("MiniMax-M2.7"),
    /** Retired at MiniMax on 18 November 2026. The faster {@link #MINIMAX_M2_7}. */
    MINIMAX_M2_7_HIGHSPEED("MiniMax-M2.7-highspeed"),
    /** Retired at MiniMax on 18 November 2026; its weights are open. Always thinks. */
    MINIMAX_M2_5("MiniMax-M2.5"),
    /** Retired at MiniMax on 18 November 2026. The faster {@link #MINIMAX_M2_5}. */
    MINIMAX_M2_5_HIGHSPEED("MiniMax-M2.5-highspeed"),
    /** Old, since December 2025; its weights are open. Always thinks. */
    MINIMAX_M2_1("MiniMax-M2.1"),
    /** Old, since October 2025; its weights are open. Always thinks. */
    MINIMAX_M2("MiniMax-M2"),
    /** Of June 2025, served by gateways; its weights are open. Always thinks. */
    MINIMAX_M1("MiniMax-M1"),
    /** Of January 2025, for the path {@code /v1/text/chatcompletion_v2}; its weights are open. No thinking. */
    MINIMAX_TEXT_01("MiniMax-Text-01"),
    /** Legacy, served by the gateway llmprovider.ai, which accepts temperatures up to 1. Text only, no thinking, no tools known. */
    ABAB5_5_CHAT("abab5.5-chat");

    private final String wireName;

    MiniMaxChatModelName(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Context window, limits, inputs and retirement, as published at the release of this library.
     *
     * @return the facts
     */
    public MiniMaxModelFacts facts() {
        return MiniMaxModelFacts.of(wireName).orElseThrow();
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return wireName;
    }
}
