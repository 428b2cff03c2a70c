package io.github.minimax4j.test.spring;

import io.github.minimax4j.test.MiniMaxServer;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the server of one context. A record without components, since all of them are equal: contexts that differ in nothing else are
 * then one context in Spring's cache.
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
        // a singleton that is handed in is not destroyed otherwise, and as the first to come it is the last to go
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(SERVER, server::close);
    }
}
