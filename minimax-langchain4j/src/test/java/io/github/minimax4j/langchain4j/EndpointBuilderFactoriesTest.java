package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.spi.PrioritizedFactory;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.spi.MiniMaxEmbeddingModelBuilderFactory;
import io.github.minimax4j.langchain4j.spi.MiniMaxImageModelBuilderFactory;
import io.github.minimax4j.langchain4j.spi.MiniMaxModelCatalogBuilderFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointBuilderFactoriesTest {
    @TempDir
    private Path services;

    public static class Embeddings implements MiniMaxEmbeddingModelBuilderFactory {
        @Override
        public MiniMaxEmbeddingModelBuilder get() {
            return new FrameworkBuilder(getClass().getSimpleName());
        }
    }

    public static final class PreferredEmbeddings extends Embeddings implements PrioritizedFactory {
        @Override
        public int priority() {
            return 1;
        }
    }

    public static final class YieldingEmbeddings extends Embeddings implements PrioritizedFactory {
        @Override
        public int priority() {
            return YIELDS_TO_OTHERS;
        }
    }

    /** A framework can extend our builders. */
    static final class FrameworkBuilder extends MiniMaxEmbeddingModelBuilder {
        final String madeBy;

        FrameworkBuilder(String madeBy) {
            this.madeBy = madeBy;
        }
    }

    public static final class Images implements MiniMaxImageModelBuilderFactory {
        @Override
        public MiniMaxImageModelBuilder get() {
            return new MiniMaxImageModelBuilder().modelName("of-the-framework").apiKey("k");
        }
    }

    public static final class Catalogs implements MiniMaxModelCatalogBuilderFactory {
        static final MiniMaxModelCatalog.Builder BUILDER = new MiniMaxModelCatalog.Builder();

        @Override
        public MiniMaxModelCatalog.Builder get() {
            return BUILDER;
        }
    }

    /** Registers implementations as a jar does, and calls with the class loader of an application that has the jar. */
    private <T> T with(Class<?> service, List<Class<?>> implementations, Supplier<T> call) throws IOException {
        Files.createDirectories(services.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("META-INF/services/" + service.getName()),
                implementations.stream().map(Class::getName).collect(Collectors.joining("\n")));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {services.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String madeBy(Class<?>... implementations) throws IOException {
        MiniMaxEmbeddingModelBuilder builder = with(
                MiniMaxEmbeddingModelBuilderFactory.class, List.of(implementations), MiniMaxEmbeddingModel::builder);
        return builder instanceof FrameworkBuilder framework ? framework.madeBy : "library";
    }

    @Test
    void withoutAFactoryTheLibrarysOwnBuildersCome() {
        assertThat(MiniMaxEmbeddingModel.builder()).isExactlyInstanceOf(MiniMaxEmbeddingModelBuilder.class);
        assertThat(MiniMaxImageModel.builder()).isExactlyInstanceOf(MiniMaxImageModelBuilder.class);
        assertThat(MiniMaxModelCatalog.builder()).isExactlyInstanceOf(MiniMaxModelCatalog.Builder.class);
        assertThat(Stream.generate(MiniMaxModelCatalog::builder).limit(3)).doesNotHaveDuplicates();
    }

    @Test
    void aFrameworksBuilderReplacesTheLibrarys() throws IOException {
        assertThat(madeBy(Embeddings.class)).isEqualTo("Embeddings");
        assertThat(madeBy(YieldingEmbeddings.class)).isEqualTo("YieldingEmbeddings");
        assertThat(with(MiniMaxModelCatalogBuilderFactory.class, List.of(Catalogs.class), MiniMaxModelCatalog::builder))
                .isSameAs(Catalogs.BUILDER);
        try (MiniMaxImageModel model = with(
                MiniMaxImageModelBuilderFactory.class,
                List.of(Images.class),
                () -> MiniMaxImageModel.builder().build())) {
            assertThat(model).isNotNull();
        }
    }

    @Test
    void theHighestPriorityWinsWhateverTheOrder() throws IOException {
        assertThat(madeBy(YieldingEmbeddings.class, Embeddings.class, PreferredEmbeddings.class))
                .isEqualTo("PreferredEmbeddings");
        assertThat(madeBy(PreferredEmbeddings.class, Embeddings.class, YieldingEmbeddings.class))
                .isEqualTo("PreferredEmbeddings");
        assertThat(madeBy(YieldingEmbeddings.class, Embeddings.class)).isEqualTo("Embeddings");
    }

    @Test
    void aThreadWhoseClassLoaderKnowsNothingGetsTheLibrarysBuilders() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            assertThat(MiniMaxEmbeddingModel.builder()).isExactlyInstanceOf(MiniMaxEmbeddingModelBuilder.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
