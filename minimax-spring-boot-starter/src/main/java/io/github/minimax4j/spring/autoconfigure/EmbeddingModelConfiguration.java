package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedding model and its connection. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.EMBEDDING_MODEL)
@ConditionalOnMissingBean(MiniMaxEmbeddingModel.class)
final class EmbeddingModelConfiguration {

    @Bean(name = MiniMaxAutoConfiguration.EMBEDDING_CLIENT, defaultCandidate = false)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.EMBEDDING_CLIENT)
    MiniMaxClient minimaxEmbeddingClient(ClientFactory factory) {
        return factory.client(ModelGroup.EMBEDDING_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.EMBEDDING_MODEL)
    MiniMaxEmbeddingModel minimaxEmbeddingModel(
            ModelFactory factory, @Qualifier(MiniMaxAutoConfiguration.EMBEDDING_CLIENT) MiniMaxClient client) {
        return factory.embeddingModel(client);
    }
}
