package io.github.minimax4j.test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One JSON object, computed from the request, with the identifying headers of the official host. */
final class JsonReply extends BaseReply<JsonReply> {

    private final BiFunction<RecordedRequest, String, Map<String, @Nullable Object>> body;

    /**
     * Creates a reply.
     *
     * @param body computes the body from the request and the trace id
     */
    JsonReply(BiFunction<RecordedRequest, String, Map<String, @Nullable Object>> body) {
        this(body, Delivery.PLAIN);
    }

    private JsonReply(BiFunction<RecordedRequest, String, Map<String, @Nullable Object>> body, Delivery delivery) {
        super(delivery);
        this.body = body;
    }

    @Override
    JsonReply with(Delivery newDelivery) {
        return new JsonReply(body, newDelivery);
    }

    @Override
    ScriptedResponse response(RecordedRequest request) {
        String id = Ids.trace();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.putAll(Ids.headers(id));
        return ScriptedResponse.whole(
                200, headers, Json.write(body.apply(request, id)).getBytes(StandardCharsets.UTF_8));
    }
}
