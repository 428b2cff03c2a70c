package io.github.minimax4j.test;

import io.github.minimax4j.test.EventFraming.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A stream of literal events, see {@link Reply#events(String...)}. Nothing is added: write {@code "[DONE]"} as the last payload if you need
 * it. Immutable.
 */
public final class EventsReply extends BaseReply<EventsReply> {

    private final List<Event> events;
    private final StreamShape shape;

    EventsReply(List<String> payloads) {
        this(payloads.stream().map(Event::of).toList(), StreamShape.DEFAULT, Delivery.PLAIN);
    }

    private EventsReply(List<Event> events, StreamShape shape, Delivery delivery) {
        super(delivery);
        this.events = events;
        this.shape = shape;
    }

    /** Shapes the framing: pauses, comments, line ends. Settings that split text have no effect here. */
    public EventsReply streamed(UnaryOperator<StreamShape> change) {
        return new EventsReply(events, change.apply(shape), delivery());
    }

    @Override
    EventsReply with(Delivery newDelivery) {
        return new EventsReply(events, shape, newDelivery);
    }

    @Override
    ScriptedResponse response(RecordedRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/event-stream");
        headers.putAll(Ids.headers(Ids.trace()));
        return new ScriptedResponse(true, 200, headers, null, new EventFraming(shape, events.iterator()));
    }
}
