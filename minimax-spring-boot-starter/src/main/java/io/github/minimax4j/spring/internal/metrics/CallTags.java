package io.github.minimax4j.spring.internal.metrics;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.micrometer.common.KeyValues;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tags of a call's recordings. The keys of a meter are always the same; a registry such as Prometheus' rejects other keys. */
final class CallTags {

    private CallTags() {}

    /** The tags that are known at the start of the call. */
    static KeyValues of(CallDescription call) {
        return KeyValues.of(
                GenAiNames.OPERATION, operation(call.operation()),
                GenAiNames.PROVIDER, GenAiNames.MINIMAX,
                GenAiNames.REQUEST_MODEL, orNone(call.model()),
                GenAiNames.SERVER_ADDRESS, call.host(),
                GenAiNames.SERVER_PORT, String.valueOf(call.port()));
    }

    static String operation(Operation operation) {
        return switch (operation) {
            case CHAT -> "chat";
            case EMBEDDINGS -> "embeddings";
            case IMAGES, SPEECH -> "generate_content";
            case MODELS -> "models";
            case INPUT_TOKENS -> "count_tokens";
            case TOKEN_PLAN -> "token_plan";
            case FILES -> "files";
        };
    }

    static String errorType(ErrorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String orNone(@Nullable String value) {
        return value == null || value.isBlank() ? GenAiNames.NONE : value;
    }
}
