package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
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
    MiniMaxClient minimaxChatClient(ClientFactory factory) {
        return factory.client(ModelGroup.CHAT_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.CHAT_MODEL)
    MiniMaxChatModel minimaxChatModel(
            ModelFactory factory, @Qualifier(MiniMaxAutoConfiguration.CHAT_CLIENT) MiniMaxClient client) {
        return factory.chatModel(ModelGroup.CHAT_MODEL, client);
    }
}
