package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.spring.MiniMaxChatModelCustomizer;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The blocking model and its connection. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.CHAT_MODEL)
@ConditionalOnMissingBean(MiniMaxChatModel.class)
final class ChatModelConfiguration {

    @Bean(name = MiniMaxAutoConfiguration.CHAT_CLIENT, defaultCandidate = false)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.CHAT_CLIENT)
    MiniMaxClient minimaxChatClient(ModelFactory factory) {
        return factory.client(ModelGroup.CHAT_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.CHAT_MODEL)
    MiniMaxChatModel minimaxChatModel(
            ModelFactory factory,
            @Qualifier(MiniMaxAutoConfiguration.CHAT_CLIENT) MiniMaxClient client,
            ObjectProvider<ChatModelListener> listeners,
            ObjectProvider<MiniMaxChatModelCustomizer> customizers) {
        return model(ModelGroup.CHAT_MODEL, factory, client, listeners, customizers);
    }

    static MiniMaxChatModel model(
            ModelGroup group,
            ModelFactory factory,
            MiniMaxClient client,
            ObjectProvider<ChatModelListener> listeners,
            ObjectProvider<MiniMaxChatModelCustomizer> customizers) {
        return factory.model(
                group,
                MiniMaxChatModel.builder().client(client).modelName(factory.modelName(group)),
                builder -> {
                    ModelSettings.apply(group.chat(factory.requests()), builder);
                    builder.listeners(listeners.orderedStream().toList());
                },
                customizers,
                MiniMaxChatModelCustomizer::customize,
                MiniMaxChatModelBuilder::build);
    }
}
