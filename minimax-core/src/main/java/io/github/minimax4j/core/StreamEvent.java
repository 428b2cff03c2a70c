package io.github.minimax4j.core;

/** Something that a stream's listener is to hear. */
@FunctionalInterface
interface StreamEvent {

    void deliverTo(ChatStreamListener listener);
}
