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
        switch (state) {
            case START -> {
                if (c == '`') {
                    backticks = 1;
                    hold(c, State.OPENING);
                } else if (Character.isWhitespace(c)) {
                    hold(c, State.START);
                } else {
                    release(out.append(held), c, State.OUTSIDE);
                }
            }
            case OPENING -> {
                if (c == '`') {
                    backticks++;
                    hold(c, State.OPENING);
                } else if (backticks >= FENCE_LENGTH) {
                    state = State.INFO;
                    info(c, out);
                } else {
                    release(out.append(held), c, State.OUTSIDE);
                }
            }
            case INFO -> info(c, out);
            case INSIDE, BEFORE_CLOSING -> inside(c, out);
            case CLOSING -> {
                if (c == '`') {
                    backticks++;
                    hold(c, State.CLOSING);
                } else if (backticks >= FENCE_LENGTH && Character.isWhitespace(c)) {
                    closingEnd = held.length();
                    hold(c, State.AFTER_CLOSING);
                } else {
                    out.append(held);
                    held.setLength(0);
                    inside(c, out);
                }
            }
            case AFTER_CLOSING -> afterClosing(c, out);
            case OUTSIDE -> out.append(c);
        }
    }

    private void info(char c, StringBuilder out) {
        if (c == '\n') {
            held.setLength(0);
            onOwnLine = true;
            state = State.INSIDE;
        } else if (Character.isWhitespace(c)) {
            nameEnded = true;
            hold(c, State.INFO);
        } else if (!nameEnded && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '+')) {
            hold(c, State.INFO);
        } else {
            // the JSON begins on the line of the fence
            held.setLength(0);
            inside(c, out);
        }
    }

    private void inside(char c, StringBuilder out) {
        if (Character.isWhitespace(c)) {
            onOwnLine |= c == '\n';
            hold(c, State.BEFORE_CLOSING);
        } else if (c == '`') {
            backticks = 1;
            hold(c, State.CLOSING);
        } else {
            onOwnLine = false;
            release(out.append(held), c, State.INSIDE);
        }
    }

    private void afterClosing(char c, StringBuilder out) {
        if (Character.isWhitespace(c)) {
            // white space at the very end belongs to the fence; before other text it belongs to that text
            hold(c, State.AFTER_CLOSING);
            return;
        }
        String following = held.substring(closingEnd);
        if (onOwnLine && following.indexOf('\n') >= 0) {
            release(out.append(following), c, State.OUTSIDE);
        } else {
            out.append(held);
            held.setLength(0);
            onOwnLine = false;
            inside(c, out);
        }
    }

    private void hold(char c, State next) {
        held.append(c);
        state = next;
    }

    private void release(StringBuilder out, char c, State next) {
        held.setLength(0);
        out.append(c);
        state = next;
    }
}
