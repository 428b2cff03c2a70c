package io.github.minimax4j.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Serves the page on another port if the configured one is in use, so that the example starts anyway. */
final class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        int port = port(environment.getProperty("server.port", "8080"));
        InetAddress address = environment.getProperty("server.address", InetAddress.class);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(address, port));
        } catch (IOException e) {
            environment.getPropertySources().addFirst(new MapPropertySource("free-port", Map.of("server.port", 0)));
        }
    }

    private static int port(String value) {
        if (!value.strip().matches("\\d{1,5}") || Integer.parseInt(value.strip()) > 65_535) {
            throw new InvalidConfigurationPropertyValueException(
                    "server.port", value, "PORT must be a number from 0 (any free port) to 65535.");
        }
        return Integer.parseInt(value.strip());
    }
}
