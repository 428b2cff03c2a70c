package io.github.minimax4j.test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of one connection. It waits by reading with a timeout: that needs no second thread and detects at once that the client
 * has left.
 */
final class SocketInput {

    private static final int MAX_LINE_LENGTH = 64 * 1024;
    private static final long ONE_MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    SocketInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** The next line without its line end, or null at the end of the stream. */
    @Nullable
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (line.size() < MAX_LINE_LENGTH) {
            int next = read();
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException("The connection ended inside a line");
                }
                return null;
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
        throw new MalformedRequestException("a line is longer than " + MAX_LINE_LENGTH + " bytes");
    }

    byte[] readExactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        int filled = Math.min(length, end - start);
        System.arraycopy(buffer, start, bytes, 0, filled);
        start += filled;
        if (in.readNBytes(bytes, filled, length - filled) < length - filled) {
            throw new EOFException("The connection ended inside a body");
        }
        return bytes;
    }

    private int read() throws IOException {
        if (start == end) {
            start = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                return -1;
            }
        }
        return buffer[start++] & 0xff;
    }

    /**
     * Waits, and keeps what the client sends meanwhile.
     *
     * @param time how long, or null for as long as the client stays connected
     * @return false as soon as the client has closed or reset the connection
     */
    boolean clientStaysFor(@Nullable Duration time) throws IOException {
        long begin = System.nanoTime();
        long nanos = time == null ? Long.MAX_VALUE : time.toNanos();
        try {
            while (true) {
                long remaining = time == null ? Long.MAX_VALUE : nanos - (System.nanoTime() - begin);
                if (remaining <= 0) {
                    return true;
                }
                if (remaining < ONE_MILLISECOND) {
                    LockSupport.parkNanos(remaining);
                } else if (!stillThere(time == null ? 0 : remaining / ONE_MILLISECOND)) {
                    return false;
                }
            }
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }

    private boolean stillThere(long milliseconds) {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        try {
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, milliseconds));
            int count = in.read(buffer, end, buffer.length - end);
            end += Math.max(0, count);
            return count >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
