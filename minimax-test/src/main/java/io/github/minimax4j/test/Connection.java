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
    private final Function<RecordedRequest, Reply> script;

    private volatile boolean aborted;

    Connection(Socket socket, int number, Traffic traffic, Function<RecordedRequest, Reply> script) {
        this.socket = socket;
        this.number = number;
        this.traffic = traffic;
        this.script = script;
    }

    @Override
    public void run() {
        try (socket) {
            serve();
        } catch (IOException e) {
            // the client has gone, between requests or in the middle of one: there is nobody to respond to
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
            open = respond(in, request, reader.isHttp10()) && !"close".equalsIgnoreCase(request.header("Connection"));
        }
    }

    private boolean respond(SocketInput in, RecordedRequest request, boolean http10) throws IOException {
        traffic.responding(this);
        try {
            BaseReply<?> reply = (BaseReply<?>) script.apply(request);
            ResponseWriter writer = new ResponseWriter(socket, in, reply.delivery(), reply.response(request), http10);
            return aborted ? abort(writer, in, request) : write(writer, in, request);
        } finally {
            traffic.responded(this);
        }
    }

    private boolean write(ResponseWriter writer, SocketInput in, RecordedRequest request) throws IOException {
        try {
            // a client that has the whole response may reset the server at once, and then this connection is idle
            return writer.write(() -> traffic.responded(this));
        } catch (IOException e) {
            if (aborted) {
                return abort(writer, in, request);
            }
            // if this side closed the socket, the server is being closed
            if (!socket.isClosed()) {
                traffic.hungUp();
            }
            throw e;
        }
    }

    /** Aborts the response that is delayed or being sent, if there is one. Returns at once. */
    void abort() {
        aborted = true;
        try {
            // the thread waits in a read, so this wakes it; it can still write
            socket.shutdownInput();
        } catch (IOException e) {
            // already gone
        }
    }

    /** A client that has received nothing yet would retry, in the middle of the next test, without this error. */
    private boolean abort(ResponseWriter writer, SocketInput in, RecordedRequest request) throws IOException {
        if (!writer.hasStarted()) {
            ErrorReply reply = (ErrorReply)
                    Reply.error(ErrorShape.ENVELOPE, 400, 0, "MiniMaxServer was reset before it responded");
            new ResponseWriter(socket, in, reply.delivery(), reply.response(request), false).write(() -> {});
        }
        return false;
    }

    private void refuse(SocketInput in, MalformedRequestException problem) throws IOException {
        RawReply reply = (RawReply)
                Reply.raw(400, "text/plain", "MiniMaxServer cannot read this request: " + problem.getMessage());
        RecordedRequest none = new RecordedRequest("", "", Map.of(), new byte[0], number);
        new ResponseWriter(socket, in, reply.delivery(), reply.response(none), false).write(() -> {});
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // already gone
        }
    }
}
