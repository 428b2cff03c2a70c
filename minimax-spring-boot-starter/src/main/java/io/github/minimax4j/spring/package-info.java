/**
 * Types of beans that applications provide, and that the starter uses. {@link io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration}
 * says which beans the starter itself creates, and {@link io.github.minimax4j.spring.properties.MiniMaxProperties} what can be configured.
 *
 * <pre>{@code
 * import io.github.minimax4j.spring.MiniMaxClientCustomizer;
 * import org.springframework.context.annotation.Bean;
 * import org.springframework.context.annotation.Configuration;
 *
 * public class Retries {
 *
 *     @Configuration
 *     static class RetryConfiguration {
 *
 *         @Bean
 *         MiniMaxClientCustomizer logRetries() {
 *             return builder -> builder.retryListener(retry -> System.out.println("Retry " + retry.number()));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Threads</h2>
 * Callbacks run on threads of the library, or on a bean named {@code minimaxTaskExecutor}. Customizers are called once, while the context
 * starts.
 */
@NullMarked
package io.github.minimax4j.spring;

import org.jspecify.annotations.NullMarked;
