package io.github.minimax4j.spring.properties;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that all models share, beside those of {@link ConnectionProperties}, and a group for the connection of each model;
 * {@link MiniMaxModelProperties} has the contents of their requests.
 *
 * @param enabled Whether to configure MiniMax models at all.
 * @param metrics metrics of the models
 * @param health  the health check of the service
 * @param chatPath              Path of the chat endpoint below the address.
 * @param convertToolCallMarkup Whether to turn tool calls that arrive as the model's own markup in the text into real ones.
 * @param repairToolHistory     Whether to give tool calls that have no result in the history a placeholder result, rather than reject the
 *     request.
 * @param keepRawResponses      Whether to keep the received JSON in the metadata of responses.
 * @param streamUsage           Whether to request the token usage of streams. Default: true, except at gateways known to reject the field.
 * @param chatModel the connection of the blocking chat model
 * @param streamingChatModel the connection of the streaming chat model
 * @param embeddingModel the connection of the embedding model
 * @param imageModel the connection of the image model
 * @param models Further chat models, by the names of their beans. Each has the properties of a chat model.
 */
@ConfigurationProperties("langchain4j.minimax")
public record MiniMaxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Metrics metrics,
        @DefaultValue Health health,
        @Nullable String chatPath,
        @Nullable Boolean convertToolCallMarkup,
        @Nullable Boolean repairToolHistory,
        @Nullable Boolean keepRawResponses,
        @Nullable Boolean streamUsage,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties chatModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties streamingChatModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties embeddingModel,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties imageModel,
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
}
