package io.github.minimax4j.core.internal.http;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * What Retrofit wants of a call, whoever carries it: the answer is pushed to the {@link ResponseSink} with which the request is tagged,
 * and Retrofit's own callback only learns when all is over.
 */
abstract class PushedCall implements Call {

    private final Request request;

    private final AtomicBoolean executed = new AtomicBoolean();

    private volatile boolean canceled;

    PushedCall(Request request) {
        this.request = request;
    }

    /** Sends the request, and sees to it that the sink hears of the end. */
    abstract void send(ResponseSink sink, Callback callback) throws IOException;

    /** Gives up what was sent, if anything was. */
    abstract void giveUp();

    @Override
    public abstract PushedCall clone();

    @Override
    public void enqueue(Callback callback) {
        if (!executed.compareAndSet(false, true)) {
            throw new IllegalStateException("Already executed");
        }
        ResponseSink sink = request.tag(ResponseSink.class);
        if (sink == null) {
            throw new IllegalStateException("A request must be tagged with the sink of its answer");
        }
        try {
            send(sink, callback);
        } catch (Throwable e) { // proxy selectors and executors are foreign code
            failed(sink, callback, e);
            return;
        }
        if (canceled) {
            giveUp();
        }
    }

    /** The sink has had the body. */
    void ended(Callback callback, int status) throws IOException {
        callback.onResponse(
                this,
                new Response.Builder()
                        .request(request)
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
                        .body(okhttp3.ResponseBody.create(null, new byte[0]))
                        .build());
    }

    void failed(ResponseSink sink, Callback callback, Throwable cause) {
        sink.failed(cause);
        callback.onFailure(this, cause instanceof IOException io ? io : new IOException(cause));
    }

    Map<String, String> headers() {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            all.put(headers.name(i), headers.value(i));
        }
        RequestBody body = request.body();
        if (body != null && body.contentType() != null) {
            all.put("Content-Type", body.contentType().toString());
        }
        return all;
    }

    byte @Nullable [] body() throws IOException {
        RequestBody body = request.body();
        if (body == null) {
            return null;
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return buffer.readByteArray();
    }

    @Override
    public void cancel() {
        canceled = true;
        giveUp();
    }

    @Override
    public Response execute() throws IOException {
        CompletableFuture<Response> over = new CompletableFuture<>();
        enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                over.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) {
                over.complete(response);
            }
        });
        try {
            return over.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public boolean isExecuted() {
        return executed.get();
    }

    @Override
    public boolean isCanceled() {
        return canceled;
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE; // the exchange watches its own limits
    }
}
