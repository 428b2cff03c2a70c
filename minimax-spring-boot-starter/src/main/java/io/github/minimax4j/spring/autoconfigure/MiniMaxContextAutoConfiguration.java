package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.listener.CallListener;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
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
        ContextSnapshotFactory snapshots = factory(ContextRegistry.getInstance());
        ContextSnapshotFactory logging =
                factory(new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()));
        return call -> {
            ContextSnapshot context = snapshots.captureAll();
            ContextSnapshot loggingContext = logging.captureAll();
            return new CallListener() {
                @Override
                public Runnable withContext(Runnable callbacks) {
                    return loggingContext.wrap(context.wrap(callbacks));
                }
            };
        };
    }

    /** Cleared, so that the callback does not get the context of a thread of the application's executor. */
    private static ContextSnapshotFactory factory(ContextRegistry registry) {
        return ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .clearMissing(true)
                .build();
    }
}
