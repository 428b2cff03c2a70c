package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelDescription;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Combines what a server reports about a model with known facts. The server takes precedence: its limits may be lower. */
final class ModelDescriptionMapper {
    // guards against gateways that send milliseconds, which would be dates in the far future
    private static final long LATEST_SECOND =
            Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();

    private ModelDescriptionMapper() {}

    static ModelDescription map(io.github.minimax4j.core.catalog.ModelDescription model) {
        MiniMaxModelFacts facts = MiniMaxModelFacts.of(model.id()).orElse(null);
        Map<String, Object> attributes = model.attributes();
        Integer context = first(tokens(attributes.get("max_model_len")), tokens(attributes.get("context_length")));
        Integer output = attributes.get("top_provider") instanceof Map<?, ?> provider
                ? tokens(provider.get("max_completion_tokens"))
                : null;
        ModelDescription.Builder description = ModelDescription.builder()
                .name(model.id())
                .provider(ModelProvider.OTHER)
                .displayName(first(text(attributes.get("display_name")), text(attributes.get("name"))))
                .description(text(attributes.get("description")))
                .maxInputTokens(context)
                .maxOutputTokens(output)
                .createdAt(instant(model.created()))
                .owner(model.ownedBy());
        if (facts != null) {
            description
                    .type(facts.type())
                    .description(description(text(attributes.get("description")), facts))
                    .maxInputTokens(first(context, facts.contextWindow()))
                    .maxOutputTokens(first(output, atMost(context, facts.maxOutputTokens())));
        }
        return description.build();
    }

    private static String description(@Nullable String reported, MiniMaxModelFacts facts) {
        String inputs = facts.inputs().stream()
                .map(input -> input.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        StringBuilder description = new StringBuilder();
        if (reported != null) {
            description.append(reported.strip()).append(' ');
        }
        description.append("Input: ").append(inputs).append('.');
        if (facts.contextWindow() != null) {
            description.append(" Input and output share the context window.");
        }
        if (facts.retiresOn() != null) {
            description
                    .append(" Retirement at MiniMax: ")
                    .append(facts.retiresOn())
                    .append('.');
        }
        return description.toString();
    }

    private static <T> @Nullable T first(@Nullable T preferred, @Nullable T otherwise) {
        return preferred == null ? otherwise : preferred;
    }

    private static @Nullable Integer atMost(@Nullable Integer limit, @Nullable Integer value) {
        return limit == null || value == null ? value : Integer.valueOf(Math.min(limit, value));
    }

    private static @Nullable Integer tokens(@Nullable Object value) {
        return value instanceof Number number && number.longValue() > 0 && number.longValue() <= Integer.MAX_VALUE
                ? Integer.valueOf(number.intValue())
                : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    private static @Nullable Instant instant(@Nullable Long seconds) {
        return seconds == null || seconds <= 0 || seconds > LATEST_SECOND ? null : Instant.ofEpochSecond(seconds);
    }
}
