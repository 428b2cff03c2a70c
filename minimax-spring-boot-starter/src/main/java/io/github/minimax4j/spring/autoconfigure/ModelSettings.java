package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.chat.request.ResponseFormat;
import io.github.minimax4j.core.chat.StreamOptions;
import io.github.minimax4j.core.image.SubjectReference;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxEmbeddingModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxImageModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.AnswerFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands the properties of a group that belong to the model, not to its connection, to a builder. Null leaves the builder's default. */
final class ModelSettings {

    private ModelSettings() {}

    /** All properties of the group that hold texts and go to the service, by name: the binder leaves undefined placeholders in them. */
    static Map<String, @Nullable Object> texts(ConnectionProperties group) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        if (group instanceof MiniMaxModelProperties chat) {
            texts.put("stop", chat.stop());
            texts.put("user", chat.user());
            texts.put("tool-choice-name", chat.toolChoiceName());
            texts.put("service-tier", chat.serviceTier());
            texts.put("reasoning-effort", chat.reasoningEffort());
            texts.put("custom-parameters", chat.customParameters());
        } else if (group instanceof MiniMaxEmbeddingModelProperties embedding) {
            texts.put("custom-parameters", embedding.customParameters());
        } else if (group instanceof MiniMaxImageModelProperties image) {
            texts.put("aspect-ratio", image.aspectRatio());
            texts.put("subject-references", image.subjectReferences());
            texts.put("custom-parameters", image.customParameters());
        }
        return texts;
    }

    static void apply(MiniMaxModelProperties group, MiniMaxModelBuilder<?> builder) {
        builder.temperature(group.temperature());
        builder.topP(group.topP());
        builder.maxOutputTokens(group.maxOutputTokens());
        builder.n(group.n());
        if (group.streamOptions() != null && group.streamOptions().includeUsage() != null) {
            builder.streamOptions(new StreamOptions(group.streamOptions().includeUsage()));
        }
        builder.imageDetail(group.imageDetail());
        builder.imageMaxLongSidePixel(group.imageMaxLongSidePixel());
        builder.videoDetail(group.videoDetail());
        builder.videoFps(group.videoFps());
        builder.videoMaxLongSidePixel(group.videoMaxLongSidePixel());
        builder.stopSequences(group.stop());
        builder.presencePenalty(group.presencePenalty());
        builder.frequencyPenalty(group.frequencyPenalty());
        builder.seed(group.seed());
        builder.user(group.user());
        builder.serviceTier(group.serviceTier());
        builder.thinking(group.thinking());
        builder.reasoningEffort(group.reasoningEffort());
        builder.reasoningSplit(group.reasoningSplit());
        builder.returnThinking(group.returnThinking());
        builder.sendThinking(group.sendThinking());
        builder.maskSensitiveInfo(group.maskSensitiveInfo());
        builder.parallelToolCalls(group.parallelToolCalls());
        builder.toolChoice(group.toolChoice());
        builder.toolChoiceName(group.toolChoiceName());
        builder.responseFormat(responseFormat(group.responseFormat()));
        builder.jsonSchemaInPrompt(group.jsonSchemaInPrompt());
        builder.strictJsonSchema(group.strictJsonSchema());
        builder.strictTools(group.strictTools());
        builder.markToolErrors(group.markToolErrors());
        builder.supportedCapabilities(group.supportedCapabilities());
        builder.customParameters(withLists(group.customParameters()));
    }

    static void apply(MiniMaxEmbeddingModelProperties group, MiniMaxEmbeddingModelBuilder builder) {
        builder.inputType(group.inputType());
        builder.maxSegmentsPerBatch(group.maxSegmentsPerBatch());
        builder.customParameters(withLists(group.customParameters()));
    }

    static void apply(MiniMaxImageModelProperties group, MiniMaxImageModelBuilder builder) {
        builder.aspectRatio(group.aspectRatio());
        builder.width(group.width());
        builder.height(group.height());
        builder.responseFormat(group.responseFormat());
        builder.seed(group.seed());
        builder.promptOptimizer(group.promptOptimizer());
        if (group.subjectReferences() != null) {
            builder.subjectReferences(group.subjectReferences().stream()
                    .map(SubjectReference::character)
                    .toList());
        }
        builder.customParameters(withLists(group.customParameters()));
    }

    private static @Nullable ResponseFormat responseFormat(@Nullable AnswerFormat format) {
        if (format == null) {
            return null;
        }
        return switch (format) {
            case TEXT -> ResponseFormat.TEXT;
            case JSON_OBJECT -> ResponseFormat.JSON;
        };
    }

    /** The binder makes a map of a list whose element type it does not know, with the positions as keys. */
    private static Map<String, Object> withLists(Map<?, ?> bound) {
        Map<String, Object> values = new LinkedHashMap<>();
        bound.forEach((name, value) -> values.put(String.valueOf(name), withLists(value)));
        return values;
    }

    private static Object withLists(Object bound) {
        if (!(bound instanceof Map<?, ?> map)) {
            return bound;
        }
        Map<String, Object> values = withLists(map);
        if (values.isEmpty()) {
            return values;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!values.containsKey(String.valueOf(i))) {
                return values;
            }
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            list.add(values.get(String.valueOf(i)));
        }
        return list;
    }
}
