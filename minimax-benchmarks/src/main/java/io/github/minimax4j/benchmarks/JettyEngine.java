package io.github.minimax4j.benchmarks;

import java.net.URI;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;

/** Jetty's HTTP client, with one selector and without a limit of connections. */
final class JettyEngine extends Engine {

    private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(1));

    private final URI uri;

    private final String authorization;

    JettyEngine(String baseUrl, String apiKey) throws Exception {
        uri = URI.create(baseUrl + "/v1/chat/completions");
        authorization = "Bearer " + apiKey;
        client.setMaxConnectionsPerDestination(Integer.MAX_VALUE);
        client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
        client.setIdleTimeout(0);
        client.start();
        client.getContentDecoderFactories().clear();
    }

    @Override
    void send(boolean stream, Exchange exchange) {
        client.POST(uri)
                .headers(headers -> headers.put("Authorization", authorization))
                .body(new BytesRequestContent("application/json", body(stream)))
                .onResponseContent(
                        (response, bytes) -> exchange.bytes(bytes, () -> response.abort(new CancellationException())))
                .send(result -> exchange.end(result.getFailure()));
    }
}
