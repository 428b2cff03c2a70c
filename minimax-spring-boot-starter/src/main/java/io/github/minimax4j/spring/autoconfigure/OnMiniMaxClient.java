package io.github.minimax4j.spring.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if there is a client. Boot's own condition on beans ignores beans that are not injected by type. */
final class OnMiniMaxClient extends SpringBootCondition implements ConfigurationCondition {

    OnMiniMaxClient() {}

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("MiniMax client");
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        boolean found = beans != null && ClientBeans.names(beans).length > 0;
        return found
                ? ConditionOutcome.match(message.because("there is one"))
                : ConditionOutcome.noMatch(message.because("no model is configured"));
    }
}
