package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.MiniMaxClientCustomizer;
import io.github.minimax4j.spring.MiniMaxHeadersProvider;
import io.github.minimax4j.spring.internal.EffectiveProperties;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.PropertySources;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.ConnectionProperties.InForce;
import io.github.minimax4j.spring.properties.ConnectionProperties.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
record ClientFactory(
        ConnectionProperties root,
        Environment environment,
        ObjectProvider<SslBundles> sslBundles,
        ObjectProvider<MiniMaxApiKeyProvider> apiKeys,
        ObjectProvider<MiniMaxHeadersProvider> headers,
        ObjectProvider<MiniMaxClientCustomizer> customizers) {

    private static final Logger LOG = LoggerFactory.getLogger(MiniMaxAutoConfiguration.class);

    /** The connection of a group's model: properties first, then beans. */
    MiniMaxClient client(ModelGroup group) {
        List<InForce> settings = new ArrayList<>(
                EffectiveProperties.connection(group, environment).inForce());
        if (group.isForChat()) {
            settings.addAll(EffectiveProperties.chat(group, environment).inForce());
        }
        PropertyCheck check = new PropertyCheck(group, environment);
        check.connection(settings);
        warnOfIgnoredRegion(ModelGroup.ROOT, check);
        warnOfIgnoredRegion(group.property(""), check);

        MiniMaxClientBuilder builder = MiniMaxClient.builder();
        giveKey(builder, group, settings, check);
        ProxySettings proxy = proxy(group, settings, check);
        check.applying(() -> settings.forEach(setting -> setting.applied().accept(builder)));
        giveHeaders(builder);
        if (proxy != null) {
            builder.proxySelector(proxy.selector()).proxyAuthenticator(proxy.authenticator());
        }
        SslBundle ssl = sslBundle(text("ssl-bundle", settings), group, check);
        if (ssl != null) {
            builder.sslContext(ssl.createSslContext()).sslParameters(parameters(ssl.getOptions()));
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return check.explaining(builder::build);
    }

    private static @Nullable SSLParameters parameters(SslOptions options) {
        return options.isSpecified() ? new SSLParameters(options.getCiphers(), options.getEnabledProtocols()) : null;
    }

    /** A group's key is more specific than a bean, which serves all models and replaces the root's key. */
    private void giveKey(MiniMaxClientBuilder builder, ModelGroup group, List<InForce> settings, PropertyCheck check) {
        if (TestServer.isUsed(environment)) {
            builder.apiKey(TestServer.API_KEY);
            return;
        }
        boolean ownKey = PropertySources.isSet(group.property("api-key"), environment);
        MiniMaxApiKeyProvider provider = ownKey ? null : apiKeys.getIfAvailable();
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

    private @Nullable ProxySettings proxy(ModelGroup group, List<InForce> settings, PropertyCheck check) {
        Proxy properties = (Proxy) value("proxy", settings);
        if (properties == null || TestServer.isUsed(environment)) {
            return null;
        }
        String own = group.property("proxy");
        String prefix = PropertySources.isSet(own, environment) ? own : ModelGroup.ROOT + "proxy";
        return check.proxy(prefix + ".", properties);
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

    private @Nullable SslBundle sslBundle(@Nullable String name, ModelGroup group, PropertyCheck check) {
        if (name == null || TestServer.isUsed(environment)) {
            return null;
        }
        check.sslBundle(name);
        String property = group.propertyInForce("ssl-bundle", environment);
        SslBundles bundles = sslBundles.getIfAvailable();
        if (bundles == null) {
            throw new MiniMaxPropertyException(
                    check.withOrigin(property) + " is set, but the application has no SSL bundles.",
                    "Do not exclude Spring Boot's SslAutoConfiguration, or remove " + property + ".");
        }
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            MiniMaxPropertyException unknown = new MiniMaxPropertyException(
                    check.withOrigin(property) + " names the SSL bundle '" + name + "', which does not exist.",
                    "Define it below spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".");
            unknown.initCause(e);
            throw unknown;
        }
    }

    private void warnOfIgnoredRegion(String prefix, PropertyCheck check) {
        // a test's server sets the base URL itself
        if (PropertySources.isSet(prefix + "region", environment)
                && PropertySources.isSet(prefix + "base-url", environment)
                && !TestServer.isUsed(environment)) {
            LOG.warn(
                    "{} is ignored, because {} is set",
                    check.withOrigin(prefix + "region"),
                    check.withOrigin(prefix + "base-url"));
        }
    }

    /** Without the environment, which lists the values of all its properties where Spring's log is at level DEBUG. */
    @Override
    public String toString() {
        return "ClientFactory[root=" + root + "]";
    }
}
