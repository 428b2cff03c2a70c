package io.github.minimax4j.spring;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says why there is no model to inject, where Boot's own analysis would advise to define a bean. It speaks up for the interfaces too,
 * because that is what most applications inject.
 */
@Order(0)
final class MissingMiniMaxModelFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    private final Environment environment;

    MissingMiniMaxModelFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ModelGroup group = groupOf(cause.getBeanType());
        String whyOff = group == null ? null : group.whyOff(environment);
        if (whyOff == null || cause instanceof NoUniqueBeanDefinitionException) {
            return null;
        }
        String type = cause.getBeanType().getSimpleName();
        boolean ours = type.startsWith("MiniMax");
        String action = whyOff.endsWith("is false")
                ? "Remove that property or set it to true."
                : "Set " + ModelGroup.ROOT + "api-key (or " + group.property("api-key") + " for this model only).";
        return new FailureAnalysis(
                "There is no " + type + " to inject: " + (ours ? "it" : "that of MiniMax")
                        + " is not configured, because " + whyOff + ".",
                action
                        + (ours
                                ? ""
                                : " If another provider is meant to give this bean, see to its configuration instead.")
                        + " Start with --debug to see all conditions.",
                cause);
    }

    private static @Nullable ModelGroup groupOf(@Nullable Class<?> type) {
        if (type == MiniMaxChatModel.class || type == ChatModel.class) {
            return ModelGroup.CHAT_MODEL;
        }
        return type == MiniMaxStreamingChatModel.class || type == StreamingChatModel.class
                ? ModelGroup.STREAMING_CHAT_MODEL
                : null;
    }
}
