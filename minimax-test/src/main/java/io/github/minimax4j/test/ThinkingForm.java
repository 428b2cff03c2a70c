package io.github.minimax4j.test;

/** Where and how thinking is written in a message or delta. */
public enum ThinkingForm {

    /**
     * The default. {@link #SPLIT} if the request contains {@code "reasoning_split": true} or is for MiniMax-M3.1, which always splits;
     * {@link #REASONING_CONTENT} on the native path; otherwise {@link #INLINE}.
     */
    AS_REQUESTED,

    /** The same text in {@code reasoning_content} and {@code reasoning_details}: MiniMax with reasoning_split. */
    SPLIT,

    /** In {@code reasoning_content} only: MiniMax-M1, vLLM, SGLang. */
    REASONING_CONTENT,

    /** In {@code reasoning_details} only. */
    REASONING_DETAILS,

    /** In {@code reasoning}: newer vLLM and some gateways. */
    REASONING,

    /** In the content, between {@code <think>} and {@code </think>}: MiniMax without reasoning_split. */
    INLINE,

    /** In the content, between {@code <mm:think>} and {@code </mm:think>}: self-hosted M3. */
    INLINE_MM,

    /** In the content, closed by {@code </think>} but never opened. */
    INLINE_NEVER_OPENED,

    /** In the content, opened by {@code <think>} but never closed. */
    INLINE_NEVER_CLOSED,

    /** The same thinking twice: in the content between markers, and in the fields of {@link #SPLIT}. */
    INLINE_AND_SPLIT;

    boolean isInContent() {
        return name().startsWith("INLINE");
    }

    String opening() {
        return switch (this) {
            case INLINE, INLINE_NEVER_CLOSED, INLINE_AND_SPLIT -> "<think>\n";
            case INLINE_MM -> "<mm:think>\n";
            default -> "";
        };
    }

    String closing() {
        return switch (this) {
            case INLINE, INLINE_NEVER_OPENED, INLINE_AND_SPLIT -> "\n</think>\n";
            case INLINE_MM -> "\n</mm:think>\n";
            default -> "";
        };
    }
}
