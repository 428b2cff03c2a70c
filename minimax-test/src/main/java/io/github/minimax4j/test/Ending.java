package io.github.minimax4j.test;

/**
 * How the events of a stream end. All of these have been observed on MiniMax or on a gateway in front of it; each may be followed by
 * {@code [DONE]} or not ({@link StreamShape#withDone()}). The numbers are those of the project's protocol notes.
 */
public enum Ending {

    /** E1: the last delta carries text (or arguments) and the finish reason together; no usage. */
    LAST_DELTA,

    /** E2: as {@link #LAST_DELTA}, then an event with {@code "choices":[]}, usage and base_resp. */
    USAGE_CHUNK,

    /**
     * E3: as {@link #LAST_DELTA}, then an event {@code "object":"chat.completion"} that contains the whole message again, with finish
     * reason, usage and base_resp. MiniMax-M3 does this.
     */
    WHOLE_MESSAGE,

    /** E4: the finish reason comes with an empty delta, then usage with another empty delta. */
    EMPTY_DELTAS,

    /** No delta at all, only the event with the whole message. */
    ONLY_WHOLE_MESSAGE,

    /** The deltas stop without a finish reason: a broken stream, unless {@code [DONE]} follows. */
    WITHOUT_FINISH_REASON
}
