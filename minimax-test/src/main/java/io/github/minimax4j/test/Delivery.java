package io.github.minimax4j.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an answer's bytes travel: head, timing, faults. What the bytes say is the reply's own business. */
record Delivery(
        @Nullable Integer status,
        List<Map.Entry<String, String>> headers,
        Duration delay,
        @Nullable Fault fault,
        @Nullable Garbage garbage,
        @Nullable Trickle trickle,
        boolean untilClose) {

    static final Delivery PLAIN = new Delivery(null, List.of(), Duration.ZERO, null, null, null, false);

    enum FaultKind {
        CUT,
        RESET,
        STALL
    }

    /** A place in the body: after so many bytes, or after so many events. */
    record Place(long bytes, int events) {

        private static final long NOWHERE = Long.MAX_VALUE;

        static Place afterBytes(long bytes) {
            return new Place(notNegative(bytes, "bytes"), Integer.MAX_VALUE);
        }

        static Place afterEvents(int events) {
            return new Place(NOWHERE, (int) notNegative(events, "events"));
        }

        private static long notNegative(long value, String name) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " must not be negative: " + value);
            }
            return value;
        }
    }

    record Fault(FaultKind kind, Place place) {}

    record Garbage(Place place, byte[] bytes) {}

    record Trickle(int bytesPerWrite, Duration pause) {}

    Delivery withStatus(int newStatus) {
        if (newStatus < 200 || newStatus > 999) {
            throw new IllegalArgumentException("status must be a final HTTP status, 200 to 999: " + newStatus);
        }
        return new Delivery(newStatus, headers, delay, fault, garbage, trickle, untilClose);
    }

    Delivery withHeader(String name, String value) {
        if (name.isBlank() || (name + value).matches("(?s).*[\\r\\n].*")) {
            throw new IllegalArgumentException(
                    "A header needs a name, and neither name nor value may hold a line break");
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Delivery(status, List.copyOf(more), delay, fault, garbage, trickle, untilClose);
    }

    Delivery withDelay(Duration newDelay) {
        return new Delivery(
                status, headers, Durations.notNegative(newDelay, "delay"), fault, garbage, trickle, untilClose);
    }

    Delivery withFault(FaultKind kind, Place place) {
        return new Delivery(status, headers, delay, new Fault(kind, place), garbage, trickle, untilClose);
    }

    Delivery withGarbage(Place place, byte[] bytes) {
        return new Delivery(status, headers, delay, fault, new Garbage(place, bytes.clone()), trickle, untilClose);
    }

    Delivery withTrickle(int bytesPerWrite, Duration pause) {
        if (bytesPerWrite < 1) {
            throw new IllegalArgumentException("bytesPerWrite must be at least 1: " + bytesPerWrite);
        }
        Trickle newTrickle = new Trickle(bytesPerWrite, Durations.notNegative(pause, "pause"));
        return new Delivery(status, headers, delay, fault, garbage, newTrickle, untilClose);
    }

    Delivery withoutLength() {
        return new Delivery(status, headers, delay, fault, garbage, trickle, true);
    }
}
