package io.github.minimax4j.examples;

import io.github.minimax4j.examples.standin.StandIn;
import io.github.minimax4j.test.MiniMaxServer;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a stand-in for MiniMax if there is no key, so that the example runs anywhere. It is closed with the application. An application
 * for MiniMax does not need this.
 */
final class StandInWithoutKey implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final String PREFIX = "langchain4j.minimax.";

    @Override
    public void initialize(GenericApplicationContext context) {
        if (!context.getEnvironment().getProperty(PREFIX + "api-key", "").isBlank()) {
            return;
        }
        // during ahead-of-time processing, set a key so that the models exist; the stand-in starts when the application
        // runs
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            set(context, Map.of(PREFIX + "api-key", "none"));
            return;
        }
        MiniMaxServer standIn = StandIn.start();
        context.registerBean(MiniMaxServer.class, () -> standIn);
        set(
                context,
                Map.of(
                        PREFIX + "api-key",
                        "none",
                        PREFIX + "base-url",
                        standIn.baseUrl(),
                        PREFIX + "profile",
                        "minimax"));
    }

    private static void set(GenericApplicationContext context, Map<String, Object> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("stand-in", properties));
    }
}
