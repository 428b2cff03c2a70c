package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.listener.CallListener;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Runs callbacks of streams and futures, and the tools that are executed in them, in the context of the calling thread: the current
 * observation and with it the trace, everything registered with Micrometer's context propagation, and the logging context (MDC). It is
 * active if that library is present.
 */
@AutoConfiguration(before = MiniMaxCallsAutoConfiguration.class)
@ConditionalOnClass(name = "io.micrometer.context.ContextSnapshotFactory")
final class MiniMaxContextAutoConfiguration {

    @Bean(MiniMaxAutoConfiguration.CONTEXT_PROPAGATION)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.CONTEXT_PROPAGATION)
    CallListener.Factory minimaxContextPropagation() {
        // cleared, so that the callback does not get the context of a thread of the application's executor
        ContextSnapshotFactory snapshots =
                ContextSnapshotFactory.builder().clearMissing(true).build();
        return call -> new CallContext(snapshots.captureAll());
    }
}
