package io.github.minimax4j.core.internal.decode;

import org.jspecify.annotations.Nullable;

/** Joins the pieces of a text. A sole piece is not copied, since it may be long. Not thread-safe. */
final class JoinedText {

    private String first = "";

    // from the second piece on
    private @Nullable StringBuilder all;

    void append(String piece) {
        if (all != null) {
            all.append(piece);
        } else if (first.isEmpty()) {
            first = piece;
        } else if (!piece.isEmpty()) {
            all = new StringBuilder(first).append(piece);
            first = "";
        }
    }

    boolean isEmpty() {
        return all == null && first.isEmpty();
    }

    int length() {
        return all == null ? first.length() : all.length();
    }

    /** The text so far, or null if it is empty. */
    @Nullable
    String orNull() {
        return isEmpty() ? null : toString();
    }

    @Override
    public String toString() {
        return all == null ? first : all.toString();
    }
}
