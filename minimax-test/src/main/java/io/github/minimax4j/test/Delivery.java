package io.github.minimax4j.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a response is delivered: head, timing, faults. Its content is up to the reply. */
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

    /** A position in the body: after a number of bytes, or after a number of events. */
    record Position(long bytes, int events) {

        private static final long NOWHERE = Long.MAX_VALUE;

        static Position afterBytes(long bytes) {
            return new Position(notNegative(bytes, "bytes"), Integer.MAX_VALUE);
        }

        static Position afterEvents(int events) {
            return new Position(NOWHERE, (int) notNegative(events, "events"));
        }

        private static long notNegative(long value, String name) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " must not be negative: " + value);
            }
            return value;
        }
    }

    record Fault(FaultKind kind, Position position) {}

    record Garbage(Position position, byte[] bytes) {}

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
                    "A header needs a name, and neither name nor value may contain a line break");
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Delivery(status, List.copyOf(more), delay, fault, garbage, trickle, untilClose);
    }

    Delivery withDelay(Duration newDelay) {
        return new Delivery(
                status, headers, Durations.notNegative(newDelay, "delay"), fault, garbage, trickle, untilClose);
    }

    Delivery withFault(FaultKind kind, Position position) {
        return new Delivery(status, headers, delay, new Fault(kind, position), garbage, trickle, untilClose);
    }

    Delivery withGarbage(Position position, byte[] bytes) {
        return new Delivery(status, headers, delay, fault, new Garbage(position, bytes.clone()), trickle, untilClose);
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
