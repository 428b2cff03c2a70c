package io.github.minimax4j.test.spring;

import io.github.minimax4j.test.MiniMaxServer;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the server of one context. A record without components, so that all instances are equal: contexts that do not otherwise differ
 * then share one entry in Spring's cache.
 */
record MiniMaxServerContextCustomizer() implements ContextCustomizer {

    static final String SERVER = "minimaxServer";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        ConfigurableEnvironment environment = context.getEnvironment();
        MiniMaxServer server = MiniMaxServer.start();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(SERVER, ServerProperties.of(environment, server.baseUrl())));
        context.getBeanFactory().registerSingleton(SERVER, server);
        context.getBeanFactory().registerSingleton(SERVER + "Lifecycle", new ServerLifecycle(server));
        // Spring does not destroy registered singletons by itself; as the first one registered, it is destroyed last
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(SERVER, server::close);
    }
}
