package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.MiniMaxClientCustomizer;
import io.github.minimax4j.spring.MiniMaxHeadersProvider;
import io.github.minimax4j.spring.MiniMaxHttpClientCustomizer;
import io.github.minimax4j.spring.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.diagnostics.PropertyCheck;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.ConnectionSettings;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import io.github.minimax4j.spring.properties.ModelGroup;
import io.github.minimax4j.spring.properties.ProxySettings;
import io.github.minimax4j.spring.properties.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** What all models have in common: the properties, and the making of a connection out of them and of the application's beans. */
final class ModelFactory {

    private static final Logger LOG = LoggerFactory.getLogger(MiniMaxAutoConfiguration.class);

    private final MiniMaxProperties properties;

    private final Environment environment;

    private final boolean testServer;

    private final ObjectProvider<SslBundles> sslBundles;

    private final ObjectProvider<MiniMaxApiKeyProvider> apiKeys;

    private final ObjectProvider<MiniMaxHeadersProvider> headers;

    private final ObjectProvider<MiniMaxHttpClientCustomizer> httpCustomizers;

    private final ObjectProvider<MiniMaxClientCustomizer> clientCustomizers;

    ModelFactory(
            MiniMaxProperties properties,
            Environment environment,
            ObjectProvider<SslBundles> sslBundles,
            ObjectProvider<MiniMaxApiKeyProvider> apiKeys,
            ObjectProvider<MiniMaxHeadersProvider> headers,
            ObjectProvider<MiniMaxHttpClientCustomizer> httpCustomizers,
            ObjectProvider<MiniMaxClientCustomizer> clientCustomizers) {
        this.properties = properties;
        this.environment = environment;
        this.testServer = TestServer.isUsed(environment);
        this.sslBundles = sslBundles;
        this.apiKeys = apiKeys;
        this.headers = headers;
        this.httpCustomizers = httpCustomizers;
        this.clientCustomizers = clientCustomizers;
    }

    MiniMaxProperties properties() {
        return properties;
    }

    PropertyCheck check(ModelGroup group) {
        return new PropertyCheck(group, environment);
    }

    /** For what the properties of the model itself say. */
    PropertyCheck checkOfModel(ModelGroup group) {
        PropertyCheck check = check(group);
        check.texts(ModelSettings.texts(group.of(properties)));
        return check;
    }

    /** The name of the group's model, which must be there. */
    String modelName(ModelGroup group) {
        return check(group).modelName(group.modelName(properties));
    }

    /** The connection of a group's model: properties first, then beans. */
    MiniMaxClient client(ModelGroup group) {
        ConnectionProperties own = group.of(properties);
        ConnectionSettings settings = ConnectionSettings.of(properties, own);
        PropertyCheck check = check(group);
        check.connection(settings);
        tellIgnoredRegion(properties, ModelGroup.ROOT, check);
        tellIgnoredRegion(own, group.property(""), check);

        MiniMaxClientBuilder builder = MiniMaxClient.builder();
        giveKey(builder, own, settings, check);
        ProxySettings proxy = proxy(own, group, settings, check);
        if (proxy != null) {
            builder.headers(proxy.headers());
        }
        check.explaining(() -> {
            settings.applyTo(builder);
            return builder;
        });
        giveHeaders(builder);
        HttpClientSettings http = new HttpClientSettings(
                proxy,
                sslBundle(settings.sslBundle(), group),
                httpCustomizers.orderedStream().toList());
        builder.httpClientCustomizer(http);
        clientCustomizers.orderedStream().forEach(customizer -> customizer.customize(builder));

        MiniMaxClient client = check.explaining(builder::build);
        if (http.werePassedOver()) {
            client.close();
            throw new MiniMaxPropertyException(
                    "A MiniMaxClientCustomizer sets httpClientCustomizer, which takes the place of the properties proxy and "
                            + "ssl-bundle and of all beans of type MiniMaxHttpClientCustomizer.",
                    "Change the HTTP client in a bean of type MiniMaxHttpClientCustomizer instead.");
        }
        return client;
    }

    /** A group's key is more special than a bean that serves all models, and that is there because the root's would not do. */
    private void giveKey(
            MiniMaxClientBuilder builder, ConnectionProperties own, ConnectionSettings settings, PropertyCheck check) {
        if (testServer) {
            builder.apiKey(TestServer.API_KEY);
            return;
        }
        MiniMaxApiKeyProvider provider = own.apiKey() == null ? apiKeys.getIfAvailable() : null;
        if (provider == null) {
            check.apiKey(settings.apiKey());
            builder.apiKey(settings.apiKey());
            return;
        }
        if (properties.apiKey() != null) {
            LOG.info(
                    "{} is not used: a bean of type MiniMaxApiKeyProvider gives the key",
                    check.withOrigin(ModelGroup.ROOT + "api-key"));
        }
        builder.apiKeySupplier(provider::apiKey);
    }

    private void giveHeaders(MiniMaxClientBuilder builder) {
        List<MiniMaxHeadersProvider> providers = headers.orderedStream().toList();
        if (!providers.isEmpty() && !testServer) {
            builder.headers(() -> {
                Map<String, String> all = new LinkedHashMap<>();
                providers.forEach(provider -> all.putAll(headersOf(provider)));
                return all;
            });
        }
    }

    private static Map<String, String> headersOf(MiniMaxHeadersProvider provider) {
        Map<String, String> headers = provider.headers();
        if (headers == null) { // of a lambda, say, that nobody checked
            throw new IllegalStateException(
                    "The MiniMaxHeadersProvider " + provider.getClass().getName()
                            + " returned null. Where there are no headers, return an empty map.");
        }
        return headers;
    }

    private @Nullable ProxySettings proxy(
            ConnectionProperties own, ModelGroup group, ConnectionSettings settings, PropertyCheck check) {
        if (settings.proxy() == null || testServer) {
            return null;
        }
        String prefix = (own.proxy() == null ? ModelGroup.ROOT : group.property("")) + "proxy.";
        ProxySettings proxy = check.proxy(prefix, settings.proxy());
        if (proxy.loginIsForbidden(settings.baseUrl() == null ? Region.GLOBAL.baseUrl() : settings.baseUrl())) {
            LOG.warn(
                    "{} will not reach the proxy: the JDK sends no password for https addresses. To allow it, start Java with "
                            + "-Djdk.http.auth.tunneling.disabledSchemes=",
                    check.withOrigin(prefix + "password"));
        }
        return proxy;
    }

    private @Nullable SslBundle sslBundle(@Nullable String name, ModelGroup group) {
        if (name == null || testServer) {
            return null;
        }
        String property = group.propertyInForce("ssl-bundle", environment);
        SslBundles bundles = sslBundles.getIfAvailable();
        if (bundles == null) {
            throw new MiniMaxPropertyException(
                    check(group).withOrigin(property) + " is set, but the application has no SSL bundles.",
                    "Do not exclude Spring Boot's SslAutoConfiguration, or remove " + property + ".");
        }
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            MiniMaxPropertyException unknown = new MiniMaxPropertyException(
                    check(group).withOrigin(property) + " names the SSL bundle '" + name + "', which does not exist.",
                    "Define it below spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".");
            unknown.initCause(e);
            throw unknown;
        }
    }

    private static void tellIgnoredRegion(ConnectionProperties place, String prefix, PropertyCheck check) {
        if (place.region() != null && place.baseUrl() != null) {
            LOG.warn(
                    "{} is ignored, because {} is set",
                    check.withOrigin(prefix + "region"),
                    check.withOrigin(prefix + "base-url"));
        }
    }
}
