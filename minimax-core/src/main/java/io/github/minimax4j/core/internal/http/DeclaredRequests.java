package io.github.minimax4j.core.internal.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Retrofit;
import retrofit2.http.Streaming;

/**
 * Lets Retrofit resolve declared methods, and nothing else: a method whose return type is {@link DeclaredRequest} returns the method and the
 * URL of the request that Retrofit's call would send. {@link Streaming} marks a method whose response is a stream of events.
 */
final class DeclaredRequests {

    private DeclaredRequests() {}

    /**
     * Implements the declared endpoints.
     *
     * @param root the base address of the endpoints
     */
    static MiniMaxApi below(String root) {
        return new Retrofit.Builder()
                .baseUrl(root)
                .callFactory(UnsentCall::new)
                .addCallAdapterFactory(new RequestFactory())
                .validateEagerly(true)
                .build()
                .create(MiniMaxApi.class);
    }

    private static final class RequestFactory extends CallAdapter.Factory {

        @Override
        public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
            boolean stream = Arrays.stream(annotations).anyMatch(Streaming.class::isInstance);
            return getRawType(returnType) == DeclaredRequest.class ? new RequestAdapter(stream) : null;
        }
    }

    private record RequestAdapter(boolean stream) implements CallAdapter<Void, DeclaredRequest> {

        @Override
        public Type responseType() {
            return Void.class;
        }

        @Override
        public DeclaredRequest adapt(Call<Void> call) {
            Request request = call.request();
            return new DeclaredRequest(request.method(), request.url().toString(), stream);
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
