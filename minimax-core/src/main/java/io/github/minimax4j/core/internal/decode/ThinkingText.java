package io.github.minimax4j.core.internal.decode;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the thinking of one response, trimmed as it goes: white space at its start is left out, white space at the end of a piece
 * waits until more follows, and so does what may be a stray closing tag (Q19). So the pieces handed on, joined, are exactly the
 * trimmed thinking. Not thread-safe.
 */
public final class ThinkingText {

    private final Consumer<String> pieces;

    private final StringBuilder thinking = new StringBuilder();

    // white space and closing tags, which count only if more follows, and what may become such a tag
    private final StringBuilder heldBack = new StringBuilder();

    // where in the held back a tag begins that is not whole yet; -1 if none does
    private int partialTag = -1;

    // how much of the held back is known to be white space only: a model that loops on it must not make every piece
    // cost
    // all before it
    private int blank;

    public ThinkingText(Consumer<String> pieces) {
        this.pieces = pieces;
    }

    public void append(String piece) {
        if (heldBack.isEmpty() && isSolid(piece)) {
            release(piece);
            return;
        }
        int position = partialTag < 0 ? heldBack.length() : partialTag;
        int solidEnd = 0;
        heldBack.append(piece);
        partialTag = -1;
        while (position < heldBack.length() && partialTag < 0) {
            char current = heldBack.charAt(position);
            Matcher tag = current == '<' ? closingTagAt(position) : null;
            if (tag != null && tag.lookingAt()) {
                position = tag.end();
            } else if (tag != null && tag.hitEnd()) {
                partialTag = position;
            } else {
                position++;
                solidEnd = Character.isWhitespace(current) ? solidEnd : position;
            }
        }
        release(solidEnd);
    }

    private Matcher closingTagAt(int position) {
        return ThinkingTags.CLOSING.matcher(heldBack).region(position, heldBack.length());
    }

    /** The response goes on with something else: what could have become a tag has not, and stray tags are left out. */
    void settle() {
        if (partialTag >= 0) {
            release(heldBack.length());
        } else if (blank < heldBack.length()) {
            String whiteSpace =
                    ThinkingTags.CLOSING.matcher(heldBack.substring(blank)).replaceAll("");
            heldBack.setLength(blank);
            heldBack.append(whiteSpace); // it counts if more thinking comes
            blank = heldBack.length();
        }
    }

    /** Takes the thinking once more, as a whole: the rest of it is new. If it begins otherwise, what has come counts. */
    void complement(String whole) {
        settle();
        ThinkingText trimmed = new ThinkingText(piece -> {});
        trimmed.append(whole);
        trimmed.end();
        int soFar = thinking.length();
        if (trimmed.thinking.length() > soFar
                && trimmed.thinking.substring(0, soFar).contentEquals(thinking)) {
            heldBack.setLength(0);
            blank = 0;
            append(trimmed.thinking.substring(soFar));
        }
    }

    public void end() {
        settle();
        heldBack.setLength(0);
    }

    public @Nullable String thinking() {
        return thinking.isEmpty() ? null : thinking.toString();
    }

    /** Passes on the beginning of what is held back. */
    private void release(int end) {
        int start = 0;
        while (thinking.isEmpty() && start < end && Character.isWhitespace(heldBack.charAt(start))) {
            start++;
        }
        if (start < end) {
            release(heldBack.substring(start, end));
            heldBack.delete(0, end);
            partialTag = partialTag < end ? -1 : partialTag - end;
            blank = 0;
        }
    }

    private void release(String piece) {
        thinking.append(piece);
        pieces.accept(piece);
    }

    /** Whether a piece holds nothing that would have to wait or be left out. */
    private boolean isSolid(String piece) {
        return !piece.isEmpty()
                && !ThinkingTags.mayBeIn(piece)
                && !Character.isWhitespace(piece.charAt(piece.length() - 1))
                && !(thinking.isEmpty() && Character.isWhitespace(piece.charAt(0)));
    }
}
