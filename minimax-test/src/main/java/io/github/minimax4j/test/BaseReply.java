package io.github.minimax4j.test;

import io.github.minimax4j.test.Delivery.FaultKind;
import io.github.minimax4j.test.Delivery.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The methods that all replies share, returning their own type. */
abstract sealed class BaseReply<R extends BaseReply<R>> implements Reply
        permits CompletionReply, EventsReply, ErrorReply, JsonReply, RawReply {

    private final Delivery delivery;

    BaseReply(Delivery delivery) {
        this.delivery = delivery;
    }

    abstract R with(Delivery newDelivery);

    abstract ScriptedResponse response(RecordedRequest request);

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
        return with(delivery.withFault(FaultKind.CUT, Position.afterBytes(bytes)));
    }

    @Override
    public R cutAfterEvents(int events) {
        return with(delivery.withFault(FaultKind.CUT, Position.afterEvents(events)));
    }

    @Override
    public R resetAfter(long bytes) {
        return with(delivery.withFault(FaultKind.RESET, Position.afterBytes(bytes)));
    }

    @Override
    public R resetAfterEvents(int events) {
        return with(delivery.withFault(FaultKind.RESET, Position.afterEvents(events)));
    }

    @Override
    public R stallAfter(long bytes) {
        return with(delivery.withFault(FaultKind.STALL, Position.afterBytes(bytes)));
    }

    @Override
    public R stallAfterEvents(int events) {
        return with(delivery.withFault(FaultKind.STALL, Position.afterEvents(events)));
    }

    @Override
    public R trickle(int bytesPerWrite, Duration pause) {
        return with(delivery.withTrickle(bytesPerWrite, pause));
    }

    @Override
    public R garbageAfter(long bytes, String garbage) {
        return with(delivery.withGarbage(Position.afterBytes(bytes), garbage.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public R garbageAfterEvents(int events, String garbage) {
        return with(delivery.withGarbage(Position.afterEvents(events), garbage.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public R untilClose() {
        return with(delivery.withoutLength());
    }
}
