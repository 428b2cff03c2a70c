package io.github.minimax4j.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the end of an HTTP/1.1 request and its script: the first segment of the path. Not thread-safe. */
final class RequestParser {

    private static final byte[] END_OF_CHUNKS = {'0', '\r', '\n', '\r', '\n'};

    private final StringBuilder head = new StringBuilder(512);

    private String script;

    private long bodyLeft;

    private boolean chunked;

    // how much of END_OF_CHUNKS the body has just ended with
    private int matched;

    /** Takes bytes of a request; returns its script once it is complete, else null. Clients send no further request before the response. */
    String feed(ByteBuffer bytes) {
        while (script == null && bytes.hasRemaining()) {
            head.append((char) (bytes.get() & 0xff));
            int length = head.length();
            if (head.charAt(length - 1) == '\n' && length > 3 && head.charAt(length - 3) == '\n') {
                readHead(head.toString());
            }
        }
        if (script == null) {
            return null;
        }
        if (chunked) {
            while (bytes.hasRemaining() && matched < END_OF_CHUNKS.length) {
                byte next = bytes.get();
                matched = next == END_OF_CHUNKS[matched] ? matched + 1 : next == END_OF_CHUNKS[0] ? 1 : 0;
            }
        } else {
            int taken = (int) Math.min(bodyLeft, bytes.remaining());
            bytes.position(bytes.position() + taken);
            bodyLeft -= taken;
        }
        boolean whole = chunked ? matched == END_OF_CHUNKS.length : bodyLeft == 0;
        if (!whole) {
            return null;
        }
        String complete = script;
        script = null;
        matched = 0;
        head.setLength(0);
        return complete;
    }

    private void readHead(String text) {
        int path = text.indexOf('/');
        int end = text.indexOf('/', path + 1);
        int space = text.indexOf(' ', path);
        script = text.substring(path + 1, end < 0 || end > space ? space : end);
        String fields = text.toLowerCase(Locale.ROOT);
        chunked = fields.contains("transfer-encoding: chunked");
        int length = fields.indexOf("content-length:");
        bodyLeft = length < 0
                ? 0
                : Long.parseLong(fields.substring(length + "content-length:".length(), fields.indexOf('\r', length))
                        .trim());
    }

    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
