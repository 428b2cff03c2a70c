package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** Apache's asynchronous HTTP client, with one I/O thread and without a limit of connections. */
final class ApacheEngine extends Engine {

    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setIOReactorConfig(IOReactorConfig.custom()
                    .setIoThreadCount(1)
                    .setTcpNoDelay(true)
                    .build())
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(Integer.MAX_VALUE)
                    .setMaxConnPerRoute(Integer.MAX_VALUE)
                    .build())
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .build();

    private final SimpleHttpRequest unary;

    private final SimpleHttpRequest streamed;

    ApacheEngine(String baseUrl, String apiKey) {
        unary = request(baseUrl, apiKey, false);
        streamed = request(baseUrl, apiKey, true);
        client.start();
    }

    private static SimpleHttpRequest request(String baseUrl, String apiKey, boolean stream) {
        return SimpleRequestBuilder.post(baseUrl + "/v1/chat/completions")
                .addHeader("Authorization", "Bearer " + apiKey)
                .setBody(body(stream), ContentType.APPLICATION_JSON)
                .build();
    }

    @Override
    void send(boolean stream, Exchange exchange) {
        client.execute(
                SimpleRequestProducer.create(
                        SimpleRequestBuilder.copy(stream ? streamed : unary).build()),
                new Consumer(exchange),
                new FutureCallback<Void>() {
                    @Override
                    public void completed(Void result) {
                        exchange.end(null);
                    }

                    @Override
                    public void failed(Exception failure) {
                        exchange.end(failure);
                    }

                    @Override
                    public void cancelled() {
                        exchange.end(new CancellationException());
                    }
                });
    }

    private static final class Consumer extends AbstractBinResponseConsumer<Void> {

        private final Exchange exchange;

        private boolean cancelled;

        Consumer(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        protected void start(HttpResponse response, ContentType contentType) {}

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer bytes, boolean last) throws IOException {
            exchange.bytes(bytes, () -> cancelled = true);
            if (cancelled) {
                throw new InterruptedIOException(); // the future's cancel() would leave a pooled connection open
            }
        }

        @Override
        protected Void buildResult() {
            return null;
        }

        @Override
        public void releaseResources() {}
    }
}
