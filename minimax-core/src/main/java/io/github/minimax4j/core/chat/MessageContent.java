package io.github.minimax4j.core.chat;

import java.util.List;
import java.util.Objects;

/** The content of a message: plain text, which every target accepts, or a list of parts, which requires a model with vision. */
public sealed interface MessageContent {

    /**
     * Plain text, sent as a JSON string.
     *
     * @param text the text, not null
     */
    record Text(String text) implements MessageContent {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Several parts, sent as a JSON array.
     *
     * @param parts at least one part
     */
    record Parts(List<ContentPart> parts) implements MessageContent {
        public Parts {
            parts = List.copyOf(parts);
        }
    }
}
