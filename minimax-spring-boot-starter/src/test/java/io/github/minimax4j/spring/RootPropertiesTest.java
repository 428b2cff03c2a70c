package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.image.ImageModel;
import io.github.minimax4j.core.transport.Region;
import io.github.minimax4j.spring.internal.EffectiveProperties;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;

/** Properties of requests at the root: they are for all chat models, unless a model has its own. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class RootPropertiesTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    static Stream<RecordComponent> properties() {
        return Stream.of(Chat.class.getRecordComponents())
                .filter(component -> !component.getName().equals("enabled"));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyPropertyOfChatModelsComesFromTheRootUnlessTheGroupHasIt(RecordComponent component)
            throws ReflectiveOperationException {
        String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        String suffix = suffix(component.getType());
        List<String> samples = samples(component.getGenericType());
        assertThat(value(component, Map.of())).isIn(null, Map.of());

        String root = samples.get(0);
        Object ofRoot = value(component, Map.of(ROOT + name + suffix, root));
        assertThat(ofRoot).isNotNull().isNotEqualTo(Map.of());

        String group = samples.get(samples.size() - 1);
        Object ofGroup = value(component, Map.of(ROOT + name + suffix, root, CHAT + name + suffix, group));
        if (samples.size() > 1) {
            assertThat(ofGroup).isNotNull().isNotEqualTo(ofRoot);
        }
        assertThat(value(component, Map.of(CHAT + name + suffix, group))).isEqualTo(ofGroup);
    }

    private static Object value(RecordComponent component, Map<String, String> properties)
            throws ReflectiveOperationException {
        return component
                .getAccessor()
                .invoke(EffectiveProperties.chat(ModelGroup.CHAT_MODEL, Contexts.environment(properties)));
    }

    private static String suffix(Class<?> type) {
        return type.isRecord() ? ".include-usage" : Map.class.isAssignableFrom(type) ? ".a" : "";
    }

    private static List<String> samples(Type type) {
        Class<?> raw = BoundTypes.raw(type);
        if (raw.isEnum()) {
            return Stream.of(raw.getEnumConstants()).map(Object::toString).toList();
        }
        if (raw == Boolean.class || raw.isRecord()) {
            return List.of("true", "false");
        }
        if (type.getTypeName().contains("Capability")) {
            return List.of("response-format-json-schema");
        }
        return List.of("1", "2");
    }

    @Test
    void theyReachEachChatModel(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        Contexts.asking(server)
                .withPropertyValues(
                        ROOT + "temperature=0.3",
                        ROOT + "stop=END",
                        ROOT + "custom-parameters.a.b=root",
                        STREAMING + "temperature=0.4",
                        STREAMING + "custom-parameters.c=own",
                        ROOT + "models.fast.top-p=0.9")
                .run(context -> {
                    context.getBean("minimaxChatModel", ChatModel.class).chat("Hi");
                    assertThat(server.takeRequest().at("temperature")).isEqualTo(0.3);
                    Streams.ask(context.getBean("minimaxStreamingChatModel", StreamingChatModel.class), HI);
                    assertThat(server.lastRequest().at("temperature")).isEqualTo(0.4);
                    assertThat(server.lastRequest().at("a.b")).isEqualTo("root");
                    assertThat(server.takeRequest().at("c")).isEqualTo("own");
                    context.getBean("fast", ChatModel.class).chat("Hi");
                    assertThat(server.lastRequest().at("temperature")).isEqualTo(0.3);
                    assertThat(server.lastRequest().at("stop[0]")).isEqualTo("END");
                    assertThat(server.takeRequest().at("top_p")).isEqualTo(0.9);
                });
    }

    @Test
    void theyAreNotForTheOtherModels(MiniMaxServer server) {
        server.when(request -> true, Reply.imageUrls("https://images.example/1.png"));
        Contexts.allAsking(server)
                .withPropertyValues(ROOT + "seed=1", ROOT + "custom-parameters.a=1", ROOT + "response-format=text")
                .run(context -> {
                    context.getBean(ImageModel.class).generate("A ship");
                    assertThat(server.takeRequest().body()).doesNotContain("seed", "\"a\"", "response_format");
                });
    }

    @Test
    void aToolChoiceOfTheGroupReplacesTheOtherFormOfItAtTheRoot() {
        Chat chat = EffectiveProperties.chat(
                ModelGroup.CHAT_MODEL,
                Contexts.environment(Map.of(ROOT + "tool-choice-name", "weather", CHAT + "tool-choice", "none")));
        assertThat(chat.toolChoiceName()).isNull();
        assertThat(chat.toolChoice()).isNotNull();
    }

    @Test
    void whatTheGroupSetsInAnotherFormReplacesThatOfTheRoot() {
        ConnectionProperties connection = EffectiveProperties.connection(
                ModelGroup.CHAT_MODEL,
                Contexts.environment(Map.of(
                        ROOT + "first-byte-timeout", "1s",
                        ROOT + "idle-timeout", "2s",
                        CHAT + "timeout", "3s",
                        ROOT + "base-url", "http://localhost:1",
                        CHAT + "region", "china",
                        ROOT + "custom-headers.X-Tenant", "root",
                        CHAT + "custom-headers.x-tenant", "own")));
        assertThat(connection.firstByteTimeout()).isNull();
        assertThat(connection.idleTimeout()).isNull();
        assertThat(connection.timeout()).hasSeconds(3);
        assertThat(connection.baseUrl()).isNull();
        assertThat(connection.region()).isEqualTo(Region.CHINA);
        assertThat(connection.customHeaders()).isEqualTo(Map.of("x-tenant", "own"));
    }

    @Test
    void theModelNameOfTheRootIsForChatModelsOnly() {
        Environment environment = Contexts.environment(Map.of(ROOT + "model-name", "MiniMax-M3"));
        assertThat(EffectiveProperties.connection(ModelGroup.CHAT_MODEL, environment)
                        .modelName())
                .isEqualTo("MiniMax-M3");
        assertThat(EffectiveProperties.connection(ModelGroup.EMBEDDING_MODEL, environment)
                        .modelName())
                .isNull();
    }

    @Test
    void aValueThatCannotBeUsedIsReportedAtTheRoot(MiniMaxServer server) {
        assertFails(
                Contexts.asking(server).withPropertyValues(ROOT + "temperature=3"),
                ROOT + "temperature (property source \"test\") is 3.0: it must be from 0 to 2.");
        assertFails(
                Contexts.asking(server).withPropertyValues(ROOT + "stop[0]=${NOBODY}"),
                ROOT + "stop refers to the placeholder NOBODY, which nothing defines.");
        assertFails(
                Contexts.asking(server).withPropertyValues(ROOT + "custom-parameters.a=${NOBODY}"),
                ROOT + "custom-parameters.a (property source \"test\") refers to the placeholder NOBODY,"
                        + " which nothing defines.");
    }

    private static void assertFails(ApplicationContextRunner runner, String message) {
        runner.run(
                context -> assertThat(Stream.iterate(context.getStartupFailure(), Objects::nonNull, Throwable::getCause)
                                .filter(MiniMaxPropertyException.class::isInstance)
                                .map(Throwable::getMessage))
                        .containsExactly(message));
    }
}
