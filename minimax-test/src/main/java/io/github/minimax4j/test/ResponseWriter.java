package io.github.minimax4j.test;

import io.github.minimax4j.test.Delivery.Fault;
import io.github.minimax4j.test.Delivery.Garbage;
import io.github.minimax4j.test.Delivery.Position;
import io.github.minimax4j.test.ScriptedResponse.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends one response, including its faults. One instance sends one response. */
final class ResponseWriter {

    private static final byte[] LINE_END = {'\r', '\n'};

    private enum Framing {
        LENGTH,
        CHUNKS,
        NONE
    }

    private final Socket socket;
    private final SocketInput in;
    private final OutputStream out;
    private final Delivery delivery;
    private final ScriptedResponse response;
    private final boolean http10;

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(512);
    private Framing framing = Framing.NONE;
    private @Nullable Garbage garbage;
    private long sentBytes;
    private int sentEvents;
    private boolean started;

    ResponseWriter(Socket socket, SocketInput in, Delivery delivery, ScriptedResponse response, boolean http10)
            throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.delivery = delivery;
        this.response = response;
        this.http10 = http10;
        this.garbage = delivery.garbage();
    }

    /**
     * Sends everything.
     *
     * @param beforeTheEnd runs before the client can have the whole response
     * @return whether the connection can serve another request
     */
    boolean write(Runnable beforeTheEnd) throws IOException {
        pause(delivery.delay());
        if (response.head()) {
            head();
        }
        if (!body()) {
            flush();
            fail(delivery.fault());
            return false;
        }
        if (framing == Framing.CHUNKS) {
            pending.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        beforeTheEnd.run();
        flush();
        return framing != Framing.NONE;
    }

    /** Whether the client may have received part of the response. */
    boolean hasStarted() {
        return started;
    }

    private void head() {
        int status = delivery.status() == null ? response.status() : delivery.status();
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(status == 200 ? "OK" : "Status")
                .append("\r\n");
        response.headers().forEach((name, value) -> {
            if (!isScripted(name)) {
                header(head, name, value);
            }
        });
        for (Map.Entry<String, String> header : delivery.headers()) {
            header(head, header.getKey(), header.getValue());
        }
        framing = framing();
        if (framing == Framing.LENGTH) {
            int extra = garbage == null ? 0 : garbage.bytes().length;
            header(head, "Content-Length", String.valueOf(Objects.requireNonNull(response.length()) + extra));
        } else if (framing == Framing.CHUNKS) {
            header(head, "Transfer-Encoding", "chunked");
        } else if (!isScripted("Connection")) {
            header(head, "Connection", "close");
        }
        pending.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private Framing framing() {
        if (delivery.untilClose() || http10 || isScripted("Content-Length") || isScripted("Transfer-Encoding")) {
            return Framing.NONE;
        }
        return response.length() == null ? Framing.CHUNKS : Framing.LENGTH;
    }

    private boolean isScripted(String name) {
        return delivery.headers().stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Sends the body; returns false if it reached the position of the fault. */
    private boolean body() throws IOException {
        while (response.parts().hasNext()) {
            if (faultIsDue()) {
                return false;
            }
            Part part = response.parts().next();
            pause(part.pauseBefore());
            if (!send(part.bytes())) {
                return false;
            }
            if (part.isEvent()) {
                sentEvents++;
            }
            if (response.parts().hasNext()) {
                flush();
            }
        }
        if (garbage != null) {
            sendGarbage(garbage);
        }
        return delivery.fault() == null;
    }

    private boolean send(byte[] bytes) throws IOException {
        int offset = 0;
        while (offset < bytes.length) {
            if (faultIsDue()) {
                return false;
            }
            Garbage pendingGarbage = garbage;
            if (pendingGarbage != null && isReached(pendingGarbage.position())) {
                sendGarbage(pendingGarbage);
            }
            int count = (int) Math.min(bytes.length - offset, bytesUntilNextPosition());
            if (delivery.trickle() != null) {
                count = Math.min(count, delivery.trickle().bytesPerWrite());
            }
            frame(bytes, offset, count);
            offset += count;
            sentBytes += count;
            if (delivery.trickle() != null) {
                flush();
                pause(delivery.trickle().pause());
            }
        }
        return true;
    }

    private void sendGarbage(Garbage pendingGarbage) {
        frame(pendingGarbage.bytes(), 0, pendingGarbage.bytes().length);
        garbage = null;
    }

    private long bytesUntilNextPosition() {
        long position = garbage == null ? Long.MAX_VALUE : garbage.position().bytes();
        if (delivery.fault() != null) {
            position = Math.min(position, delivery.fault().position().bytes());
        }
        return position - sentBytes;
    }

    private boolean faultIsDue() {
        return delivery.fault() != null && isReached(delivery.fault().position());
    }

    private boolean isReached(Position position) {
        return sentBytes >= position.bytes() || sentEvents >= position.events();
    }

    private void frame(byte[] bytes, int offset, int count) {
        if (count == 0) {
            return;
        }
        if (framing == Framing.CHUNKS) {
            pending.writeBytes(Integer.toHexString(count).getBytes(StandardCharsets.US_ASCII));
            pending.writeBytes(LINE_END);
        }
        pending.write(bytes, offset, count);
        if (framing == Framing.CHUNKS) {
            pending.writeBytes(LINE_END);
        }
    }

    private void fail(@Nullable Fault fault) throws IOException {
        if (fault == null) {
            return;
        }
        switch (fault.kind()) {
            case CUT -> socket.shutdownOutput();
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case STALL -> awaitHangUp(null);
        }
    }

    private void pause(Duration time) throws IOException {
        if (!time.isZero()) {
            flush();
            awaitHangUp(time);
        }
    }

    private void awaitHangUp(@Nullable Duration time) throws IOException {
        if (!in.clientStaysFor(time)) {
            throw new ClientHungUpException();
        }
    }

    private void flush() throws IOException {
        if (pending.size() > 0) {
            started = true;
            pending.writeTo(out);
            out.flush();
            pending.reset();
        }
    }
}
