package io.github.minimax4j.core.transport;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import java.util.Locale;

/** The kind of server that requests go to. Servers of MiniMax models differ in the fields that they support (wire reference 2.3, Q42). */
public enum TargetProfile {
    /** MiniMax itself: {@code max_completion_tokens}, thinking separate from the text. */
    MINIMAX("max_completion_tokens", true),
    /** An OpenAI-compatible gateway: only the fields that all gateways support. */
    GATEWAY("max_tokens", false),
    /** A self-hosted engine such as vLLM or SGLang: {@code max_tokens}. */
    SELF_HOSTED("max_tokens", false);

    private final String outputLimitField;

    private final boolean splitReasoning;

    TargetProfile(String outputLimitField, boolean splitReasoning) {
        this.outputLimitField = outputLimitField;
        this.splitReasoning = splitReasoning;
    }

    /**
     * The profile for a host: {@link #MINIMAX} for MiniMax's own, {@link #SELF_HOSTED} for this machine, else {@link #GATEWAY}.
     *
     * @param host a host name or address
     * @return the profile
     */
    public static TargetProfile ofHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.matches("(.*\\.)?(minimax\\.(io|cn|chat)|minimaxi\\.(com|chat))")) {
            return MINIMAX;
        }
        return name.equals("localhost") || name.equals("[::1]") || name.startsWith("127.") ? SELF_HOSTED : GATEWAY;
    }

    /**
     * The field that carries {@link ChatCompletionRequest#maxCompletionTokens()}.
     *
     * @return its name in JSON
     */
    public String outputLimitField() {
        return outputLimitField;
    }

    /**
     * Whether, by default, thinking is requested separately from the text and sent back in later turns.
     *
     * @return true for MiniMax itself
     */
    public boolean splitReasoning() {
        return splitReasoning;
    }
}
