package io.github.minimax4j.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The server's side of HTTP/2, frame by frame (RFC 9113), for one connection. */
final class Http2Connection {
    /** What is sent in response to a request, until the server is healed. */
    @FunctionalInterface
    interface Frames {
        void on(Http2Connection connection, int stream, FaultServer.Response response) throws Exception;
    }

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END = 1;
    private static final int END_HEADERS = 4;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final FaultServer server;
    private final Socket socket;
    private final BooleanSupplier healed;
    private final Frames frames;
    private final Map<Integer, StringBuilder> bodies = new HashMap<>();

    Http2Connection(FaultServer server, Socket socket, BooleanSupplier healed, Frames frames) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
        this.healed = healed;
        this.frames = frames;
    }

    void serve() throws Exception {
        in.readNBytes(24); // the preface
        send(SETTINGS, 0, 0, new byte[0]);
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == SETTINGS && flags == 0) {
                send(SETTINGS, 1, 0, new byte[0]);
            } else if (type == PING && flags == 0) {
                send(PING, 1, 0, payload);
            } else if (type == DATA || type == HEADERS) {
                StringBuilder body = bodies.computeIfAbsent(stream, id -> new StringBuilder());
                if (type == DATA) {
                    body.append(new String(payload, StandardCharsets.UTF_8));
                }
                if ((flags & END) != 0) {
                    respond(stream, FaultServer.Response.to(body.toString()));
                }
            }
        }
    }

    private void respond(int stream, FaultServer.Response response) throws Exception {
        if (healed.getAsBoolean()) {
            headers(stream, response);
            data(stream, response.body(), true);
        } else {
            frames.on(this, stream, response);
        }
    }

    /** Sends the first half of a response, and waits until the application has what it can have of it. */
    void begin(int stream, FaultServer.Response response) throws Exception {
        headers(stream, response);
        data(stream, response.pieces().get(0) + response.pieces().get(1), false);
        if (response.isStream()) {
            server.awaitDelivery();
        }
    }

    private void headers(int stream, FaultServer.Response response) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] type =
                (response.isStream() ? "text/event-stream" : "application/json").getBytes(StandardCharsets.US_ASCII);
        block.write(0x88); // :status 200
        block.write(0x0f); // a literal that is not indexed, of the name 31, content-type
        block.write(31 - 15);
        block.write(type.length);
        block.write(type);
        send(HEADERS, END_HEADERS, stream, block.toByteArray());
    }

    void data(int stream, String text, boolean last) throws IOException {
        send(DATA, last ? END : 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    void reset(int stream, int code) throws IOException {
        send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    void goAway(int lastStream, int code) throws IOException {
        send(
                GOAWAY,
                0,
                0,
                ByteBuffer.allocate(8).putInt(lastStream).putInt(code).array());
    }

    void close() throws IOException {
        socket.close();
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(frame);
        data.writeByte(payload.length >> 16);
        data.writeShort(payload.length);
        data.writeByte(type);
        data.writeByte(flags);
        data.writeInt(stream);
        data.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }
}
