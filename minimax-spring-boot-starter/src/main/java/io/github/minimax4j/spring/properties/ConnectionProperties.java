package io.github.minimax4j.spring.properties;

import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.core.transport.TargetProfile;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What may stand at the root and in each group alike. */
public interface ConnectionProperties {

    @Nullable
    String apiKey();

    @Nullable
    Region region();

    @Nullable
    String baseUrl();

    @Nullable
    TargetProfile profile();

    @Nullable
    String modelName();

    @Nullable
    Duration connectTimeout();

    @Nullable
    Duration timeout();

    @Nullable
    Duration firstByteTimeout();

    @Nullable
    Duration idleTimeout();

    @Nullable
    Duration callTimeout();

    @Nullable
    DataSize maxEventSize();

    @Nullable
    Integer maxRetries();

    @Nullable
    Duration retryDelay();

    @Nullable
    Duration retryTimeLimit();

    HttpClient.@Nullable Version httpVersion();

    @Nullable
    Boolean logRequests();

    @Nullable
    Boolean logResponses();

    @Nullable
    Integer logBodyLimit();

    @Nullable
    MiniMaxProxyProperties proxy();

    @Nullable
    String sslBundle();

    Map<String, String> customHeaders();

    Map<String, String> customQueryParams();

    // of chat models only

    default @Nullable String chatPath() {
        return null;
    }

    default @Nullable Boolean convertToolCallMarkup() {
        return null;
    }

    default @Nullable Boolean repairToolHistory() {
        return null;
    }

    default @Nullable Boolean keepRawResponses() {
        return null;
    }

    default @Nullable Boolean streamUsage() {
        return null;
    }
}
