package io.github.minimax4j.test;

import java.util.Map;

/** A body of any kind, or bytes that are not an HTTP response. */
final class RawReply extends BaseReply<RawReply> {

    private final String contentType;
    private final byte[] body;
    private final boolean head;

    RawReply(String contentType, byte[] body, boolean head, Delivery delivery) {
        super(delivery);
        this.contentType = contentType;
        this.body = body.clone();
        this.head = head;
    }

    @Override
    RawReply with(Delivery newDelivery) {
        return new RawReply(contentType, body, head, newDelivery);
    }

    @Override
    ScriptedResponse response(RecordedRequest request) {
        return head
                ? ScriptedResponse.whole(200, Map.of("Content-Type", contentType), body)
                : ScriptedResponse.headless(body);
    }
}
