package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.spring.MiniMaxClientCustomizer;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Configures calls: their callbacks run on the application's executor if it has one for them, and a shutdown waits for them. It uses the
 * same customizers as applications, and runs before theirs.
 */
@AutoConfiguration
@ConditionalOnClass(MiniMaxChatModel.class)
final class MiniMaxCallsAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBean(name = MiniMaxAutoConfiguration.TASK_EXECUTOR)
    @DependsOn(MiniMaxAutoConfiguration.TASK_EXECUTOR)
    MiniMaxClientCustomizer minimaxCallbackExecutor(BeanFactory beans) {
        // by name, not by type: a search by type would report a bean of another type only as missing
        if (!(beans.getBean(MiniMaxAutoConfiguration.TASK_EXECUTOR) instanceof Executor executor)) {
            throw new MiniMaxPropertyException(
                    "The bean " + MiniMaxAutoConfiguration.TASK_EXECUTOR
                            + " is to run the callbacks of MiniMax models, but is no " + Executor.class.getName() + ".",
                    "Give the bean of another type another name, or make it an Executor.");
        }
        return builder -> builder.callbackExecutor(executor);
    }

    @Bean
    GracefulShutdown minimaxGracefulShutdown(ListableBeanFactory beans) {
        return new GracefulShutdown(beans);
    }
}
