package io.github.minimax4j.spring.properties;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What all models share, and a group for the connection of each; {@link MiniMaxModelProperties} has what their requests are to hold. What a
 * group does not set, the root does.
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

    /** What is measured. */
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

    /** How the health of the service is found out. */
    public static final class Health {

        /** How long the result of a health check is reused, so that probes do not become load. */
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

    /** The connection of a model that is there only if asked for. */
    public static final class OptionalGroup extends ConnectionProperties {

        /** Whether to configure this model. Default: only if it has an API key of its own; true lets the root's key serve. */
        private @Nullable Boolean enabled;

        public @Nullable Boolean getEnabled() {
            return enabled;
        }

        public void setEnabled(@Nullable Boolean enabled) {
            this.enabled = enabled;
        }
    }
}
