package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.core.env.PropertyResolver;

/**
 * Detects whether the application runs in a test against minimax-test's server on this machine, which sets this property. Settings for
 * another server, or that only production can supply, are then ignored. No application sets the property, so it is not in the metadata.
 */
final class TestServer {

    private static final String PROPERTY = ModelGroup.ROOT + "test-server";

    /** The key that is sent to the server, which accepts any; a real one must not be sent there. */
    static final String API_KEY = "test-key";

    private TestServer() {}

    /** Whether the test's server is set. */
    static boolean isUsed(PropertyResolver properties) {
        return Boolean.parseBoolean(properties.getProperty(PROPERTY));
    }
}
