package io.github.minimax4j.core.internal.decode;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the thinking of one response, trimmed as it goes: white space at its start is left out, white space at the end of a piece
 * waits until more follows, and so does what may be a stray closing tag (Q19). So the pieces handed on, joined, are exactly the
 * trimmed thinking. Not thread-safe.
 */
public final class ThinkingText {

    static final List<String> CLOSING_TAGS = List.of("</think>", "</thinking>", "</mm:think>", "</minimax:think>");

    private static final Pattern ANY_TAG = Pattern.compile("<[^>]*>");

    private final Consumer<String> pieces;

    private final StringBuilder thinking = new StringBuilder();

    private final StringBuilder heldBack = new StringBuilder();

    // behind the last character held back that is no white space; looked for in new pieces only, since the held back
    // may be long
    private int solidEnd;

    private int lastOpening = -1;

    // how much of the beginning of the held back is known to be white space and whole tags, and how much white space
    // only: a model
    // that loops on them must not make every piece cost all before it
    private int stray;

    private int blank;

    public ThinkingText(Consumer<String> pieces) {
        this.pieces = pieces;
    }

    public void append(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (heldBack.isEmpty() && isSolid(piece)) {
            release(piece);
            return;
        }
        int begin = heldBack.length();
        heldBack.append(piece);
        for (int i = heldBack.length() - 1; i >= begin; i--) {
            char current = heldBack.charAt(i);
            if (solidEnd <= begin && !Character.isWhitespace(current)) {
                solidEnd = i + 1;
            }
            if (current == '<') {
                lastOpening = i;
                break;
            }
        }
        int end = safeEnd();
        if (end > 0) {
            release(end);
            heldBack.delete(0, end);
            solidEnd = Math.max(0, solidEnd - end);
            lastOpening = lastOpening < end ? -1 : lastOpening - end;
            blank = 0;
        }
        stray = lastOpening < 0 ? heldBack.length() : lastOpening;
    }

    /** The response goes on with something else: what could have become a tag has not, and stray tags are left out. */
    void settle() {
        if (blank == heldBack.length()) {
            return; // nothing has come since the last time
        }
        int end = beforeStrayTags(heldBack.length());
        if (end > 0) {
            release(end);
            heldBack.delete(0, end);
            blank = 0;
        }
        String whiteSpace = ANY_TAG.matcher(heldBack.substring(blank)).replaceAll("");
        heldBack.setLength(blank);
        heldBack.append(whiteSpace); // it counts if more thinking comes
        blank = heldBack.length();
        stray = blank;
        solidEnd = 0;
        lastOpening = -1;
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
            stray = 0;
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

    private void release(int end) {
        int start = 0;
        if (thinking.isEmpty()) {
            while (start < end && Character.isWhitespace(heldBack.charAt(start))) {
                start++;
            }
        }
        if (start < end) {
            release(heldBack.substring(start, end));
        }
    }

    private void release(String piece) {
        thinking.append(piece);
        pieces.accept(piece);
    }

    /** Whether a piece holds nothing that would have to wait or be left out. */
    private boolean isSolid(String piece) {
        return piece.indexOf('<') < 0
                && !Character.isWhitespace(piece.charAt(piece.length() - 1))
                && !(thinking.isEmpty() && Character.isWhitespace(piece.charAt(0)));
    }

    /** Up to where the text cannot turn out to be white space or a tag at the very end. */
    private int safeEnd() {
        if (lastOpening >= 0) {
            String tail = heldBack.substring(lastOpening, Math.max(lastOpening, solidEnd));
            for (String tag : CLOSING_TAGS) {
                if (tag.startsWith(tail)) {
                    return beforeStrayTags(lastOpening);
                }
            }
        }
        return solidEnd;
    }

    /** Before the white space and closing tags that the held back ends with at a place. */
    private int beforeStrayTags(int from) {
        int end = trimmedEnd(from);
        for (boolean shorter = true; shorter && end > stray; ) {
            shorter = false;
            for (String tag : CLOSING_TAGS) {
                if (endsWith(tag, end)) {
                    end = trimmedEnd(end - tag.length());
                    shorter = true;
                }
            }
        }
        return end <= stray ? 0 : end;
    }

    private boolean endsWith(String tag, int end) {
        int start = end - tag.length();
        boolean same = start >= 0;
        for (int i = 0; same && i < tag.length(); i++) {
            same = heldBack.charAt(start + i) == tag.charAt(i);
        }
        return same;
    }

    private int trimmedEnd(int from) {
        int end = from;
        while (end > stray && Character.isWhitespace(heldBack.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
