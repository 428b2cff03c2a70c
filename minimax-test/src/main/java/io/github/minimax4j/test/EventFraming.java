package io.github.minimax4j.test;

import io.github.minimax4j.test.ScriptedResponse.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Formats server-sent events, one at a time, with comments and pauses between them. */
final class EventFraming implements Iterator<Part> {

    /** One event. */
    record Event(@Nullable String name, String data) {

        static Event of(String data) {
            return new Event(null, data);
        }

        static Event error(StreamShape shape, String data) {
            return new Event(shape.namedErrors ? "error" : null, data);
        }
    }

    private final StreamShape shape;
    private final Iterator<Event> events;
    private final Queue<Part> next = new ArrayDeque<>();
    private int count;

    EventFraming(StreamShape shape, Iterator<Event> events) {
        this.shape = shape;
        this.events = events;
    }

    @Override
    public boolean hasNext() {
        return !next.isEmpty() || events.hasNext();
    }

    @Override
    public Part next() {
        if (next.isEmpty()) {
            frame(events.next());
        }
        return next.remove();
    }

    private void frame(Event event) {
        if (shape.comments) {
            next.add(part(": ping", Duration.ZERO, false));
        }
        if (shape.emptyData) {
            next.add(part("data:", Duration.ZERO, false));
        }
        String name = event.name() == null ? "" : "event: " + event.name() + shape.lineEnd;
        next.add(part(name + "data:" + shape.space + event.data(), pause(), true));
        count++;
    }

    private Duration pause() {
        Duration pause = count == 0 ? Duration.ZERO : shape.pause;
        return count == shape.laterPauseAfter ? pause.plus(shape.laterPause) : pause;
    }

    private Part part(String lines, Duration pause, boolean isEvent) {
        String text = lines + shape.lineEnd + shape.lineEnd;
        return new Part(text.getBytes(StandardCharsets.UTF_8), pause, isEvent);
    }
}
