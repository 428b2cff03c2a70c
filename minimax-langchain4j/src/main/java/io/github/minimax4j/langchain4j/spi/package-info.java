/**
 * Factories by which frameworks replace the builders of this library. They are found by {@link java.util.ServiceLoader}.
 *
 * <pre>{@code
 * import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
 * import io.github.minimax4j.langchain4j.spi.MiniMaxChatModelBuilderFactory;
 *
 * public class PatientBuilders implements MiniMaxChatModelBuilderFactory {
 *
 *     @Override
 *     public MiniMaxChatModelBuilder get() {
 *         return new MiniMaxChatModelBuilder().maxRetries(5);
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.langchain4j.spi;

import org.jspecify.annotations.NullMarked;
