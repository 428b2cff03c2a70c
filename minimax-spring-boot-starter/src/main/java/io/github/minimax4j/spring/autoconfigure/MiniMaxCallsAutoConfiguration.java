package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxConnectionBuilder;
import io.github.minimax4j.spring.MiniMaxChatModelCustomizer;
import io.github.minimax4j.spring.MiniMaxClientCustomizer;
import io.github.minimax4j.spring.MiniMaxEmbeddingModelCustomizer;
import io.github.minimax4j.spring.MiniMaxImageModelCustomizer;
import io.github.minimax4j.spring.MiniMaxStreamingChatModelCustomizer;
import io.github.minimax4j.spring.diagnostics.MiniMaxPropertyException;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * How calls are made: followed by the beans of type {@link CallListener.Factory}, with callbacks on the application's executor if it has
 * one for them, and waited for when the application ends. It works through the same customizers that applications have, and before
 * theirs.
 */
@AutoConfiguration
@ConditionalOnClass(MiniMaxChatModel.class)
final class MiniMaxCallsAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MiniMaxChatModelCustomizer minimaxChatCallListeners(ObjectProvider<CallListener.Factory> listeners) {
        return builder -> follow(builder, listeners);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MiniMaxStreamingChatModelCustomizer minimaxStreamingCallListeners(ObjectProvider<CallListener.Factory> listeners) {
        return builder -> follow(builder, listeners);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MiniMaxEmbeddingModelCustomizer minimaxEmbeddingCallListeners(ObjectProvider<CallListener.Factory> listeners) {
        return builder -> follow(builder, listeners);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    MiniMaxImageModelCustomizer minimaxImageCallListeners(ObjectProvider<CallListener.Factory> listeners) {
        return builder -> follow(builder, listeners);
    }

    /** By model and not by client, so that models with a client of the application's are followed too. */
    private static void follow(MiniMaxConnectionBuilder<?> builder, ObjectProvider<CallListener.Factory> listeners) {
        listeners.orderedStream().forEach(builder::addCallListener);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBean(name = MiniMaxAutoConfiguration.TASK_EXECUTOR)
    @DependsOn(MiniMaxAutoConfiguration.TASK_EXECUTOR)
    MiniMaxClientCustomizer minimaxCallbackExecutor(BeanFactory beans) {
        // by name and not by type, which would say of another type only that there is no such bean
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
