package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.langchain4j.MiniMaxConnectionBuilder;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.MiniMaxClientCustomizer;
import io.github.minimax4j.spring.MiniMaxHeadersProvider;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.ConnectionProperties.InForce;
import io.github.minimax4j.spring.properties.ConnectionProperties.Proxy;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.core.env.Environment;

/** Builds the connections of models from the properties and the application's beans. */
record ModelFactory(
        ConnectionProperties root,
        MiniMaxProperties properties,
        MiniMaxModelProperties requests,
        Environment environment,
        ObjectProvider<SslBundles> sslBundles,
        ObjectProvider<MiniMaxApiKeyProvider> apiKeys,
        ObjectProvider<MiniMaxHeadersProvider> headers,
        ObjectProvider<MiniMaxClientCustomizer> clientCustomizers,
        ObjectProvider<CallListener.Factory> callListeners) {

    private static final Logger LOG = LoggerFactory.getLogger(MiniMaxAutoConfiguration.class);

    PropertyCheck check(ModelGroup group) {
        return new PropertyCheck(group, environment);
    }

    /**
     * Builds the model of a group: its properties first, then the listeners of its calls, then the application's customizers.
     *
     * @param settings applies the group's properties to the builder
     */
    <B extends MiniMaxConnectionBuilder<B>, C, M> M model(
            ModelGroup group,
            B builder,
            Consumer<B> settings,
            ObjectProvider<C> customizers,
            BiConsumer<C, B> customizing,
            Function<B, M> building) {
        PropertyCheck check = check(group);
        check.texts(ModelSettings.texts(group, requests));
        check.explaining(() -> {
            settings.accept(builder);
            return builder;
        });
        // by model and not by client, so that models with a client of the application are included
        callListeners.orderedStream().forEach(builder::addCallListener);
        customizers.orderedStream().forEach(customizer -> customizing.accept(customizer, builder));
        return check.explaining(() -> building.apply(builder));
    }

    /** The name of the group's model, which must be set. */
    String modelName(ModelGroup group) {
        return check(group).modelName(group.modelName(root, properties));
    }

    /** The connection of a group's model: properties first, then beans. */
    MiniMaxClient client(ModelGroup group) {
        ConnectionProperties own = group.of(properties);
        List<InForce> settings = group.inForce(root, properties, requests);
        PropertyCheck check = check(group);
        check.connection(settings);
        warnOfIgnoredRegion(root, ModelGroup.ROOT, check);
        warnOfIgnoredRegion(own, group.property(""), check);

        MiniMaxClientBuilder builder = MiniMaxClient.builder();
        giveKey(builder, own, settings, check);
        ProxySettings proxy = proxy(own, group, settings, check);
        check.explaining(() -> {
            settings.forEach(setting -> setting.applied().accept(builder));
            return builder;
        });
        giveHeaders(builder);
        if (proxy != null) {
            builder.proxySelector(proxy.selector()).proxyAuthenticator(proxy.authenticator());
        }
        SslBundle ssl = sslBundle(text("ssl-bundle", settings), group);
        if (ssl != null) {
            builder.sslContext(ssl.createSslContext()).sslParameters(parameters(ssl.getOptions()));
        }
        clientCustomizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return check.explaining(builder::build);
    }

    private static @Nullable SSLParameters parameters(SslOptions options) {
        return options.isSpecified() ? new SSLParameters(options.getCiphers(), options.getEnabledProtocols()) : null;
    }

    /** A group's key is more specific than a bean, which serves all models and replaces the root's key. */
    private void giveKey(
            MiniMaxClientBuilder builder, ConnectionProperties own, List<InForce> settings, PropertyCheck check) {
        if (TestServer.isUsed(environment)) {
            builder.apiKey(TestServer.API_KEY);
            return;
        }
        MiniMaxApiKeyProvider provider = own.apiKey() == null ? apiKeys.getIfAvailable() : null;
        if (provider == null) {
            String key = text("api-key", settings);
            check.apiKey(key);
            builder.apiKey(key);
            return;
        }
        if (root.apiKey() != null) {
            LOG.info(
                    "{} is not used: a bean of type MiniMaxApiKeyProvider gives the key",
                    check.withOrigin(ModelGroup.ROOT + "api-key"));
        }
        builder.apiKeySupplier(provider::apiKey);
    }

    private void giveHeaders(MiniMaxClientBuilder builder) {
        List<MiniMaxHeadersProvider> providers = headers.orderedStream().toList();
        if (!providers.isEmpty() && !TestServer.isUsed(environment)) {
            builder.customHeaders(() -> {
                Map<String, String> all = new LinkedHashMap<>();
                providers.forEach(provider -> all.putAll(headersOf(provider)));
                return all;
            });
        }
    }

    private static Map<String, String> headersOf(MiniMaxHeadersProvider provider) {
        Map<String, String> headers = provider.headers();
        if (headers == null) { // possible for a lambda, which no null check covers
            throw new IllegalStateException(
                    "The MiniMaxHeadersProvider " + provider.getClass().getName()
                            + " returned null. Where there are no headers, return an empty map.");
        }
        return headers;
    }

    private @Nullable ProxySettings proxy(
            ConnectionProperties own, ModelGroup group, List<InForce> settings, PropertyCheck check) {
        Proxy properties = (Proxy) value("proxy", settings);
        if (properties == null || TestServer.isUsed(environment)) {
            return null;
        }
        String prefix = (own.proxy() == null ? ModelGroup.ROOT : group.property("")) + "proxy.";
        return check.proxy(prefix, properties);
    }

    private static @Nullable Object value(String name, List<InForce> settings) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(InForce::value)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(String name, List<InForce> settings) {
        return (String) value(name, settings);
    }

    private @Nullable SslBundle sslBundle(@Nullable String name, ModelGroup group) {
        if (name == null || TestServer.isUsed(environment)) {
            return null;
        }
        check(group).sslBundle(name);
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

    private void warnOfIgnoredRegion(ConnectionProperties place, String prefix, PropertyCheck check) {
        // a test's server sets the base URL itself
        if (place.region() != null && place.baseUrl() != null && !TestServer.isUsed(environment)) {
            LOG.warn(
                    "{} is ignored, because {} is set",
                    check.withOrigin(prefix + "region"),
                    check.withOrigin(prefix + "base-url"));
        }
    }

    /** Without the environment, which lists the values of all its properties where Spring's log is at level DEBUG. */
    @Override
    public String toString() {
        return "ModelFactory[root=" + root + "]";
    }
}
