package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.image.SubjectReference;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxEmbeddingModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxImageModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
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
            texts.putAll(chat.texts());
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
        group.applyTo(builder);
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
