package io.github.minimax4j.langchain4j;

import dev.langchain4j.http.client.HttpClientBuilder;
import io.github.minimax4j.core.ConnectionBuilder;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.langchain4j.http.LangChain4jHttpTransport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets how a model connects to the server: through a {@link #client client} that several models share, or with the settings of its own
 * client. Null restores a setting's default. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class MiniMaxConnectionBuilder<B extends MiniMaxConnectionBuilder<B>> extends ConnectionBuilder<B> {
    private @Nullable MiniMaxClient client;
    private static final List<String> OF_THE_TRANSPORT =
            List.of("httpVersion", "proxySelector", "proxyAuthenticator", "sslContext", "sslParameters");

    private @Nullable HttpClientBuilder httpClientBuilder;

    MiniMaxConnectionBuilder() {}

    /**
     * A client that several models share. The model does not close it. Besides the client, you can set only headers and call listeners
     * here; they apply to this model's calls.
     *
     * @param client a client that outlives the model
     * @return this builder
     */
    public B client(@Nullable MiniMaxClient client) {
        this.client = client;
        return self();
    }

    /**
     * Sends the requests through one of LangChain4j's HTTP clients, as LangChain4j's own modules do, instead of this library's;
     * {@link LangChain4jHttpTransport} lists the differences. Not together with the settings of this library's transport:
     * {@link #httpVersion httpVersion}, {@link #proxySelector proxySelector}, {@link #proxyAuthenticator proxyAuthenticator},
     * {@link #sslContext sslContext} and {@link #sslParameters sslParameters}. The HTTP client gets {@link #connectTimeout connectTimeout},
     * and as its read timeout 5 seconds more than the longer one of {@link #firstByteTimeout firstByteTimeout} and
     * {@link #idleTimeout idleTimeout}, if these are set here or its builder has none. Default: this library's transport, which occupies no
     * thread while it waits.
     *
     * @param httpClientBuilder builds the HTTP client, in {@code build()}; use it for one model only, since its timeouts may be set
     * @return this builder
     */
    public B httpClientBuilder(@Nullable HttpClientBuilder httpClientBuilder) {
        this.httpClientBuilder = httpClientBuilder;
        return self();
    }

    @Override
    public B apiKeySupplier(@Nullable Supplier<String> apiKeySupplier) {
        return super.apiKeySupplier(apiKeySupplier == null ? null : SupplierFailedException.marking(apiKeySupplier));
    }

    @Override
    public B customHeaders(@Nullable Supplier<Map<String, String>> customHeaders) {
        return super.customHeaders(customHeaders == null ? null : SupplierFailedException.marking(customHeaders));
    }

    /** Connects a model to the shared client, or to a new one. */
    ModelConnection connect() {
        Set<String> set = changedSettings();
        set.remove("transport"); // set by an earlier build() from the HTTP client
        if (httpClientBuilder != null) {
            set.add("httpClientBuilder");
        }
        if (client == null) {
            return ModelConnection.owning(newClient(set));
        }
        set.removeAll(List.of("customHeaders", "callListeners"));
        if (!set.isEmpty()) {
            throw new IllegalArgumentException("client is set, and so is " + String.join(", ", set)
                    + ": a shared client has its own; set them where it is built, or leave client out");
        }
        MiniMaxClient followed = client;
        for (CallListener.Factory listener : callListeners()) {
            followed = followed.withCallListener(listener);
        }
        return ModelConnection.sharing(followed, requestHeaders());
    }

    private MiniMaxClient newClient(Set<String> set) {
        for (String name : OF_THE_TRANSPORT) {
            if (httpClientBuilder != null && set.contains(name)) {
                throw new IllegalArgumentException("httpClientBuilder and " + name + " are both set: " + name
                        + " is for the transport of this library; set up the HTTP client where you build it");
            }
        }
        HttpTransport.Factory transport = httpClientBuilder == null
                ? null
                : LangChain4jHttpTransport.over(
                        httpClientBuilder,
                        set.contains("connectTimeout"),
                        set.contains("timeout") || set.contains("firstByteTimeout") || set.contains("idleTimeout"));
        return clientBuilder().transport(transport).build();
    }
}
