package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.langchain4j.spi.MiniMaxChatModelBuilderFactory;
import io.github.minimax4j.langchain4j.spi.MiniMaxStreamingChatModelBuilderFactory;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** A framework's own builders; the test's are declared in a folder that only its class loader sees. */
class BuilderFactoriesTest {
    /** A framework's builder. */
    static final class OwnBuilder extends MiniMaxChatModelBuilder {}

    /** A framework's builder. */
    static final class OwnStreamingBuilder extends MiniMaxStreamingChatModelBuilder {}

    /** Found by name. */
    public static final class Factory implements MiniMaxChatModelBuilderFactory {
        @Override
        public MiniMaxChatModelBuilder get() {
            return new OwnBuilder();
        }
    }

    /** Found by name. */
    public static final class StreamingFactory implements MiniMaxStreamingChatModelBuilderFactory {
        @Override
        public MiniMaxStreamingChatModelBuilder get() {
            return new OwnStreamingBuilder();
        }
    }

    @Test
    void withoutAFactoryTheBuildersAreOurs() {
        assertThat(MiniMaxChatModel.builder()).isExactlyInstanceOf(MiniMaxChatModelBuilder.class);
        assertThat(MiniMaxStreamingChatModel.builder()).isExactlyInstanceOf(MiniMaxStreamingChatModelBuilder.class);
    }

    @Test
    void aFactoryThatTheServiceLoaderFindsMakesTheBuilders() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL folder = BuilderFactoriesTest.class.getResource("/framework/");
        try (URLClassLoader framework = new URLClassLoader(new URL[] {folder}, before)) {
            thread.setContextClassLoader(framework);
            assertThat(MiniMaxChatModel.builder()).isExactlyInstanceOf(OwnBuilder.class);
            assertThat(MiniMaxStreamingChatModel.builder()).isExactlyInstanceOf(OwnStreamingBuilder.class);
            try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                    .apiKey("k")
                    .modelName("MiniMax-M3")
                    .build()) {
                assertThat(model.defaultRequestParameters().modelName()).isEqualTo("MiniMax-M3");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
