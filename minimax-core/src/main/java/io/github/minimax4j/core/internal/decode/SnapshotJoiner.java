package io.github.minimax4j.core.internal.decode;

/**
 * Joins pieces of a text, each of which is either the next piece or a snapshot: a repetition of all that went before, and more (Q10).
 * Servers do both, and some change in the middle. A piece that repeats only a few characters may do so by chance ("a", "and"), so it
 * waits for the piece after it. Work is linear in what arrives. Not thread-safe.
 */
final class SnapshotJoiner {

    // a piece that begins with this many characters, all that there are so far, does not do so by chance
    private static final int NO_CHANCE = 16;

    private final StringBuilder text = new StringBuilder();

    // what may be a snapshot; empty if nothing waits
    private String undecided = "";

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
        boolean repeats = !text.isEmpty() && startsWith(piece, text);
        // the same few characters once more are the next piece rather than a snapshot without news
        if (!repeats || piece.length() == text.length() && text.length() < NO_CHANCE) {
            return append(piece);
        }
        if (text.length() >= NO_CHANCE) {
            return append(piece.substring(text.length()));
        }
        undecided = piece;
        return "";
    }

    /**
     * Takes the end of the text: what could have been a snapshot was none.
     *
     * @return what is new, possibly empty
     */
    String end() {
        String rest = undecided;
        undecided = "";
        return append(rest);
    }

    String text() {
        return text.toString();
    }

    private String decide(String piece) {
        if (piece.length() > undecided.length() && piece.startsWith(undecided)) {
            undecided = "";
            return append(piece.substring(text.length()));
        }
        return end() + append(piece);
    }

    private String append(String added) {
        text.append(added);
        return added;
    }

    /** Whether a text begins with another one, of which no copy is made. */
    static boolean startsWith(String text, StringBuilder beginning) {
        if (text.length() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (text.charAt(i) != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
