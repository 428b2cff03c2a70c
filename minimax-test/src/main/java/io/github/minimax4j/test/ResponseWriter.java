package io.github.minimax4j.test;

import io.github.minimax4j.test.Answer.Part;
import io.github.minimax4j.test.Delivery.Fault;
import io.github.minimax4j.test.Delivery.Garbage;
import io.github.minimax4j.test.Delivery.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends one answer, faults included. One instance serves one answer. */
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
    private final Answer answer;
    private final boolean http10;

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(512);
    private Framing framing = Framing.NONE;
    private @Nullable Garbage garbage;
    private long sentBytes;
    private int sentEvents;
    private boolean begun;

    ResponseWriter(Socket socket, SocketInput in, Delivery delivery, Answer answer, boolean http10) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.delivery = delivery;
        this.answer = answer;
        this.http10 = http10;
        this.garbage = delivery.garbage();
    }

    /**
     * Sends everything.
     *
     * @param beforeTheEnd runs before the client can have the whole of it
     * @return whether the connection can serve another request
     */
    boolean write(Runnable beforeTheEnd) throws IOException {
        pause(delivery.delay());
        if (answer.head()) {
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

    /** Whether the client has a part of it. */
    boolean hasBegun() {
        return begun;
    }

    private void head() {
        int status = delivery.status() == null ? answer.status() : delivery.status();
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(status == 200 ? "OK" : "Status")
                .append("\r\n");
        answer.headers().forEach((name, value) -> {
            if (!scripts(name)) {
                header(head, name, value);
            }
        });
        for (Map.Entry<String, String> header : delivery.headers()) {
            header(head, header.getKey(), header.getValue());
        }
        framing = framing();
        if (framing == Framing.LENGTH) {
            int extra = garbage == null ? 0 : garbage.bytes().length;
            header(head, "Content-Length", String.valueOf(Objects.requireNonNull(answer.length()) + extra));
        } else if (framing == Framing.CHUNKS) {
            header(head, "Transfer-Encoding", "chunked");
        } else if (!scripts("Connection")) {
            header(head, "Connection", "close");
        }
        pending.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private Framing framing() {
        if (delivery.untilClose() || http10 || scripts("Content-Length") || scripts("Transfer-Encoding")) {
            return Framing.NONE;
        }
        return answer.length() == null ? Framing.CHUNKS : Framing.LENGTH;
    }

    private boolean scripts(String name) {
        return delivery.headers().stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Sends the body; false if it came to the place of the fault. */
    private boolean body() throws IOException {
        while (answer.parts().hasNext()) {
            if (faultIsDue()) {
                return false;
            }
            Part part = answer.parts().next();
            pause(part.pauseBefore());
            if (!send(part.bytes())) {
                return false;
            }
            if (part.isEvent()) {
                sentEvents++;
            }
            if (answer.parts().hasNext()) {
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
            Garbage waiting = garbage;
            if (waiting != null && isReached(waiting.place())) {
                sendGarbage(waiting);
            }
            int count = (int) Math.min(bytes.length - offset, bytesUntilNextPlace());
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

    private void sendGarbage(Garbage waiting) {
        frame(waiting.bytes(), 0, waiting.bytes().length);
        garbage = null;
    }

    private long bytesUntilNextPlace() {
        long place = garbage == null ? Long.MAX_VALUE : garbage.place().bytes();
        if (delivery.fault() != null) {
            place = Math.min(place, delivery.fault().place().bytes());
        }
        return place - sentBytes;
    }

    private boolean faultIsDue() {
        return delivery.fault() != null && isReached(delivery.fault().place());
    }

    private boolean isReached(Place place) {
        return sentBytes >= place.bytes() || sentEvents >= place.events();
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
            begun = true;
            pending.writeTo(out);
            out.flush();
            pending.reset();
        }
    }
}
