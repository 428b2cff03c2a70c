package io.github.minimax4j.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An HTTP client that an application has written itself, and its own builder. It writes down what it is given. */
final class UserHttpClient implements HttpClient, HttpClientBuilder {
    static final SuccessfulHttpResponse OPENED =
            SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).build();

    /** Answers a stream. */
    @FunctionalInterface
    interface Streaming {
        void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener);
    }

    final List<HttpRequest> whole = new CopyOnWriteArrayList<>();
    final List<HttpRequest> streamed = new CopyOnWriteArrayList<>();
    private final Function<HttpRequest, SuccessfulHttpResponse> answer;
    private final Streaming stream;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;

    UserHttpClient(Function<HttpRequest, SuccessfulHttpResponse> answer, Streaming stream) {
        this.answer = answer;
        this.stream = stream;
    }

    static UserHttpClient answering(Function<HttpRequest, SuccessfulHttpResponse> answer) {
        return new UserHttpClient(answer, (request, parser, listener) -> {
            throw new AssertionError("no stream is asked for");
        });
    }

    static UserHttpClient streaming(Streaming stream) {
        return new UserHttpClient(
                request -> {
                    throw new AssertionError("only streams are asked for");
                },
                stream);
    }

    static UserHttpClient over(HttpClient other) {
        return new UserHttpClient(other::execute, other::execute);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        whole.add(request);
        return answer.apply(request);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        streamed.add(request);
        stream.execute(request, parser, listener);
    }

    @Override
    public @Nullable Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public UserHttpClient connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
        return readTimeout;
    }

    @Override
    public UserHttpClient readTimeout(Duration timeout) {
        readTimeout = timeout;
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
