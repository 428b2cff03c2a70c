package io.github.minimax4j.test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests, with bodies of known length and chunked bodies. */
final class RequestReader {

    private static final int MAX_HEADERS = 200;
    private static final int MAX_BODY = 256 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketInput in;
    private final OutputStream out;
    private final int connection;
    private boolean http10;

    RequestReader(SocketInput in, OutputStream out, int connection) {
        this.in = in;
        this.out = out;
        this.connection = connection;
    }

    /** The next request, or null if the client closed the connection instead. */
    @Nullable
    RecordedRequest read() throws IOException {
        String line = in.readLine();
        while (line != null && line.isEmpty()) {
            line = in.readLine();
        }
        if (line == null) {
            return null;
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new MalformedRequestException("no HTTP/1.1 request line");
        }
        http10 = words[2].equals("HTTP/1.0");
        Map<String, List<String>> headers = headers();
        return new RecordedRequest(words[0], words[1], headers, body(headers), connection);
    }

    boolean isHttp10() {
        return http10;
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MAX_HEADERS) {
                throw new MalformedRequestException("a header line without a name, or more than " + MAX_HEADERS);
            }
            headers.computeIfAbsent(line.substring(0, colon).trim(), name -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        String encoding = first(headers, "Transfer-Encoding");
        String length = first(headers, "Content-Length");
        if (encoding == null && length == null) {
            return new byte[0];
        }
        if ("100-continue".equalsIgnoreCase(first(headers, "Expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        if (encoding == null) {
            return in.readExactly(size(length, 10));
        }
        if (!encoding.equalsIgnoreCase("chunked")) {
            throw new MalformedRequestException("Transfer-Encoding other than chunked");
        }
        return chunks();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = size(line().split(";", 2)[0].trim(), 16);
            if (size == 0) {
                break;
            }
            if (size > MAX_BODY - body.size()) {
                throw new MalformedRequestException("a body of more than " + MAX_BODY + " bytes");
            }
            body.write(in.readExactly(size));
            line();
        }
        for (String trailer = line(); !trailer.isEmpty(); ) {
            trailer = line();
        }
        return body.toByteArray();
    }

    private static int size(@Nullable String digits, int radix) throws IOException {
        try {
            int size = Integer.parseInt(String.valueOf(digits), radix);
            if (size >= 0 && size <= MAX_BODY) {
                return size;
            }
        } catch (NumberFormatException e) {
            // reported below, like a size out of range
        }
        throw new MalformedRequestException("no usable body length: " + digits);
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("The connection ended inside a request");
        }
        return line;
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }
}
