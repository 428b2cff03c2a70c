package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.transport.HttpTransport;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Streaming;

/**
 * Lets Retrofit build requests from declared methods, and nothing else: a method whose return type is {@link HttpTransport.Request} returns
 * the request that Retrofit's call would send. {@link Streaming} marks a method whose response is a stream of events.
 */
public final class DeclaredRequests {

    private DeclaredRequests() {}

    /**
     * Implements the declared endpoints.
     *
     * @param root the base address of the endpoints
     */
    public static MiniMaxApi below(String root) {
        return new Retrofit.Builder()
                .baseUrl(root)
                .callFactory(UnsentCall::new)
                .addCallAdapterFactory(new RequestFactory())
                .addConverterFactory(new JsonBodyFactory())
                .validateEagerly(true)
                .build()
                .create(MiniMaxApi.class);
    }

    private static HttpTransport.Request request(Request declared, boolean stream) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Headers given = declared.headers();
        for (int i = 0; i < given.size(); i++) {
            headers.put(given.name(i), given.value(i));
        }
        RequestBody body = declared.body();
        byte[] bytes = null;
        if (body != null) {
            headers.put("Content-Type", String.valueOf(body.contentType()));
            bytes = body instanceof JsonBody json ? json.bytes : copyOf(body);
        }
        // each attempt of the call uses it
        return new HttpTransport.Request(
                declared.method(), declared.url().toString(), Collections.unmodifiableMap(headers), bytes, stream);
    }

    /** Retrofit wraps a body whose content type a header overrides. */
    private static byte[] copyOf(RequestBody body) {
        Buffer buffer = new Buffer();
        try {
            body.writeTo(buffer);
        } catch (IOException e) {
            throw new IllegalStateException(e); // a buffer does not fail
        }
        return buffer.readByteArray();
    }

    private static final class RequestFactory extends CallAdapter.Factory {

        @Override
        public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
            boolean stream = Arrays.stream(annotations).anyMatch(Streaming.class::isInstance);
            return returnType == HttpTransport.Request.class ? new RequestAdapter(stream) : null;
        }
    }

    private record RequestAdapter(boolean stream) implements CallAdapter<Void, HttpTransport.Request> {

        @Override
        public Type responseType() {
            return Void.class;
        }

        @Override
        public HttpTransport.Request adapt(Call<Void> call) {
            return request(call.request(), stream);
        }
    }

    private static final class JsonBodyFactory extends Converter.Factory {

        @Override
        public Converter<?, RequestBody> requestBodyConverter(
                Type type, Annotation[] parameterAnnotations, Annotation[] methodAnnotations, Retrofit retrofit) {
            return JsonBody::new;
        }
    }

    private static final class JsonBody extends RequestBody {

        private static final MediaType JSON = MediaType.get("application/json");

        final byte[] bytes;

        JsonBody(Object value) {
            bytes = Json.writeBytes(value);
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    /** Retrofit builds its requests for OkHttp's calls. This call only holds the request. */
    private record UnsentCall(Request request) implements okhttp3.Call {

        @Override
        public Response execute() {
            throw new UnsupportedOperationException("Requests go through HttpTransport");
        }

        @Override
        public void enqueue(Callback callback) {
            throw new UnsupportedOperationException("Requests go through HttpTransport");
        }

        @Override
        public void cancel() {}

        @Override
        public boolean isExecuted() {
            return false;
        }

        @Override
        public boolean isCanceled() {
            return false;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public okhttp3.Call clone() {
            return this;
        }
    }
}
