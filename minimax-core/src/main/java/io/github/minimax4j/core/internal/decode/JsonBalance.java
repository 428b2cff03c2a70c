package io.github.minimax4j.core.internal.decode;

/** Checks, piece by piece, whether a text is a JSON object or array that has been closed. Not thread-safe. */
final class JsonBalance {

    private int depth;

    private boolean inText;

    private boolean escaped;

    private boolean begun;

    static JsonBalance of(byte[] utf8, int offset, int length) {
        JsonBalance balance = new JsonBalance();
        balance.add(utf8, offset, offset + length);
        return balance;
    }

    void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            add(piece.charAt(i));
        }
    }

    void add(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            add((char) (utf8[i] & 0xFF)); // no byte of a longer character looks like one of those that count
        }
    }

    private void add(char current) {
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

    /** Whether it closes more than it has opened. */
    boolean isOverdrawn() {
        return depth < 0;
    }

    boolean isWhole() {
        return begun && depth == 0 && !inText;
    }

    /** Whether more must come before the value is whole. */
    boolean isOpen() {
        return depth > 0 || inText;
    }
}
