package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.TokenCountEstimator;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxTokenCountEstimator;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts tokens over the connection of the blocking model, if it is asked for: each count is a request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.CHAT_MODEL)
@ConditionalOnBooleanProperty("langchain4j.minimax.token-count-estimator.enabled")
@ConditionalOnMissingBean(TokenCountEstimator.class)
final class TokenCountEstimatorConfiguration {

    @Bean(MiniMaxAutoConfiguration.TOKEN_COUNT_ESTIMATOR)
    MiniMaxTokenCountEstimator minimaxTokenCountEstimator(
            ModelFactory factory, @Qualifier(MiniMaxAutoConfiguration.CHAT_CLIENT) MiniMaxClient client) {
        return factory.check(ModelGroup.CHAT_MODEL)
                .explaining(() -> MiniMaxTokenCountEstimator.builder()
                        .client(client)
                        .modelName(factory.modelName(ModelGroup.CHAT_MODEL))
                        .cacheSize(factory.properties().tokenCountEstimator().cacheSize())
                        .build());
    }
}
