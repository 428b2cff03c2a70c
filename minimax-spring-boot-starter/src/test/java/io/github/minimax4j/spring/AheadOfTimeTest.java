package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** Spring's ahead-of-time processing: the code it writes is compiled and started, and its hints are looked through. */
@Tag("B37")
@Timeout(120)
@ExtendWith(MiniMaxServerExtension.class)
class AheadOfTimeTest {

    private static final String[] AT_BUILD_TIME = {
        Contexts.ROOT + "api-key=needed-for-the-conditions", Contexts.ROOT + "model-name=only-at-build-time"
    };

    @SpringBootConfiguration
    @ImportAutoConfiguration(MiniMaxAutoConfiguration.class)
    static class Application {}

    @Test
    @CompileWithForkedClassLoader
    void modelsAreMadeFromThePropertiesOfTheRun(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        compiled(AT_BUILD_TIME, initializer -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                start(
                        context,
                        initializer,
                        Contexts.ROOT + "api-key=test-key",
                        Contexts.ROOT + "model-name=MiniMax-M3",
                        Contexts.ROOT + "base-url=" + server.baseUrl());
                assertThat(context.getBean(ChatModel.class).chat("Hi")).isEqualTo("Hello.");
                assertThat(context.getBean(MiniMaxStreamingChatModel.class)).isNotNull();
            }
        });
        assertThat(server.lastRequest().model()).isEqualTo("MiniMax-M3");
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
    }

    @Test
    @CompileWithForkedClassLoader
    void namedModelsAreThoseOfTheBuildWithTheValuesOfTheRun(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        String[] withNamed = Arrays.copyOf(AT_BUILD_TIME, AT_BUILD_TIME.length + 1);
        withNamed[AT_BUILD_TIME.length] = ModelGroup.MODELS + "fast.model-name=only-at-build-time";
        compiled(withNamed, initializer -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                start(
                        context,
                        initializer,
                        Contexts.ROOT + "api-key=test-key",
                        Contexts.ROOT + "model-name=MiniMax-M3",
                        ModelGroup.MODELS + "fast.model-name=MiniMax-M3.1-Flash",
                        Contexts.ROOT + "base-url=" + server.baseUrl());
                context.getBean("fast", ChatModel.class).chat("Hi");
                assertThat(server.takeRequest().model()).isEqualTo("MiniMax-M3.1-Flash");
                context.getBean(ChatModel.class).chat("Hi");
                assertThat(server.takeRequest().model()).isEqualTo("MiniMax-M3");
                assertThat(context.getBean("fastStreaming")).isInstanceOf(MiniMaxStreamingChatModel.class);
            }
        });
    }

    @Test
    @CompileWithForkedClassLoader
    void aWrongPropertyOfTheRunIsStillNamed() {
        compiled(AT_BUILD_TIME, initializer -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                assertThatThrownBy(() -> start(context, initializer, Contexts.ROOT + "api-key=test-key"))
                        .hasRootCauseInstanceOf(MiniMaxPropertyException.class)
                        .rootCause()
                        .hasMessageContaining("langchain4j.minimax.model-name");
            }
        });
    }

    @Test
    @CompileWithForkedClassLoader
    void builtWithoutAKeyThereIsNoModelEvenIfTheRunHasOne() {
        compiled(new String[0], initializer -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                start(context, initializer, Contexts.ROOT + "api-key=test-key", Contexts.ROOT + "model-name=any");
                assertThat(context.getBeansOfType(ChatModel.class)).isEmpty();
            }
        });
    }

    @Test
    void propertiesAndFailureAnalyzersAreReachableInANativeImage() {
        RuntimeHints hints = process(AT_BUILD_TIME).hints();
        Set<Class<?>> bound = new LinkedHashSet<>();
        collect(ConnectionProperties.class, bound);
        collect(MiniMaxProperties.class, bound);
        collect(MiniMaxModelProperties.class, bound);
        assertThat(bound)
                .contains(
                        MiniMaxModelProperties.Chat.class, ConnectionProperties.class, ConnectionProperties.Proxy.class)
                .allSatisfy(
                        type -> assertThat(RuntimeHintsPredicates.reflection().onType(type))
                                .as(type.getName())
                                .accepts(hints));
        for (String analyzer : new String[] {"MiniMaxPropertyFailureAnalyzer", "MissingMiniMaxModelFailureAnalyzer"}) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(TypeReference.of("io.github.minimax4j.spring.internal.diagnostics." + analyzer)))
                    .as(analyzer)
                    .accepts(hints);
        }
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (BoundTypes.isOurs(type) && found.add(type)) {
            BoundTypes.properties(type).values().forEach(property -> collect(BoundTypes.raw(property), found));
        }
    }

    private record Processed(TestGenerationContext generated, String initializer) {
        RuntimeHints hints() {
            return generated.getRuntimeHints();
        }
    }

    private static Processed process(String... properties) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(properties).applyTo(context);
            context.register(Application.class);
            TestGenerationContext generated = new TestGenerationContext(Application.class);
            String initializer = new ApplicationContextAotGenerator()
                    .processAheadOfTime(context, generated)
                    .toString();
            generated.writeGeneratedContent();
            return new Processed(generated, initializer);
        }
    }

    private interface Initializer extends ApplicationContextInitializer<ConfigurableApplicationContext> {}

    @SuppressWarnings("unchecked")
    private static void compiled(String[] properties, Consumer<Initializer> run) {
        Processed processed = process(properties);
        TestCompiler.forSystem().with(processed.generated()).compile(compiled -> {
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer =
                    compiled.getInstance(ApplicationContextInitializer.class, processed.initializer());
            run.accept(initializer::initialize);
        });
    }

    private static void start(GenericApplicationContext context, Initializer initializer, String... properties) {
        TestPropertyValues.of(properties).applyTo(context);
        initializer.initialize(context);
        context.refresh();
    }
}
