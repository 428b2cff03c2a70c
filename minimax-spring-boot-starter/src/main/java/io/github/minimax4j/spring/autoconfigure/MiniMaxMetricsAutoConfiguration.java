package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.spring.internal.metrics.CallMetrics;
import io.github.minimax4j.spring.internal.metrics.TokenPlanMetrics;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Metrics of the models by OpenTelemetry's conventions for generative AI, and traces where calls are observed. It is not a
 * {@code ChatModelListener}, which the models of other providers would get too, but listens to calls of MiniMax's models only. There are no
 * metrics if LangChain4j's own listeners are beans, because tokens would be counted twice, or if there are several registries of which none
 * is primary. Without a primary observation registry among several, there are no observations.
 */
// Names, not classes, as these moved between Boot 3.5 and 4
@AutoConfiguration(
        before = MiniMaxCallsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
@ConditionalOnSingleCandidate(type = "io.micrometer.core.instrument.MeterRegistry")
@ConditionalOnBooleanProperty(name = "langchain4j.minimax.metrics.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(
        type = {
            "dev.langchain4j.micrometer.metrics.listeners.MicrometerMetricsChatModelListener",
            "dev.langchain4j.observation.listener.ObservationChatModelListener"
        })
final class MiniMaxMetricsAutoConfiguration {

    @Bean
    static MeterFilter minimaxMeterDescriptions() {
        return CallMetrics.descriptions();
    }

    @Bean(MiniMaxAutoConfiguration.METRICS)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.METRICS)
    CallListener.Factory minimaxMetrics(
            MeterRegistry meters, ObjectProvider<ObservationRegistry> observationRegistries) {
        return CallMetrics.factory(meters, observationRegistries.getIfUnique(() -> ObservationRegistry.NOOP));
    }

    @Bean
    @ConditionalOnBooleanProperty("langchain4j.minimax.token-plan.enabled")
    @Conditional(OnMiniMaxClient.class)
    TokenPlanMetrics minimaxTokenPlanMetrics(
            MeterRegistry meters, ListableBeanFactory beans, MiniMaxProperties properties, Environment environment) {
        return new TokenPlanMetrics(
                meters,
                () -> ClientBeans.made(beans),
                PropertyCheck.tokenPlanInterval(properties.tokenPlan().interval(), environment));
    }
}
