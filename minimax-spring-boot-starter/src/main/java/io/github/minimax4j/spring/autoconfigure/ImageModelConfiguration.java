package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxImageModel;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The image model and its connection. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.IMAGE_MODEL)
@ConditionalOnMissingBean(MiniMaxImageModel.class)
final class ImageModelConfiguration {

    @Bean(name = MiniMaxAutoConfiguration.IMAGE_CLIENT, defaultCandidate = false)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.IMAGE_CLIENT)
    MiniMaxClient minimaxImageClient(ClientFactory factory) {
        return factory.client(ModelGroup.IMAGE_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.IMAGE_MODEL)
    MiniMaxImageModel minimaxImageModel(
            ModelFactory factory, @Qualifier(MiniMaxAutoConfiguration.IMAGE_CLIENT) MiniMaxClient client) {
        return factory.imageModel(client);
    }
}
