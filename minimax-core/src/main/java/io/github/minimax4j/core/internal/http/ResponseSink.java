package io.github.minimax4j.core.internal.http;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes a response as it is pushed by the HTTP client. Calls come one after the other and must not block. */
public interface ResponseSink {

    /** The head has come. */
    void head(int status, HttpHeaders headers);

    /**
     * The next bytes of the body have come.
     *
     * @return true if more are wanted now; if false, {@link Demand#more()} asks for them later
     */
    boolean bytes(List<ByteBuffer> bytes);

    /** The body has ended as it should. */
    void end();

    /** The response failed, before its head or within its body. */
    void failed(Throwable cause);

    /**
     * The body begins; called after {@link #head}.
     *
     * @param demand asks for bytes, or for none any more
     */
    void begin(Demand demand);

    /** Steers the flow of the body. Thread-safe. */
    interface Demand {

        void more();

        void cancel();
    }
}
