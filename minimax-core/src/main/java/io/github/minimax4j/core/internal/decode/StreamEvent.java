package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.Usage;

/** Something to deliver to the listener of a stream. */
@FunctionalInterface
public interface StreamEvent {

    void deliverTo(ChatStreamListener listener);

    /** Whether it is a piece of the response itself. */
    default boolean isOfResponse() {
        return !(this instanceof Counted || this instanceof Other);
    }

    /** The service counted the tokens. */
    record Counted(Usage usage) implements StreamEvent {

        @Override
        public void deliverTo(ChatStreamListener listener) {
            listener.onUsage(usage);
        }
    }

    /** An event of the server's that no other callback stands for. */
    record Other(String json) implements StreamEvent {

        @Override
        public void deliverTo(ChatStreamListener listener) {
            listener.onOtherEvent(json);
        }
    }
}
