package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;

/** Carries Retrofit's calls over a transport that the user has given, and does not rely on its keeping to the rules. */
public final class TransportCallFactory implements Call.Factory {

    private final HttpTransport transport;

    public TransportCallFactory(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public Call newCall(Request request) {
        return new TransportCall(transport, request);
    }

    private static final class TransportCall extends PushedCall {

        private final HttpTransport transport;

        // the answer may come, and be given up, before sending has returned
        private final CompletableFuture<HttpTransport.Call> sent = new CompletableFuture<>();

        TransportCall(HttpTransport transport, Request request) {
            super(request);
            this.transport = transport;
        }

        @Override
        void send(ResponseSink sink, Callback callback) throws IOException {
            HttpTransport.Request request = new HttpTransport.Request(
                    request().method(),
                    request().url().toString(),
                    headers(),
                    body(),
                    request().tag(AnswerForm.class) == AnswerForm.EVENTS);
            GuardedReceiver receiver = new GuardedReceiver(sink, callback);
            HttpTransport.Call call;
            try {
                call = transport.send(request, receiver);
            } catch (Throwable e) { // foreign code: a class may be missing as well
                receiver.failed(e);
                return;
            }
            if (call == null) {
                receiver.failed(new IllegalStateException("The transport " + name() + " gave no call to steer"));
            } else {
                sent.complete(call);
            }
        }

        @Override
        void giveUp() {
            sent.thenAccept(call -> Guard.run("The transport " + name() + " could not cancel a call", call::cancel));
        }

        @Override
        public PushedCall clone() {
            return new TransportCall(transport, request());
        }

        private String name() {
            return transport.getClass().getName();
        }

        private final class GuardedReceiver implements HttpTransport.Receiver, ResponseSink.Demand {

            private final ResponseSink sink;

            private final Callback callback;

            private final AtomicBoolean headSeen = new AtomicBoolean();

            private final AtomicBoolean over = new AtomicBoolean();

            private volatile int status;

            GuardedReceiver(ResponseSink sink, Callback callback) {
                this.sink = sink;
                this.callback = callback;
            }

            @Override
            public void head(int status, Map<String, List<String>> headers) {
                if (over.get() || !headSeen.compareAndSet(false, true)) {
                    return;
                }
                this.status = status;
                try {
                    sink.head(status, readable(headers));
                    sink.begin(this);
                } catch (Throwable e) { // the map is the transport's
                    failed(e);
                }
            }

            @Override
            public boolean body(ByteBuffer bytes) {
                if (over.get()) {
                    return true;
                }
                if (!headSeen.get()) {
                    failed(new IllegalStateException(
                            "The transport " + name() + " gave a body before the head of the answer"));
                    return true;
                }
                return sink.bytes(List.of(bytes));
            }

            @Override
            public void end() {
                if (!headSeen.get()) {
                    failed(new IOException("The transport " + name() + " ended the answer before its head"));
                } else if (over.compareAndSet(false, true)) {
                    sink.end();
                    try {
                        ended(callback, status);
                    } catch (IOException e) {
                        sink.failed(e);
                    }
                }
            }

            @Override
            public void failed(Throwable cause) {
                if (over.compareAndSet(false, true)) {
                    TransportCall.this.failed(
                            sink, callback, cause == null ? new IOException("No cause was given") : cause);
                }
            }

            @Override
            public void more() {
                sent.thenAccept(this::more);
            }

            private void more(HttpTransport.Call call) {
                try {
                    call.more();
                } catch (Throwable e) { // the rest would never come
                    failed(e);
                    giveUp();
                }
            }

            @Override
            public void cancel() {
                giveUp();
            }
        }
    }

    /** Some clients repeat a name in another case or with spaces, or give the status line under none. */
    private static HttpHeaders readable(Map<String, List<String>> headers) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (headers != null) {
            headers.forEach((name, values) -> {
                if (name != null && !name.isBlank() && values != null) {
                    List<String> known = all.computeIfAbsent(name.strip(), each -> new ArrayList<>());
                    values.stream().filter(value -> value != null).forEach(known::add);
                }
            });
        }
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
