package io.github.minimax4j.test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An error in one of MiniMax's shapes. */
final class ErrorReply extends BaseReply<ErrorReply> {

    private final ErrorShape shape;
    private final int httpStatus;
    private final int code;
    private final String message;

    ErrorReply(ErrorShape shape, int httpStatus, int code, String message) {
        this(
                Objects.requireNonNull(shape, "shape"),
                httpStatus,
                code,
                message,
                Delivery.PLAIN.withStatus(sent(shape, httpStatus)));
    }

    private ErrorReply(ErrorShape shape, int httpStatus, int code, String message, Delivery delivery) {
        super(delivery);
        this.shape = shape;
        this.httpStatus = httpStatus;
        this.code = code;
        this.message = Objects.requireNonNull(message, "message");
    }

    private static int sent(ErrorShape shape, int httpStatus) {
        return shape == ErrorShape.ENVELOPE_WITH_STATUS_200 ? 200 : httpStatus;
    }

    @Override
    ErrorReply with(Delivery newDelivery) {
        return new ErrorReply(shape, httpStatus, code, message, newDelivery);
    }

    @Override
    ScriptedResponse response(RecordedRequest request) {
        String id = Ids.trace();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", shape.contentType());
        headers.putAll(Ids.headers(id));
        String body = shape.body(httpStatus, code, message, id);
        return ScriptedResponse.whole(httpStatus, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The error as one event of a stream that has already started. */
    String eventPayload(String completionId) {
        return shape.eventPayload(httpStatus, code, message, completionId);
    }
}
