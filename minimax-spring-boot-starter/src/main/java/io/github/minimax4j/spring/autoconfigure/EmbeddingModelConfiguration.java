package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.spring.MiniMaxEmbeddingModelCustomizer;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.ObjectProvider;
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
    MiniMaxClient minimaxEmbeddingClient(ModelFactory factory) {
        return factory.client(ModelGroup.EMBEDDING_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.EMBEDDING_MODEL)
    MiniMaxEmbeddingModel minimaxEmbeddingModel(
            ModelFactory factory,
            @Qualifier(MiniMaxAutoConfiguration.EMBEDDING_CLIENT) MiniMaxClient client,
            ObjectProvider<EmbeddingModelListener> listeners,
            ObjectProvider<MiniMaxEmbeddingModelCustomizer> customizers) {
        return factory.model(
                ModelGroup.EMBEDDING_MODEL,
                MiniMaxEmbeddingModel.builder().client(client).modelName(factory.modelName(ModelGroup.EMBEDDING_MODEL)),
                builder -> {
                    ModelSettings.apply(factory.requests().embeddingModel(), builder);
                    builder.listeners(listeners.orderedStream().toList());
                },
                customizers,
                MiniMaxEmbeddingModelCustomizer::customize,
                MiniMaxEmbeddingModelBuilder::build);
    }
}
