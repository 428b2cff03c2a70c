package io.github.minimax4j.langchain4j;

/**
 * Removes the Markdown fence around a JSON response, delta by delta. The resulting text does not depend on how it is split into deltas:
 * characters that may be part of a fence are held until that is known. Everything else passes unchanged.
 *
 * <p>A line of three backticks ends the fence wherever it is, because JSON cannot contain such a line: line breaks in its strings are
 * escaped. Constant time per character. Not thread-safe.
 */
final class MarkdownFenceFilter {
    private static final int FENCE_LENGTH = 3;

    private enum State {
        /** Only white space so far. */
        START,
        /** Backticks that may open a fence. */
        OPENING,
        /** After the opening backticks: the name of a language, then white space. */
        INFO,
        /** After the line that opens the fence, which is dropped. */
        OPENED,
        /** In the fence. */
        INSIDE,
        /** In the fence, in white space that may precede the closing backticks. */
        BEFORE_CLOSING,
        /** In the fence, in backticks that may close it. */
        CLOSING,
        /** After backticks that close the fence if nothing follows them on their line. */
        AFTER_CLOSING,
        /** There is no fence, or it is over. */
        OUTSIDE
    }

    private State state = State.START;
    private final StringBuilder held = new StringBuilder();
    // those in a row before the next character
    private int backticks;
    private int closingEnd;
    private boolean onOwnLine;
    private boolean nameEnded;

    static String withoutFence(String text) {
        MarkdownFenceFilter filter = new MarkdownFenceFilter();
        return filter.accept(text) + filter.finish();
    }

    /** Accepts the next delta and returns the text that is certain so far, which may be empty. */
    String accept(String delta) {
        if (state == State.OUTSIDE) {
            return delta;
        }
        StringBuilder out = new StringBuilder(delta.length());
        for (int i = 0; i < delta.length(); i++) {
            if (state == State.OUTSIDE) {
                out.append(delta, i, delta.length());
                break;
            }
            next(delta.charAt(i), out);
        }
        return out.toString();
    }

    /** Ends the text: returns what was held, unless it is the closing fence. */
    String finish() {
        boolean closed = (state == State.CLOSING && backticks >= FENCE_LENGTH) || state == State.AFTER_CLOSING;
        String rest = closed ? "" : held.toString();
        held.setLength(0);
        state = State.OUTSIDE;
        return rest;
    }

    private void next(char c, StringBuilder out) {
        state = switch (state) {
            case START -> c == '`' ? State.OPENING : Character.isWhitespace(c) ? State.START : State.OUTSIDE;
            case OPENING -> c == '`' ? State.OPENING : backticks < FENCE_LENGTH ? State.OUTSIDE : info(c);
            case INFO -> info(c);
            case OPENED, INSIDE, BEFORE_CLOSING -> inside(c);
            case CLOSING -> closing(c, out);
            case AFTER_CLOSING -> afterClosing(c, out);
            case OUTSIDE -> State.OUTSIDE;
        };
        backticks = c == '`' ? backticks + 1 : 0;
        held.append(c);
        if (state == State.OPENED) {
            held.setLength(0);
        } else if (state == State.INSIDE || state == State.OUTSIDE) {
            release(out);
        }
    }

    private State info(char c) {
        if (c == '\n') {
            onOwnLine = true;
            return State.OPENED;
        }
        if (Character.isWhitespace(c)) {
            nameEnded = true;
            return State.INFO;
        }
        if (!nameEnded && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '+')) {
            return State.INFO;
        }
        // the JSON begins on the line of the fence
        held.setLength(0);
        return inside(c);
    }

    private State inside(char c) {
        if (Character.isWhitespace(c)) {
            onOwnLine |= c == '\n';
            return State.BEFORE_CLOSING;
        }
        if (c == '`') {
            return State.CLOSING;
        }
        onOwnLine = false;
        return State.INSIDE;
    }

    private State closing(char c, StringBuilder out) {
        if (c == '`') {
            return State.CLOSING;
        }
        if (backticks >= FENCE_LENGTH && Character.isWhitespace(c)) {
            closingEnd = held.length();
            return State.AFTER_CLOSING;
        }
        release(out);
        return inside(c);
    }

    private State afterClosing(char c, StringBuilder out) {
        if (Character.isWhitespace(c)) {
            // white space at the very end belongs to the fence; before other text it belongs to that text
            return State.AFTER_CLOSING;
        }
        if (onOwnLine && held.indexOf("\n", closingEnd) >= 0) {
            held.delete(0, closingEnd);
            return State.OUTSIDE;
        }
        release(out);
        onOwnLine = false;
        return inside(c);
    }

    private void release(StringBuilder out) {
        out.append(held);
        held.setLength(0);
    }
}
