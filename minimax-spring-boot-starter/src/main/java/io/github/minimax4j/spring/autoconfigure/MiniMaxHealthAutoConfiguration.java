package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.spring.internal.health.HealthProbe;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * The health indicator for the types of Boot 4, off unless {@code management.health.minimax.enabled} is true. It requests the list of
 * models with the key. Note that a service that many applications share should rarely decide whether one of them is ready.
 */
@AutoConfiguration(after = MiniMaxAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBooleanProperty("management.health.minimax.enabled")
@Conditional(OnMiniMaxClient.class)
final class MiniMaxHealthAutoConfiguration {

    @Bean(MiniMaxAutoConfiguration.HEALTH_INDICATOR)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.HEALTH_INDICATOR)
    HealthIndicator minimaxHealthIndicator(
            ListableBeanFactory beans, MiniMaxProperties properties, Environment environment) {
        HealthProbe probe = new HealthProbe(
                () -> ClientBeans.targets(beans),
                PropertyCheck.healthCache(properties.health().cache(), environment),
                HealthProbe.TIMEOUT,
                properties.tokenPlan().enabled(),
                System::nanoTime);
        return () -> probe.check(health -> Health.status(health.status().name())
                .withDetails(health.details())
                .build());
    }
}
