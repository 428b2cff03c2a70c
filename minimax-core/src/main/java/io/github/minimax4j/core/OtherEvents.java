package io.github.minimax4j.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands on the events of a stream that no callback stands for. Before the first piece of the answer they wait, because a stream of which
 * anything was told cannot be tried again. Not thread-safe.
 */
final class OtherEvents implements Consumer<StreamEvent> {

    // a server that keeps a stream alive with such events must not fill the memory
    static final int MOST_WAITING = 64;

    private final Consumer<StreamEvent> events;

    private final List<String> waiting = new ArrayList<>();

    private boolean told;

    OtherEvents(Consumer<StreamEvent> events) {
        this.events = events;
    }

    /** Takes an event that has a callback of its own. */
    @Override
    public void accept(StreamEvent event) {
        flush();
        events.accept(event);
    }

    /** Takes the JSON of one that has none. */
    void other(String json) {
        waiting.add(json);
        if (told || waiting.size() >= MOST_WAITING) {
            flush();
        }
    }

    /** Nothing stands in the way any more. */
    void flush() {
        told = true;
        if (waiting.isEmpty()) {
            return;
        }
        for (String json : waiting) {
            events.accept(listener -> listener.onOtherEvent(json));
        }
        waiting.clear();
    }
}
