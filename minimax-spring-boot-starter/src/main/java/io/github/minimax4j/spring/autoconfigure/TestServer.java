package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.spring.properties.ModelGroup;
import org.springframework.core.env.PropertyResolver;

/**
 * Tells whether the application runs in a test against minimax-test's server on this machine, which sets this property. Settings that
 * lead elsewhere, or that only production can fill, are then passed over. No application sets it, so it is in no metadata.
 */
final class TestServer {

    private static final String PROPERTY = ModelGroup.ROOT + "test-server";

    /** What the server gets as a key: it takes any, and a real one has no business there. */
    static final String API_KEY = "test-key";

    private TestServer() {}

    /** Whether the test's server is set. */
    static boolean isUsed(PropertyResolver properties) {
        return Boolean.parseBoolean(properties.getProperty(PROPERTY));
    }
}
