package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.IMAGE;
import static io.github.minimax4j.spring.Contexts.SPEECH;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel.MiniMaxTextToSpeechModelBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a builder can be told, a property can tell it. Who adds a setter must add a property or say here why there is none. */
@Tag("B37")
class BuilderOptionsTest {

    private static final Map<String, String> PROPERTY_WITH_ANOTHER_NAME = Map.of("stopSequences", "stop");

    private static final Map<String, String> REASON_FOR_NO_PROPERTY = Map.ofEntries(
            Map.entry("client", "an object: the bean minimax...Client"),
            Map.entry("apiKeySupplier", "an object: a bean of type MiniMaxApiKeyProvider"),
            Map.entry("proxySelector", "an object: proxy, or customizers"),
            Map.entry("proxyAuthenticator", "an object: proxy, or customizers"),
            Map.entry("sslContext", "an object: ssl-bundle, or customizers"),
            Map.entry("sslParameters", "an object: ssl-bundle, or customizers"),
            Map.entry("callbackExecutor", "an object, for customizers"),
            Map.entry("retryListener", "an object, for customizers"),
            Map.entry("logger", "an object, for customizers; logging.level.* sets the level of the default one"),
            Map.entry("listeners", "objects: all beans of the type"),
            Map.entry("maxTokens", "another name of max-output-tokens"),
            Map.entry("parameters", "all that the properties of the group say, at once"),
            Map.entry("transport", "an object, for customizers"),
            Map.entry("httpClientBuilder", "an object, for customizers of the client: transport"),
            Map.entry("addCallListener", "objects: all beans of type CallListener.Factory"),
            Map.entry("toolSpecifications", "objects: tools come with AI services and requests, or a customizer"),
            Map.entry("defaultRequestParameters", "an object that repeats what the properties of the group say"),
            Map.entry("extraBody", "of all requests of a connection: custom-parameters says it for the model"));

    static Stream<Arguments> buildersAndGroups() {
        return Stream.of(
                Arguments.of(MiniMaxClientBuilder.class, CHAT),
                Arguments.of(MiniMaxClientBuilder.class, STREAMING),
                Arguments.of(MiniMaxChatModelBuilder.class, CHAT),
                Arguments.of(MiniMaxStreamingChatModelBuilder.class, STREAMING),
                Arguments.of(MiniMaxEmbeddingModelBuilder.class, EMBEDDING),
                Arguments.of(MiniMaxImageModelBuilder.class, IMAGE),
                Arguments.of(MiniMaxTextToSpeechModelBuilder.class, SPEECH));
    }

    @ParameterizedTest
    @MethodSource("buildersAndGroups")
    void everySetterIsAPropertyOrHasAReason(Class<?> builder, String group) throws IOException {
        Set<String> missing = new TreeSet<>();
        Set<String> properties = MetadataTest.namesBelow(group);
        for (String setter : setters(builder)) {
            String property = PROPERTY_WITH_ANOTHER_NAME.getOrDefault(setter, kebab(setter));
            boolean excused = REASON_FOR_NO_PROPERTY.containsKey(setter);
            if (properties.contains(property) == excused) {
                missing.add(setter);
            }
        }
        assertThat(missing)
                .as("setters without a property and a reason, or with both")
                .isEmpty();
    }

    @Test
    void noReasonIsLeftOver() {
        Set<String> all = new TreeSet<>();
        buildersAndGroups()
                .forEach(arguments -> all.addAll(setters((Class<?>) arguments.get()[0])));
        assertThat(all).containsAll(REASON_FOR_NO_PROPERTY.keySet()).containsAll(PROPERTY_WITH_ANOTHER_NAME.keySet());
    }

    private static Set<String> setters(Class<?> builder) {
        Set<String> names = new TreeSet<>();
        for (Method method : builder.getMethods()) {
            if (method.getParameterCount() == 1
                    && method.getReturnType().isAssignableFrom(builder)
                    && method.getDeclaringClass() != Object.class) {
                names.add(method.getName());
            }
        }
        assertThat(names).isNotEmpty();
        return names;
    }

    private static String kebab(String setter) {
        return setter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
