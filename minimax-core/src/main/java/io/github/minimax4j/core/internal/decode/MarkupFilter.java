package io.github.minimax4j.core.internal.decode;

import java.util.function.Consumer;

/**
 * Passes text on up to where tool-call markup begins, wherever the text is cut, and keeps the rest back; all of it if it looks for none. Not
 * thread-safe.
 */
final class MarkupFilter {

    private final Consumer<String> text;

    private final boolean looking;

    private final ToolCallMarkup.Search search = new ToolCallMarkup.Search();

    private final StringBuilder heldBack = new StringBuilder();

    private boolean markup;

    MarkupFilter(Consumer<String> text, boolean looking) {
        this.text = text;
        this.looking = looking;
    }

    void append(CharSequence piece) {
        if (!looking) {
            text.accept(piece.toString());
            return;
        }
        if (markup) {
            heldBack.append(piece);
            return;
        }
        CharSequence all = heldBack.isEmpty() ? piece : heldBack.append(piece);
        int begin = search.find(all);
        markup = ToolCallMarkup.isBegin(all, begin);
        String passed = all.subSequence(0, begin).toString();
        String rest = all.subSequence(begin, all.length()).toString();
        heldBack.setLength(0);
        heldBack.append(rest);
        if (!passed.isEmpty()) {
            text.accept(passed);
        }
    }

    /** What has come and has not been passed on. */
    CharSequence heldBack() {
        return heldBack;
    }

    /** What was kept back, from the beginning of markup on; empty if none began. */
    String markup() {
        String rest = heldBack.toString();
        heldBack.setLength(0);
        if (!markup && !rest.isEmpty()) {
            text.accept(rest);
        }
        return markup ? rest : "";
    }
}
