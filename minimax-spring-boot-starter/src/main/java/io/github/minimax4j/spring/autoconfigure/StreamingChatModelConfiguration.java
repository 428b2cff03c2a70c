package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.spring.MiniMaxStreamingChatModelCustomizer;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.ObjectProvider;
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
    MiniMaxClient minimaxStreamingClient(ModelFactory factory) {
        return factory.client(ModelGroup.STREAMING_CHAT_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.STREAMING_CHAT_MODEL)
    MiniMaxStreamingChatModel minimaxStreamingChatModel(
            ModelFactory factory,
            @Qualifier(MiniMaxAutoConfiguration.STREAMING_CLIENT) MiniMaxClient client,
            ObjectProvider<ChatModelListener> listeners,
            ObjectProvider<MiniMaxStreamingChatModelCustomizer> customizers) {
        return model(ModelGroup.STREAMING_CHAT_MODEL, factory, client, listeners, customizers);
    }

    static MiniMaxStreamingChatModel model(
            ModelGroup group,
            ModelFactory factory,
            MiniMaxClient client,
            ObjectProvider<ChatModelListener> listeners,
            ObjectProvider<MiniMaxStreamingChatModelCustomizer> customizers) {
        return factory.model(
                group,
                MiniMaxStreamingChatModel.builder().client(client).modelName(factory.modelName(group)),
                builder -> {
                    ModelSettings.apply(group.chat(factory.requests()), builder);
                    builder.listeners(listeners.orderedStream().toList());
                },
                customizers,
                MiniMaxStreamingChatModelCustomizer::customize,
                MiniMaxStreamingChatModelBuilder::build);
    }
}
