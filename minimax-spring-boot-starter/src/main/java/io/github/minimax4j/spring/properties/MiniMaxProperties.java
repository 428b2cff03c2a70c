package io.github.minimax4j.spring.properties;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Metrics and health, and a group for the connection of each model; {@link MiniMaxModelProperties} has the contents of their requests.
 * What the models share is at the root: {@link ConnectionProperties} and {@link MiniMaxModelProperties.Chat}.
 *
 * @param metrics metrics of the models
 * @param health  the health check of the service
 * @param tokenPlan what is left of the account's subscription
 * @param tokenCountEstimator the bean that counts tokens
 * @param chatModel the connection of the blocking chat model
 * @param streamingChatModel the connection of the streaming chat model
 * @param embeddingModel the connection of the embedding model
 * @param imageModel the connection of the image model
 * @param speechModel the connection of the text-to-speech model
 * @param models Further chat models, by the names of their beans. Each has the properties of a chat model.
 */
@ConfigurationProperties("langchain4j.minimax")
public record MiniMaxProperties(
        @DefaultValue Metrics metrics,
        @DefaultValue Health health,
        @DefaultValue TokenPlan tokenPlan,
        @DefaultValue TokenCountEstimator tokenCountEstimator,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties chatModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties streamingChatModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties embeddingModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties imageModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties speechModel,
        @DefaultValue Map<String, ConnectionProperties> models) {

    /**
     * Metrics of the models.
     *
     * @param enabled Whether to record metrics and observations of the models, if Micrometer is present.
     */
    public record Metrics(@DefaultValue("true") boolean enabled) {}

    /**
     * The health check of the service.
     *
     * @param cache How long the result of a health check is reused, so that probes cause little load.
     */
    public record Health(@DefaultValue("60s") Duration cache) {}

    /**
     * What is left of the account's subscription.
     *
     * @param enabled  Whether to request the quotas of the subscription, for the details of the health check and for a metric.
     * @param interval How often to request them for the metric.
     */
    public record TokenPlan(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("5m") Duration interval) {}

    /**
     * The bean that counts tokens.
     *
     * @param enabled   Whether to configure it. It uses the connection and the model name of the blocking chat model.
     * @param cacheSize Number of counts to keep, so that the same messages are not counted again.
     */
    public record TokenCountEstimator(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("0") int cacheSize) {}
}
