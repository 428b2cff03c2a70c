package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Embedding;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies the properties of a group that belong to the model, not to its connection, to a builder. Null keeps the builder's default. */
final class ModelSettings {

    private ModelSettings() {}

    /** All properties of the group whose text is sent to the service, by name: the binder leaves undefined placeholders in them. */
    static Map<String, @Nullable Object> texts(ModelGroup group, MiniMaxModelProperties requests) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        Chat chat = group.chat(requests);
        if (chat != null) {
            texts.putAll(chat.texts());
        } else if (group.kind() == ModelGroup.Kind.EMBEDDING_MODEL) {
            texts.put("custom-parameters", requests.embeddingModel().customParameters());
        } else {
            texts.put("aspect-ratio", requests.imageModel().aspectRatio());
            texts.put("subject-references", requests.imageModel().subjectReferences());
            texts.put("custom-parameters", requests.imageModel().customParameters());
        }
        return texts;
    }

    static void apply(@Nullable Chat group, MiniMaxModelBuilder<?> builder) {
        Objects.requireNonNull(group, "no chat model");
        group.applyTo(builder);
        builder.customParameters(withLists(group.customParameters()));
    }

    static void apply(Embedding group, MiniMaxEmbeddingModelBuilder builder) {
        builder.inputType(group.inputType());
        builder.maxSegmentsPerBatch(group.maxSegmentsPerBatch());
        builder.customParameters(withLists(group.customParameters()));
    }

    static void apply(Image group, MiniMaxImageModelBuilder builder) {
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

    /** The binder turns a list of unknown element type into a map with the positions as keys. */
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
