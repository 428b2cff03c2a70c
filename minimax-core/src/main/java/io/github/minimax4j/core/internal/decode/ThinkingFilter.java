package io.github.minimax4j.core.internal.decode;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Separates the thinking from the text where both come in one text, between tags that may be cut anywhere (wire reference 4.5, 5.5).
 * Tags count at the start of the text only; later they are something the model speaks about. A closing tag that nothing opened is
 * left out, unless it is quoted (Q18). Not thread-safe.
 */
public final class ThinkingFilter {

    private static final List<String> OPENING_TAGS = List.of("<think>", "<thinking>", "<mm:think>", "<minimax:think>");

    private static final List<String> CLOSING_TAGS = ThinkingText.CLOSING_TAGS;

    private enum State {
        START,
        THINKING,
        GAP,
        TEXT,
        TEXT_WITHOUT_TAGS
    }

    private final Consumer<String> thinking;

    private final Consumer<String> text;

    private final StringBuilder heldBack = new StringBuilder();

    private @Nullable StringBuilder raw;

    private char lastOfText;

    private int blankUntil;

    private State state = State.START;

    public ThinkingFilter(Consumer<String> thinking, Consumer<String> text) {
        this.thinking = thinking;
        this.text = text;
    }

    /** Takes the next piece of the text. */
    void append(String piece) {
        if (raw != null) {
            raw.append(piece);
        }
        boolean plain = state == State.TEXT_WITHOUT_TAGS || state == State.TEXT && piece.indexOf('<') < 0;
        if (plain && heldBack.isEmpty()) {
            emitText(piece);
            return;
        }
        heldBack.append(piece);
        State before;
        do {
            before = state;
            step();
        } while (state != before);
    }

    /** Takes a text that is whole: then all before a closing tag was thinking, even if nothing opened it. */
    public void appendWhole(String text) {
        if (state == State.START && heldBack.isEmpty() && text.indexOf('<') < 0 && !text.isBlank()) {
            state = State.TEXT;
            emitText(text); // as it came: a long text is not copied
            return;
        }
        if (state == State.START && opening(text.stripLeading()) == null) {
            int close = firstTag(text, CLOSING_TAGS, 0);
            int open = firstTag(text, OPENING_TAGS, 0);
            if (close >= 0 && (open < 0 || close < open) && !isQuoted(close == 0 ? '\0' : text.charAt(close - 1))) {
                raw = new StringBuilder(text);
                thinking.accept(text.substring(0, close));
                heldBack.append(text, text.indexOf('>', close) + 1, text.length());
                state = State.GAP;
                append("");
                return;
            }
        }
        append(text);
    }

    /** Takes the end of the text. */
    public void end() {
        if (state == State.THINKING) {
            thinking.accept(heldBack.toString());
        } else if (state == State.START && heldBack.toString().isBlank()) {
            heldBack.setLength(0); // white space alone is no text
        } else {
            emitText(heldBack.length());
        }
        heldBack.setLength(0);
        blankUntil = 0;
    }

    /** The text as it came, if it had thinking tags; null if not. */
    @Nullable
    String raw() {
        return raw == null ? null : raw.toString();
    }

    private void step() {
        switch (state) {
            case START -> start();
            case THINKING -> think();
            case GAP -> gap();
            case TEXT -> text();
            case TEXT_WITHOUT_TAGS -> emitText(heldBack.length());
        }
    }

    private void start() {
        int begin = blankUntil;
        while (begin < heldBack.length() && Character.isWhitespace(heldBack.charAt(begin))) {
            begin++;
        }
        blankUntil = begin; // a model that loops on line breaks must not make every piece cost all before it
        String text = heldBack.substring(begin);
        String tag = opening(text);
        if (tag != null) {
            raw = new StringBuilder(heldBack);
            heldBack.delete(0, begin + tag.length());
            state = State.THINKING;
        } else if (!text.isEmpty() && OPENING_TAGS.stream().noneMatch(each -> each.startsWith(text))) {
            state = State.TEXT;
        }
    }

    private void think() {
        int close = firstTag(heldBack, CLOSING_TAGS, 0);
        if (close >= 0) {
            thinking.accept(heldBack.substring(0, close));
            heldBack.delete(0, heldBack.indexOf(">", close) + 1);
            state = State.GAP;
            return;
        }
        int safe = beforePartialTag(heldBack, CLOSING_TAGS);
        thinking.accept(heldBack.substring(0, safe));
        heldBack.delete(0, safe);
    }

    private void gap() {
        int begin = 0;
        while (begin < heldBack.length() && (heldBack.charAt(begin) == '\n' || heldBack.charAt(begin) == '\r')) {
            begin++;
        }
        heldBack.delete(0, begin);
        if (!heldBack.isEmpty()) {
            state = State.TEXT_WITHOUT_TAGS;
        }
    }

    private void text() {
        if (heldBack.indexOf("<") < 0) {
            emitText(heldBack.length());
            return;
        }
        int close = firstTag(heldBack, CLOSING_TAGS, 0);
        int open = firstTag(heldBack, OPENING_TAGS, 0);
        if (open >= 0 && (close < 0 || open < close)) {
            state = State.TEXT_WITHOUT_TAGS;
            return;
        }
        if (close >= 0) {
            char before = close == 0 ? lastOfText : heldBack.charAt(close - 1);
            if (!isQuoted(before)) {
                emitText(close);
                heldBack.delete(0, heldBack.indexOf(">") + 1);
            }
            state = State.TEXT_WITHOUT_TAGS;
            return;
        }
        emitText(Math.min(beforePartialTag(heldBack, CLOSING_TAGS), beforePartialTag(heldBack, OPENING_TAGS)));
    }

    private void emitText(int end) {
        if (end > 0) {
            emitText(heldBack.substring(0, end));
            heldBack.delete(0, end);
        }
    }

    private void emitText(String piece) {
        if (!piece.isEmpty()) {
            lastOfText = piece.charAt(piece.length() - 1);
            text.accept(piece);
        }
    }

    private static boolean isQuoted(char before) {
        return before == '`' || before == '"' || before == '\'';
    }

    private static @Nullable String opening(String text) {
        for (String tag : OPENING_TAGS) {
            if (text.startsWith(tag)) {
                return tag;
            }
        }
        return null;
    }

    private static int firstTag(CharSequence text, List<String> tags, int from) {
        int first = -1;
        String searched = text.toString();
        for (String tag : tags) {
            int position = searched.indexOf(tag, from);
            if (position >= 0 && (first < 0 || position < first)) {
                first = position;
            }
        }
        return first;
    }

    /** Where the longest end of the text begins that may become one of the tags. */
    private static int beforePartialTag(StringBuilder text, List<String> tags) {
        int last = text.lastIndexOf("<");
        if (last >= 0) {
            String tail = text.substring(last);
            for (String tag : tags) {
                if (tag.startsWith(tail)) {
                    return last;
                }
            }
        }
        return text.length();
    }
}
