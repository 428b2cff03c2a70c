package io.github.minimax4j.test;

import io.github.minimax4j.test.Delivery.FaultKind;
import io.github.minimax4j.test.Delivery.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What all replies share, each returning its own type. */
abstract sealed class BaseReply<R extends BaseReply<R>> implements Reply
        permits CompletionReply, EventsReply, ErrorReply, JsonReply, RawReply {

    private final Delivery delivery;

    BaseReply(Delivery delivery) {
        this.delivery = delivery;
    }

    abstract R with(Delivery newDelivery);

    abstract Answer answer(RecordedRequest request);

    Delivery delivery() {
        return delivery;
    }

    @Override
    public R status(int status) {
        return with(delivery.withStatus(status));
    }

    @Override
    public R header(String name, String value) {
        return with(delivery.withHeader(name, value));
    }

    @Override
    public R delay(Duration delay) {
        return with(delivery.withDelay(delay));
    }

    @Override
    public R cutAfter(long bytes) {
        return with(delivery.withFault(FaultKind.CUT, Place.afterBytes(bytes)));
    }

    @Override
    public R cutAfterEvents(int events) {
        return with(delivery.withFault(FaultKind.CUT, Place.afterEvents(events)));
    }

    @Override
    public R resetAfter(long bytes) {
        return with(delivery.withFault(FaultKind.RESET, Place.afterBytes(bytes)));
    }

    @Override
    public R resetAfterEvents(int events) {
        return with(delivery.withFault(FaultKind.RESET, Place.afterEvents(events)));
    }

    @Override
    public R stallAfter(long bytes) {
        return with(delivery.withFault(FaultKind.STALL, Place.afterBytes(bytes)));
    }

    @Override
    public R stallAfterEvents(int events) {
        return with(delivery.withFault(FaultKind.STALL, Place.afterEvents(events)));
    }

    @Override
    public R trickle(int bytesPerWrite, Duration pause) {
        return with(delivery.withTrickle(bytesPerWrite, pause));
    }

    @Override
    public R garbageAfter(long bytes, String garbage) {
        return with(delivery.withGarbage(Place.afterBytes(bytes), garbage.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public R garbageAfterEvents(int events, String garbage) {
        return with(delivery.withGarbage(Place.afterEvents(events), garbage.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public R untilClose() {
        return with(delivery.withoutLength());
    }
}
