package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.spring.MiniMaxHttpClientCustomizer;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/** The settings of one model's JDK HTTP client, from properties and then from beans. */
final class HttpClientSettings implements Consumer<HttpClient.Builder> {

    private final @Nullable ProxySettings proxy;

    private final @Nullable SslBundle ssl;

    private final List<MiniMaxHttpClientCustomizer> customizers;

    private boolean applied;

    HttpClientSettings(
            @Nullable ProxySettings proxy, @Nullable SslBundle ssl, List<MiniMaxHttpClientCustomizer> customizers) {
        this.proxy = proxy;
        this.ssl = ssl;
        this.customizers = customizers;
    }

    @Override
    public void accept(HttpClient.Builder http) {
        applied = true;
        if (proxy != null) {
            http.proxy(proxy.selector());
        }
        if (ssl != null) {
            http.sslContext(ssl.createSslContext());
            SslOptions options = ssl.getOptions();
            if (options.isSpecified()) {
                http.sslParameters(new SSLParameters(options.getCiphers(), options.getEnabledProtocols()));
            }
        }
        customizers.forEach(customizer -> customizer.customize(http));
    }

    /** Whether there are settings that were never applied: the builder keeps only one such consumer, the last. */
    boolean werePassedOver() {
        return !applied && (proxy != null || ssl != null || !customizers.isEmpty());
    }
}
