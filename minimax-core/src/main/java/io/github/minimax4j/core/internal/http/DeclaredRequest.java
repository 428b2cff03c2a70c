package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.transport.HttpTransport;
import org.jspecify.annotations.Nullable;

/**
 * What all requests to one endpoint have in common. A call adds its headers and its body.
 *
 * @param stream whether the response is a stream of events
 */
public record DeclaredRequest(String method, String url, boolean stream) {

    /** The request of one call. The body is written to bytes once, for all attempts of the call. */
    public HttpTransport.Request request(RequestHeaders headers, @Nullable RequestBody body) {
        return body == null
                ? new HttpTransport.Request(method, url, headers.values(), null, stream)
                : new HttpTransport.Request(method, url, headers.withContentType(), Json.writeBytes(body), stream);
    }

    /** The request of one call that uploads a file. */
    HttpTransport.Request upload(RequestHeaders headers, MultipartBody body) {
        return new HttpTransport.Request(method, url, headers.withContentType(body.contentType()), null, body, stream);
    }

    /** Without the query, which may hold secrets. */
    @Override
    public String toString() {
        return request(RequestHeaders.NONE, null).toString();
    }
}
