package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.TokenCountEstimator;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxTokenCountEstimator;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.EffectiveProperties;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Counts tokens over the connection of the blocking model, if it is asked for: each count is a request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.CHAT_MODEL)
@ConditionalOnBooleanProperty("langchain4j.minimax.token-count-estimator.enabled")
@ConditionalOnBean(name = MiniMaxAutoConfiguration.CHAT_CLIENT) // a model of the application has a client of its own
@ConditionalOnMissingBean(TokenCountEstimator.class)
final class TokenCountEstimatorConfiguration {

    @Bean(MiniMaxAutoConfiguration.TOKEN_COUNT_ESTIMATOR)
    MiniMaxTokenCountEstimator minimaxTokenCountEstimator(
            MiniMaxProperties properties,
            Environment environment,
            @Qualifier(MiniMaxAutoConfiguration.CHAT_CLIENT) MiniMaxClient client) {
        PropertyCheck check = new PropertyCheck(ModelGroup.CHAT_MODEL, environment);
        String modelName = EffectiveProperties.connection(ModelGroup.CHAT_MODEL, environment)
                .modelName();
        return check.explaining(() -> MiniMaxTokenCountEstimator.builder()
                .client(client)
                .modelName(check.modelName(modelName))
                .cacheSize(properties.tokenCountEstimator().cacheSize())
                .build());
    }
}
