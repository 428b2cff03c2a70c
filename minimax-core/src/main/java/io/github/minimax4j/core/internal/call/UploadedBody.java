package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.core.transport.HttpTransport.StreamedBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an upload as it is sent.
 *
 * @param body    what is sent
 * @param sending notified of each piece
 */
record UploadedBody(StreamedBody body, Runnable sending) implements StreamedBody {

    /**
     * The request as the transport takes it: with the body in memory if it streams none.
     *
     * @throws IllegalArgumentException if the body does not fit or cannot be read
     */
    static HttpTransport.Request sendable(HttpTransport.Request request, HttpTransport transport) {
        StreamedBody body = request.streamedBody();
        if (body == null || transport.streamsBodies()) {
            return request;
        }
        String name = transport.getClass().getName();
        if (body.length() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The file has " + body.length() + " bytes: the transport " + name
                    + " streams no bodies, so it must be below 2 GB");
        }
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes((int) body.length());
            return new HttpTransport.Request(
                    request.method(), request.url(), request.headers(), bytes, request.stream());
        } catch (IOException e) {
            throw new IllegalArgumentException("The file could not be read", e);
        }
    }

    /** The request of one attempt. */
    static HttpTransport.Request watched(HttpTransport.Request request, Runnable sending) {
        StreamedBody body = request.streamedBody();
        return body == null
                ? request
                : new HttpTransport.Request(
                        request.method(),
                        request.url(),
                        request.headers(),
                        null,
                        new UploadedBody(body, sending),
                        request.stream());
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new FilterInputStream(body.open()) {

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                sending.run();
                return super.read(bytes, offset, length);
            }
        };
    }
}
