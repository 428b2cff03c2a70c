package io.github.minimax4j.core;

/** Tells, piece by piece, whether a text is a JSON object or array that has been closed. Not thread-safe. */
final class JsonBalance {

    private int depth;

    private boolean inText;

    private boolean escaped;

    private boolean begun;

    void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char current = piece.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (inText) {
                escaped = current == '\\';
                inText = current != '"';
            } else {
                switch (current) {
                    case '"' -> inText = true;
                    case '{', '[' -> {
                        depth++;
                        begun = true;
                    }
                    case '}', ']' -> depth--;
                    default -> {}
                }
            }
        }
    }

    /** Whether it closes more than it has opened. */
    boolean isOverdrawn() {
        return depth < 0;
    }

    boolean isWhole() {
        return begun && depth == 0 && !inText;
    }
}
