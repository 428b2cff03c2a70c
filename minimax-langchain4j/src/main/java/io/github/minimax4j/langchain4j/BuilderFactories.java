package io.github.minimax4j.langchain4j;

import dev.langchain4j.spi.PrioritizedFactory;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Finds the builder that a framework wants to be used instead of ours. */
final class BuilderFactories {
    private BuilderFactories() {}

    /**
     * A builder of the factory with the highest {@link PrioritizedFactory#priority() priority}; of several, that which
     * {@link ServiceLoader} finds first; without any, our own.
     *
     * @param factory the interface that factories implement
     * @param own     makes our own builder
     */
    static <B, F extends Supplier<B>> B builder(Class<F> factory, Supplier<B> own) {
        List<F> factories = load(factory, Thread.currentThread().getContextClassLoader());
        if (factories.isEmpty()) {
            // containers with a class loader for each module may not show this one to the thread's
            factories = load(factory, factory.getClassLoader());
        }
        return factories.stream()
                .sorted(Comparator.comparingInt(BuilderFactories::priority).reversed())
                .findFirst()
                .map(Supplier::get)
                .orElseGet(own);
    }

    private static <F> List<F> load(Class<F> factory, ClassLoader loader) {
        return ServiceLoader.load(factory, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static int priority(Object factory) {
        return factory instanceof PrioritizedFactory prioritized
                ? prioritized.priority()
                : PrioritizedFactory.DEFAULT_PRIORITY;
    }
}
