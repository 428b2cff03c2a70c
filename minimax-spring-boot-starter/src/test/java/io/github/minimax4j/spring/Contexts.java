package io.github.minimax4j.spring;

import io.github.minimax4j.test.MiniMaxServer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts with the starter in them. */
final class Contexts {

    static final String ROOT = "langchain4j.minimax.";

    static final String CHAT = ROOT + "chat-model.";

    static final String STREAMING = ROOT + "streaming-chat-model.";

    private Contexts() {}

    static ApplicationContextRunner unconfigured() {
        return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MiniMaxAutoConfiguration.class));
    }

    static ApplicationContextRunner configured() {
        return unconfigured().withPropertyValues(ROOT + "api-key=test-key", ROOT + "model-name=MiniMax-M3");
    }

    /** Both models, asking a scripted server as if it were MiniMax itself. */
    static ApplicationContextRunner asking(MiniMaxServer server) {
        return configured().withPropertyValues(ROOT + "base-url=" + server.baseUrl(), ROOT + "profile=minimax");
    }
}
