package io.github.minimax4j.langchain4j;

import static dev.langchain4j.data.message.ContentType.IMAGE;
import static dev.langchain4j.data.message.ContentType.TEXT;
import static dev.langchain4j.data.message.ContentType.VIDEO;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.model.catalog.ModelType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table behind {@link MiniMaxModelFacts}, whose Javadoc names the sources. */
final class KnownModels {
    private static final Set<ContentType> TEXT_ONLY = Set.of(TEXT);
    private static final Set<ContentType> TEXT_AND_IMAGE = Set.of(TEXT, IMAGE);

    private static final LocalDate RETIREMENT_OF_M2_5_AND_M2_7 = LocalDate.of(2026, 11, 18);

    static final List<MiniMaxModelFacts> TABLE = List.of(
            m3(MiniMaxChatModelName.MINIMAX_M3_1_FLASH),
            m3("MiniMax-M3.1-Flash-Preview"),
            m3(MiniMaxChatModelName.MINIMAX_M3),
            m2(MiniMaxChatModelName.MINIMAX_M2_7, RETIREMENT_OF_M2_5_AND_M2_7),
            m2(MiniMaxChatModelName.MINIMAX_M2_7_HIGHSPEED, RETIREMENT_OF_M2_5_AND_M2_7),
            m2(MiniMaxChatModelName.MINIMAX_M2_5, RETIREMENT_OF_M2_5_AND_M2_7),
            m2(MiniMaxChatModelName.MINIMAX_M2_5_HIGHSPEED, RETIREMENT_OF_M2_5_AND_M2_7),
            m2(MiniMaxChatModelName.MINIMAX_M2_1, null),
            m2("MiniMax-M2.1-highspeed", null),
            m2("MiniMax-M2.1-lightning", null),
            m2(MiniMaxChatModelName.MINIMAX_M2, null),
            m2("MiniMax-M2-Stable", null),
            chat("M2-her", 65_536, 2_048, TEXT_ONLY, null),
            chat(MiniMaxChatModelName.MINIMAX_M1, 1_000_000, null, TEXT_ONLY, null),
            chat(MiniMaxChatModelName.MINIMAX_TEXT_01, 1_000_000, null, TEXT_AND_IMAGE, null),
            chat("abab7-chat-preview", null, null, TEXT_ONLY, null),
            chat("abab6.5s-chat", 245_760, null, TEXT_ONLY, null),
            chat("abab6.5-chat", 8_192, null, TEXT_ONLY, null),
            chat("abab6.5t-chat", 8_192, null, TEXT_ONLY, null),
            chat("abab6.5g-chat", 8_192, null, TEXT_ONLY, null),
            chat(MiniMaxChatModelName.ABAB5_5_CHAT, 16_384, null, TEXT_ONLY, null),
            chat("abab5.5s-chat", 8_192, null, TEXT_ONLY, null),
            other(MiniMaxEmbeddingModelName.EMBO_01, ModelType.EMBEDDING, TEXT_ONLY),
            other(MiniMaxImageModelName.IMAGE_01, ModelType.IMAGE_GENERATION, TEXT_AND_IMAGE),
            other(MiniMaxImageModelName.IMAGE_01_LIVE, ModelType.IMAGE_GENERATION, TEXT_AND_IMAGE));

    private static final Map<String, MiniMaxModelFacts> BY_NAME =
            TABLE.stream().collect(toUnmodifiableMap(facts -> key(facts.name()), Function.identity()));

    private KnownModels() {}

    static Optional<MiniMaxModelFacts> find(String modelName) {
        return Optional.ofNullable(BY_NAME.get(key(modelName)));
    }

    /** The name without the additions of gateways: an owner before a slash, a variant after a colon. */
    private static String key(String modelName) {
        String name = modelName.substring(modelName.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static MiniMaxModelFacts m3(Object name) {
        return chat(name, 1_000_000, 524_288, Set.of(TEXT, IMAGE, VIDEO), null);
    }

    private static MiniMaxModelFacts m2(Object name, @Nullable LocalDate retiresOn) {
        return chat(name, 204_800, 204_800, TEXT_ONLY, retiresOn);
    }

    private static MiniMaxModelFacts chat(
            Object name,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutputTokens,
            Set<ContentType> inputs,
            @Nullable LocalDate retiresOn) {
        return new MiniMaxModelFacts(
                name.toString(), ModelType.CHAT, contextWindow, maxOutputTokens, inputs, retiresOn);
    }

    private static MiniMaxModelFacts other(Object name, ModelType type, Set<ContentType> inputs) {
        return new MiniMaxModelFacts(name.toString(), type, null, null, inputs, null);
    }
}
