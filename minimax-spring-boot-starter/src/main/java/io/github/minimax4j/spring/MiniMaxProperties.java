package io.github.minimax4j.spring;

import io.github.minimax4j.core.Region;
import io.github.minimax4j.core.TargetProfile;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What both models share, and a group for each. Where a group says nothing, the value here holds; where both say nothing, the default
 * of {@link io.github.minimax4j.core.MiniMaxClientBuilder} or of the model's builder.
 *
 * @param enabled            Whether to configure MiniMax models at all.
 * @param apiKey             API key of both models; its presence switches them on. A key works only in the region that issued it.
 * @param region             Region of MiniMax's that issued the key. Ignored where base-url is set.
 * @param baseUrl            Address of the server, with or without "/v1". Default: that of the region.
 * @param chatPath           Path of the chat endpoint below the address.
 * @param profile            Kind of server: decides which fields beyond OpenAI's are sent. Default: by the host of the address.
 * @param modelName          Name of the model to ask. Required, here or in the group; names retire within months.
 * @param connectTimeout     How long making a connection may take.
 * @param timeout            Longest silence of the server, before the answer and within it. Not a limit on the whole call.
 * @param firstByteTimeout   Longest silence before the answer. Default: timeout.
 * @param idleTimeout        Longest silence within an answer. Default: timeout.
 * @param callTimeout        How long a whole call may take, streams included. Default: no limit.
 * @param maxRetries         How often a failed request is repeated, where that can help. A stream that has begun is not.
 * @param logRequests        Whether to log requests at level INFO, prompts included, the key not.
 * @param logResponses       Whether to log answers at level INFO, of a stream a summary.
 * @param customHeaders      HTTP headers to add to each request. Those of a group are added to these and win.
 * @param chatModel          settings of the blocking model
 * @param streamingChatModel settings of the streaming model
 */
@ConfigurationProperties("langchain4j.minimax")
public record MiniMaxProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String apiKey,
        @Nullable Region region,
        @Nullable String baseUrl,
        @Nullable String chatPath,
        @Nullable TargetProfile profile,
        @Nullable String modelName,
        @Nullable Duration connectTimeout,
        @Nullable Duration timeout,
        @Nullable Duration firstByteTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Duration callTimeout,
        @Nullable Integer maxRetries,
        @Nullable Boolean logRequests,
        @Nullable Boolean logResponses,
        @DefaultValue Map<String, String> customHeaders,
        @DefaultValue @NestedConfigurationProperty MiniMaxModelProperties chatModel,
        @DefaultValue @NestedConfigurationProperty MiniMaxModelProperties streamingChatModel) {

    /** Without the key, the headers and the address, which may hold secrets. */
    @Override
    public String toString() {
        return "MiniMaxProperties[enabled=" + enabled + ", apiKey=" + (apiKey == null ? "none" : "set") + ", region="
                + region + ", modelName=" + modelName + ", chatModel=" + chatModel + ", streamingChatModel="
                + streamingChatModel + "]";
    }
}
