package io.github.minimax4j.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Serves the page on another port if the one that was asked for is taken: who tries the example need not look for one. */
final class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        int port = environment.getProperty("server.port", Integer.class, 8080);
        InetAddress address = environment.getProperty("server.address", InetAddress.class);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(address, port));
        } catch (IOException e) {
            environment.getPropertySources().addFirst(new MapPropertySource("free-port", Map.of("server.port", 0)));
        }
    }
}
