package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.ModelGroup.Off;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if a model has a key and is not disabled. Boot's own condition on properties reads the value, so an undefined variable results in
 * a stack trace, and it cannot express "one property or the other".
 */
final class OnMiniMaxModel extends SpringBootCondition implements ConfigurationCondition {

    /** For the configuration of the model of a group. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Conditional(OnMiniMaxModel.class)
    @interface ConditionalOnModel {
        ModelGroup.Kind value();
    }

    OnMiniMaxModel() {}

    /** Late enough to see the application's beans, one of which may supply the key. */
    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ModelGroup.Kind kind =
                metadata.getAnnotations().get(ConditionalOnModel.class).getEnum("value", ModelGroup.Kind.class);
        ModelGroup group = ModelGroup.single().stream()
                .filter(candidate -> candidate.kind() == kind)
                .findFirst()
                .orElseThrow();
        boolean keyProvider = hasKeyProvider(context.getBeanFactory());
        Off off = group.whyOff(context.getEnvironment(), keyProvider);
        ConditionMessage.Builder message = ConditionMessage.forCondition("MiniMax " + group.property("*"));
        return off == null
                ? ConditionOutcome.match(message.because(keyProvider ? "a bean supplies the key" : "a key is set"))
                : ConditionOutcome.noMatch(message.because(off.reason()));
    }

    static boolean hasKeyProvider(@Nullable ConfigurableListableBeanFactory beans) {
        return beans != null
                && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, MiniMaxApiKeyProvider.class, true, false)
                                .length
                        > 0;
    }
}
