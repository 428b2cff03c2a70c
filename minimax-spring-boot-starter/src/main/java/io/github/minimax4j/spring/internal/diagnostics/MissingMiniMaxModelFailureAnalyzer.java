package io.github.minimax4j.spring.internal.diagnostics;

import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxImageModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.ModelGroup.Off;
import io.github.minimax4j.spring.internal.PropertySources;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains why there is no model to inject, where Boot's own analysis would advise defining a bean. It also handles LangChain4j's
 * interfaces, because most applications inject those.
 */
@Order(0)
final class MissingMiniMaxModelFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    private final Environment environment;

    MissingMiniMaxModelFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        String named = cause.getBeanName();
        if (named != null) {
            return namedModel(named, cause);
        }
        Class<?> missing = cause.getBeanType();
        ModelGroup group = groupOf(missing);
        // a bean that provides the key never turns a model off, so there is no need to look for one
        Off off = group == null ? null : group.whyOff(environment, false);
        if (missing == null || off == null || cause instanceof NoUniqueBeanDefinitionException) {
            return null;
        }
        String type = missing.getSimpleName();
        boolean ours = type.startsWith("MiniMax");
        return new FailureAnalysis(
                "There is no " + type + " to inject: " + (ours ? "it" : "MiniMax's") + " is not configured, because "
                        + off.reason() + ".",
                off.remedy()
                        + (ours
                                ? ""
                                : " If another provider is meant to supply this bean, check its configuration instead.")
                        + " Run with --debug to see all conditions.",
                cause);
    }

    private @Nullable FailureAnalysis namedModel(String beanName, NoSuchBeanDefinitionException cause) {
        for (String name : PropertySources.namedModels(environment)) {
            Off off = ModelGroup.named(name).whyOff(environment, false);
            if (off != null && (beanName.equals(name) || beanName.equals(name + "Streaming"))) {
                return new FailureAnalysis(
                        "There is no bean '" + beanName + "': " + ModelGroup.MODELS + name
                                + " is not configured, because " + off.reason() + ".",
                        off.remedy(),
                        cause);
            }
        }
        return null;
    }

    private static @Nullable ModelGroup groupOf(@Nullable Class<?> type) {
        if (type == MiniMaxChatModel.class || type == ChatModel.class) {
            return ModelGroup.CHAT_MODEL;
        }
        if (type == MiniMaxStreamingChatModel.class || type == StreamingChatModel.class) {
            return ModelGroup.STREAMING_CHAT_MODEL;
        }
        if (type == MiniMaxEmbeddingModel.class || type == EmbeddingModel.class) {
            return ModelGroup.EMBEDDING_MODEL;
        }
        if (type == MiniMaxImageModel.class || type == ImageModel.class) {
            return ModelGroup.IMAGE_MODEL;
        }
        return type == MiniMaxTextToSpeechModel.class || type == TextToSpeechModel.class
                ? ModelGroup.SPEECH_MODEL
                : null;
    }
}
