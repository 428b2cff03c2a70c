package io.github.minimax4j.core.internal.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins pieces of a text, each of which is either the next piece or a snapshot: a repetition of all that went before, and more (Q10).
 * Servers do both, and some change in the middle. A piece that repeats only a few characters may do so by chance ("a", "and"), so it
 * waits for the piece after it. Work is linear in what arrives. Not thread-safe.
 */
final class SnapshotJoiner {

    // a piece that begins with this many characters, all that there are so far, does not do so by chance
    private static final int NO_CHANCE = 16;

    private final StringBuilder text = new StringBuilder();

    private final List<String> undecided = new ArrayList<>(2);

    /**
     * Takes the next piece.
     *
     * @return what is new, possibly empty
     */
    String add(String piece) {
        if (piece.isEmpty()) {
            return "";
        }
        if (!undecided.isEmpty()) {
            return decide(piece);
        }
        boolean repeats = !text.isEmpty() && piece.length() >= text.length() && beginsWithText(piece);
        // the same few characters once more are the next piece rather than a snapshot without news
        if (!repeats || piece.length() == text.length() && text.length() < NO_CHANCE) {
            return append(piece);
        }
        if (text.length() >= NO_CHANCE) {
            return append(piece.substring(text.length()));
        }
        undecided.add(piece);
        return "";
    }

    /**
     * Takes the end of the text: what could have been a snapshot was none.
     *
     * @return what is new, possibly empty
     */
    String end() {
        String rest = String.join("", undecided);
        undecided.clear();
        return append(rest);
    }

    String text() {
        return text.toString();
    }

    private String decide(String piece) {
        String last = undecided.get(undecided.size() - 1);
        if (piece.length() > last.length() && piece.startsWith(last)) {
            undecided.clear();
            return append(piece.substring(text.length()));
        }
        String held = end();
        return held + append(piece);
    }

    private String append(String added) {
        text.append(added);
        return added;
    }

    private boolean beginsWithText(String piece) {
        for (int i = 0; i < text.length(); i++) {
            if (piece.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
