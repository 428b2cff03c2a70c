package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The streaming model and its connection. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.STREAMING_CHAT_MODEL)
@ConditionalOnMissingBean(MiniMaxStreamingChatModel.class)
final class StreamingChatModelConfiguration {

    @Bean(name = MiniMaxAutoConfiguration.STREAMING_CLIENT, defaultCandidate = false)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.STREAMING_CLIENT)
    MiniMaxClient minimaxStreamingClient(ClientFactory factory) {
        return factory.client(ModelGroup.STREAMING_CHAT_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.STREAMING_CHAT_MODEL)
    MiniMaxStreamingChatModel minimaxStreamingChatModel(
            ModelFactory factory, @Qualifier(MiniMaxAutoConfiguration.STREAMING_CLIENT) MiniMaxClient client) {
        return factory.streamingChatModel(ModelGroup.STREAMING_CHAT_MODEL, client);
    }
}
