package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.listener.CallListener;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Lets callbacks of streams and futures, and the tools that are executed in them, run with what the calling thread had: the current
 * observation and with it the trace, all that is registered with Micrometer's context propagation, and the logging context (MDC). It
 * is there with that library.
 */
@AutoConfiguration(before = MiniMaxCallsAutoConfiguration.class)
@ConditionalOnClass(name = "io.micrometer.context.ContextSnapshotFactory")
final class MiniMaxContextAutoConfiguration {

    @Bean(MiniMaxAutoConfiguration.CONTEXT_PROPAGATION)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.CONTEXT_PROPAGATION)
    CallListener.Factory minimaxContextPropagation() {
        // cleared, so that a thread of the application's executor that has a context of its own does not lend it
        ContextSnapshotFactory snapshots =
                ContextSnapshotFactory.builder().clearMissing(true).build();
        return call -> new CallContext(snapshots.captureAll());
    }
}
