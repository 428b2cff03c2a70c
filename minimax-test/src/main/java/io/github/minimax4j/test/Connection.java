package io.github.minimax4j.test;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.function.Function;

/** Serves one connection, request after request, on its own thread. */
final class Connection implements Runnable {

    private final Socket socket;
    private final int number;
    private final Traffic traffic;
    private final Function<RecordedRequest, Reply> answers;

    private volatile boolean cutOff;

    Connection(Socket socket, int number, Traffic traffic, Function<RecordedRequest, Reply> answers) {
        this.socket = socket;
        this.number = number;
        this.traffic = traffic;
        this.answers = answers;
    }

    @Override
    public void run() {
        try (socket) {
            serve();
        } catch (IOException e) {
            // the client has gone, between requests or inside one: nobody is left to tell
        } finally {
            traffic.closed(socket);
        }
    }

    private void serve() throws IOException {
        SocketInput in = new SocketInput(socket);
        RequestReader reader = new RequestReader(in, socket.getOutputStream(), number);
        boolean open = true;
        while (open) {
            RecordedRequest request;
            try {
                request = reader.read();
            } catch (MalformedRequestException e) {
                refuse(in, e);
                return;
            }
            if (request == null) {
                return;
            }
            open = answer(in, request, reader.isHttp10()) && !"close".equalsIgnoreCase(request.header("Connection"));
        }
    }

    private boolean answer(SocketInput in, RecordedRequest request, boolean http10) throws IOException {
        traffic.answering(this);
        try {
            BaseReply<?> reply = (BaseReply<?>) answers.apply(request);
            ResponseWriter writer = new ResponseWriter(socket, in, reply.delivery(), reply.answer(request), http10);
            return cutOff ? cutOff(writer, in, request) : write(writer, in, request);
        } finally {
            traffic.answered(this);
        }
    }

    private boolean write(ResponseWriter writer, SocketInput in, RecordedRequest request) throws IOException {
        try {
            // a client that has its whole answer may reset the server at once, and this connection is idle then
            return writer.write(() -> traffic.answered(this));
        } catch (IOException e) {
            if (cutOff) {
                return cutOff(writer, in, request);
            }
            // on a socket closed from this side it is the server that is being closed
            if (!socket.isClosed()) {
                traffic.hungUp();
            }
            throw e;
        }
    }

    /** Ends the answer that is being waited for or sent, if there is one. Returns at once. */
    void cutOff() {
        cutOff = true;
        try {
            // the thread waits by reading, so it wakes up, and may still write
            socket.shutdownInput();
        } catch (IOException e) {
            // already gone
        }
    }

    /** A client that has nothing yet would try again, in the middle of the next test, if it were not told to stop. */
    private boolean cutOff(ResponseWriter writer, SocketInput in, RecordedRequest request) throws IOException {
        if (!writer.hasBegun()) {
            ErrorReply reply =
                    (ErrorReply) Reply.error(ErrorShape.ENVELOPE, 400, 0, "MiniMaxServer was reset before it answered");
            new ResponseWriter(socket, in, reply.delivery(), reply.answer(request), false).write(() -> {});
        }
        return false;
    }

    private void refuse(SocketInput in, MalformedRequestException problem) throws IOException {
        RawReply reply = (RawReply)
                Reply.raw(400, "text/plain", "MiniMaxServer cannot read this request: " + problem.getMessage());
        RecordedRequest none = new RecordedRequest("", "", Map.of(), new byte[0], number);
        new ResponseWriter(socket, in, reply.delivery(), reply.answer(none), false).write(() -> {});
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // already gone
        }
    }
}
