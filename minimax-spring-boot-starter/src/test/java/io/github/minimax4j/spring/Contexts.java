package io.github.minimax4j.spring;

import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.test.MiniMaxServer;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Application contexts with the starter in them. */
public final class Contexts {

    public static final String ROOT = "langchain4j.minimax.";

    public static final String CHAT = ROOT + "chat-model.";

    public static final String STREAMING = ROOT + "streaming-chat-model.";

    public static final String EMBEDDING = ROOT + "embedding-model.";

    public static final String IMAGE = ROOT + "image-model.";

    public static final String SPEECH = ROOT + "speech-model.";

    private Contexts() {}

    public static ApplicationContextRunner unconfigured() {
        return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MiniMaxAutoConfiguration.class));
    }

    public static ApplicationContextRunner configured() {
        return unconfigured().withPropertyValues(ROOT + "api-key=test-key", ROOT + "model-name=MiniMax-M3");
    }

    /** Both chat models, asking a scripted server as if it were MiniMax itself. */
    public static ApplicationContextRunner asking(MiniMaxServer server) {
        return configured().withPropertyValues(ROOT + "base-url=" + server.baseUrl(), ROOT + "profile=minimax");
    }

    /** All models with the root's key, but for the address. */
    public static ApplicationContextRunner allModels() {
        return configured()
                .withPropertyValues(
                        EMBEDDING + "enabled=true",
                        EMBEDDING + "model-name=embo-01",
                        IMAGE + "enabled=true",
                        IMAGE + "model-name=image-01",
                        SPEECH + "enabled=true",
                        SPEECH + "model-name=speech-2.8-hd");
    }

    /** These properties alone. Not a {@code MockEnvironment}, whose methods differ between the versions of Spring. */
    public static Environment environment(Map<String, ?> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(properties)));
        return environment;
    }

    /** All models, asking a scripted server as if it were MiniMax itself. */
    public static ApplicationContextRunner allAsking(MiniMaxServer server) {
        return allModels().withPropertyValues(ROOT + "base-url=" + server.baseUrl(), ROOT + "profile=minimax");
    }
}
