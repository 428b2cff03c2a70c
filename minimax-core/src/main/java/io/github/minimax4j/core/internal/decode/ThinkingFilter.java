package io.github.minimax4j.core.internal.decode;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Separates the thinking from the text where both come in one text, between tags that may be cut anywhere (wire reference 4.5, 5.5).
 * Tags count at the start of the text only; later they are something the model speaks about. A closing tag that nothing opened is
 * left out, unless it is quoted (Q18). Not thread-safe.
 */
public final class ThinkingFilter {

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
        boolean plain = state == State.TEXT_WITHOUT_TAGS
                || (state == State.TEXT || state == State.THINKING) && !ThinkingTags.mayBeIn(piece);
        if (plain && heldBack.isEmpty()) {
            emit(piece);
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
        if (state == State.START && heldBack.isEmpty() && !text.isBlank() && !ThinkingTags.mayBeIn(text)) {
            state = State.TEXT;
            emit(text); // as it came: a long text is not copied
            return;
        }
        Matcher tag = ThinkingTags.ANY.matcher(text);
        if (state == State.START && tag.find() && isStray(text, tag.start())) {
            raw = new StringBuilder(text);
            thinking.accept(text.substring(0, tag.start()));
            heldBack.append(text, tag.end(), text.length());
            state = State.GAP;
            append("");
            return;
        }
        append(text);
    }

    /** Takes the end of the text. */
    public void end() {
        boolean blank = state == State.START && heldBack.toString().isBlank(); // white space alone is no text
        if (!blank) {
            emit(heldBack.length());
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
            case TEXT_WITHOUT_TAGS -> emit(heldBack.length());
        }
    }

    private void start() {
        int begin = blankUntil;
        while (begin < heldBack.length() && Character.isWhitespace(heldBack.charAt(begin))) {
            begin++;
        }
        blankUntil = begin; // a model that loops on line breaks must not make every piece cost all before it
        Matcher opening = ThinkingTags.OPENING.matcher(heldBack).region(begin, heldBack.length());
        if (opening.lookingAt()) {
            raw = new StringBuilder(heldBack);
            heldBack.delete(0, opening.end());
            state = State.THINKING;
        } else if (!opening.hitEnd()) {
            state = State.TEXT;
        }
    }

    private void think() {
        Matcher close = ThinkingTags.CLOSING.matcher(heldBack);
        if (close.find()) {
            emit(close.start());
            heldBack.delete(0, close.end() - close.start());
            state = State.GAP;
        } else {
            emit(ThinkingTags.beforePartial(heldBack, ThinkingTags.CLOSING));
        }
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
        Matcher tag = ThinkingTags.ANY.matcher(heldBack);
        if (!tag.find()) {
            emit(ThinkingTags.beforePartial(heldBack, ThinkingTags.ANY));
            return;
        }
        if (isStray(heldBack, tag.start())) {
            emit(tag.start());
            heldBack.delete(0, tag.end() - tag.start());
        }
        state = State.TEXT_WITHOUT_TAGS;
    }

    /** Passes on the beginning of what is held back. */
    private void emit(int end) {
        if (end > 0) {
            emit(heldBack.substring(0, end));
            heldBack.delete(0, end);
        }
    }

    private void emit(String piece) {
        if (state == State.THINKING) {
            thinking.accept(piece);
        } else if (!piece.isEmpty()) {
            lastOfText = piece.charAt(piece.length() - 1);
            text.accept(piece);
        }
    }

    /** Whether a tag closes what nothing has opened, and is not quoted. */
    private boolean isStray(CharSequence text, int tag) {
        char before = tag == 0 ? lastOfText : text.charAt(tag - 1);
        return text.charAt(tag + 1) == '/' && before != '`' && before != '"' && before != '\'';
    }
}
