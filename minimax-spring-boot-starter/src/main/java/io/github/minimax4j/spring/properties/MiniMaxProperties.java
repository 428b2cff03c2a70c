package io.github.minimax4j.spring.properties;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings that all models share, and a group for the connection of each; {@link MiniMaxModelProperties} has the contents of their
 * requests. A property that a group does not set has the value of the root.
 */
@ConfigurationProperties("langchain4j.minimax")
public final class MiniMaxProperties extends ChatConnectionProperties {

    /** Whether to configure MiniMax models at all. */
    private boolean enabled = true;

    private final Metrics metrics = new Metrics();

    private final Health health = new Health();

    private final ChatGroup chatModel = new ChatGroup();

    private final ChatGroup streamingChatModel = new ChatGroup();

    private final OptionalGroup embeddingModel = new OptionalGroup();

    private final OptionalGroup imageModel = new OptionalGroup();

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public Metrics getMetrics() {
        return metrics;
    }

    public Health getHealth() {
        return health;
    }

    public ChatGroup getChatModel() {
        return chatModel;
    }

    public ChatGroup getStreamingChatModel() {
        return streamingChatModel;
    }

    public OptionalGroup getEmbeddingModel() {
        return embeddingModel;
    }

    public OptionalGroup getImageModel() {
        return imageModel;
    }

    /** Metrics of the models. */
    public static final class Metrics {

        /** Whether to record metrics and observations of the models, if Micrometer is present. */
        private boolean enabled = true;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** The health check of the service. */
    public static final class Health {

        /** How long the result of a health check is reused, so that probes cause little load. */
        private Duration cache = Duration.ofSeconds(60);

        public Duration getCache() {
            return cache;
        }

        public void setCache(Duration cache) {
            this.cache = cache;
        }
    }

    /** The connection of a chat model. */
    public static final class ChatGroup extends ChatConnectionProperties {

        /** Whether to configure this model. */
        private boolean enabled = true;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** The connection of a model that must be enabled. */
    public static final class OptionalGroup extends ConnectionProperties {

        /** Whether to configure this model. Default: only if it has an API key of its own; with true, the root's key is used. */
        private @Nullable Boolean enabled;

        public @Nullable Boolean getEnabled() {
            return enabled;
        }

        public void setEnabled(@Nullable Boolean enabled) {
            this.enabled = enabled;
        }
    }
}
