package io.github.minimax4j.core.internal.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets the events of a stream through, but has those that no callback stands for wait until the first of the others, or the end: what an
 * attempt had of them is forgotten if the stream is tried again. Once events were delivered, it must not be. Not thread-safe.
 */
public final class OtherEvents implements Consumer<StreamEvent> {

    // a server that keeps a stream alive with such events must not fill the memory
    static final int MAX_WAITING = 64;

    private final Consumer<StreamEvent> events;

    private final List<StreamEvent> waiting = new ArrayList<>();

    private boolean open;

    public OtherEvents(Consumer<StreamEvent> events) {
        this.events = events;
    }

    @Override
    public void accept(StreamEvent event) {
        if (open) {
            events.accept(event);
        } else if (event instanceof StreamEvent.Other) {
            waiting.add(event);
            if (waiting.size() >= MAX_WAITING) {
                flush();
            }
        } else {
            flush();
            events.accept(event);
        }
    }

    /** Nothing waits any more. */
    public void flush() {
        open = true;
        waiting.forEach(events);
        waiting.clear();
    }

    /** The stream is tried again: what waits is void. */
    public void forget() {
        waiting.clear();
    }
}
