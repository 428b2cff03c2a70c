package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.Usage;

/** Something that a stream's listener is to hear. */
@FunctionalInterface
public interface StreamEvent {

    void deliverTo(ChatStreamListener listener);

    /** Whether it is a piece of the answer itself. */
    default boolean isAnswer() {
        return true;
    }

    /** The service counted the tokens. */
    record Counted(Usage usage) implements StreamEvent {

        @Override
        public void deliverTo(ChatStreamListener listener) {
            listener.onUsage(usage);
        }

        @Override
        public boolean isAnswer() {
            return false;
        }
    }

    /** An event of the server's that no other callback stands for. */
    record Other(String json) implements StreamEvent {

        @Override
        public void deliverTo(ChatStreamListener listener) {
            listener.onOtherEvent(json);
        }

        @Override
        public boolean isAnswer() {
            return false;
        }
    }
}
