package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.spring.LangChain4jAutoConfig;
import io.github.minimax4j.aiservice.named.Assistant;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Models below {@code langchain4j.minimax.models}, by names of the application's choice. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class NamedModelsTest {

    private static final String FAST = ROOT + "models.fast.";

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    private MiniMaxServer server;

    @BeforeEach
    void respond(MiniMaxServer server) {
        this.server = server;
        server.when(request -> true, Reply.text("Hello."));
    }

    /** The models without a name, and one named {@code fast}. */
    private ApplicationContextRunner both() {
        return Contexts.asking(server).withPropertyValues(FAST + "model-name=MiniMax-M3.1-Flash");
    }

    /** Named models only. */
    private ApplicationContextRunner namedOnly() {
        return Contexts.unconfigured()
                .withPropertyValues(ROOT + "api-key=test-key", ROOT + "base-url=" + server.baseUrl());
    }

    private static void assertFails(ApplicationContextRunner runner, String message) {
        runner.run(
                context -> assertThat(Stream.iterate(context.getStartupFailure(), Objects::nonNull, Throwable::getCause)
                                .filter(MiniMaxPropertyException.class::isInstance)
                                .map(Throwable::getMessage))
                        .containsExactly(message));
    }

    private String modelAsked(ChatModel model) {
        model.chat("Hi");
        return server.takeRequest().model();
    }

    @Test
    void aNamedModelIsABlockingAndAStreamingBeanOverOneConnection() {
        both().run(context -> {
            assertThat(modelAsked(context.getBean("fast", ChatModel.class))).isEqualTo("MiniMax-M3.1-Flash");
            assertThat(Streams.ask(context.getBean("fastStreaming", StreamingChatModel.class), HI)
                            .aiMessage()
                            .text())
                    .isEqualTo("Hello.");
            assertThat(server.takeRequest().model()).isEqualTo("MiniMax-M3.1-Flash");
            assertThat(context.getBean("fastClient")).isInstanceOf(MiniMaxClient.class);
        });
    }

    record Needy(ChatModel byType, StreamingChatModel streamingByType, ChatModel named) {}

    @Configuration(proxyBeanMethods = false)
    static class NeedyConfiguration {

        @Bean
        Needy needy(ChatModel model, StreamingChatModel streaming, @Qualifier("fast") ChatModel named) {
            return new Needy(model, streaming, named);
        }
    }

    @Test
    void theModelWithoutANameIsInjectedByTypeAndANamedOneByItsName() {
        both().withUserConfiguration(NeedyConfiguration.class).run(context -> {
            Needy needy = context.getBean(Needy.class);
            assertThat(needy.byType()).isSameAs(context.getBean("minimaxChatModel"));
            assertThat(needy.streamingByType()).isSameAs(context.getBean("minimaxStreamingChatModel"));
            assertThat(needy.named()).isSameAs(context.getBean("fast"));
        });
    }

    @Test
    void aSingleNamedModelIsInjectedByTypeToo() {
        namedOnly()
                .withPropertyValues(FAST + "model-name=MiniMax-M3")
                .withUserConfiguration(NeedyConfiguration.class)
                .run(context ->
                        assertThat(context.getBean(Needy.class).byType()).isSameAs(context.getBean("fast")));
    }

    @Test
    void withoutAModelNameOfTheirOwnTheOthersAreLeftOut() {
        namedOnly()
                .withPropertyValues(FAST + "model-name=MiniMax-M3", ROOT + "models.deep.model-name=MiniMax-M3")
                .run(context ->
                        assertThat(context.getBeansOfType(ChatModel.class)).containsOnlyKeys("fast", "deep"));
    }

    @Test
    void namedModelsThatAreOffLeaveNothingOut() {
        assertFails(
                namedOnly().withPropertyValues(FAST + "model-name=MiniMax-M3", FAST + "enabled=false"),
                "No MiniMax model is named: langchain4j.minimax.model-name is not set.");
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryOfTheApplication {

        @Bean
        @Primary
        ChatModel other() {
            return new ChatModel() {};
        }
    }

    @Test
    void thePrimaryModelOfTheApplicationStaysPrimary() {
        both().withUserConfiguration(PrimaryOfTheApplication.class)
                .run(context -> assertThat(context.getBean(ChatModel.class)).isSameAs(context.getBean("other")));
    }

    @Test
    void settingsComeFromTheRootUnlessTheModelHasItsOwn() {
        both().withPropertyValues(
                        ROOT + "custom-headers.X-Root=root",
                        ROOT + "chat-model.temperature=0.1",
                        FAST + "api-key=fast-key",
                        FAST + "temperature=0.7",
                        FAST + "custom-headers.X-Fast=fast",
                        ROOT + "models.same.temperature=0.2")
                .run(context -> {
                    context.getBean("fast", ChatModel.class).chat("Hi");
                    RecordedRequest fast = server.takeRequest();
                    assertThat(fast.header("Authorization")).isEqualTo("Bearer fast-key");
                    assertThat(fast.header("X-Root")).isEqualTo("root");
                    assertThat(fast.header("X-Fast")).isEqualTo("fast");
                    assertThat(fast.at("temperature")).isEqualTo(0.7);
                    context.getBean("same", ChatModel.class).chat("Hi");
                    RecordedRequest same = server.takeRequest();
                    assertThat(same.model()).isEqualTo("MiniMax-M3");
                    assertThat(same.header("Authorization")).isEqualTo("Bearer test-key");
                    assertThat(same.at("temperature")).isEqualTo(0.2);
                });
    }

    @Test
    void aNameKeepsItsCapitalsAndDashesAndItsPropertiesAnySpelling() {
        namedOnly()
                .withPropertyValues(
                        ROOT + "models.longContext.modelName=MiniMax-M3",
                        ROOT + "models.longContext.apiKey=own-key",
                        ROOT + "models.long-answer.model-name=MiniMax-M3.1-Flash")
                .run(context -> {
                    assertThat(modelAsked(context.getBean("longContext", ChatModel.class)))
                            .isEqualTo("MiniMax-M3");
                    assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer own-key");
                    assertThat(modelAsked(context.getBean("long-answer", ChatModel.class)))
                            .isEqualTo("MiniMax-M3.1-Flash");
                });
    }

    @Test
    void aNameWithCapitalsIsSwitchedOnByItsOwnKeyAndOffByItsProperty() {
        ApplicationContextRunner runner = Contexts.unconfigured()
                .withPropertyValues(
                        ROOT + "base-url=" + server.baseUrl(),
                        ROOT + "models.longContext.model-name=MiniMax-M3",
                        ROOT + "models.longContext.apiKey=own-key");
        runner.run(context -> assertThat(modelAsked(context.getBean("longContext", ChatModel.class)))
                .isEqualTo("MiniMax-M3"));
        runner.withPropertyValues(ROOT + "models.longContext.ENABLED=false")
                .run(context -> assertThat(context).doesNotHaveBean("longContext"));
    }

    @Test
    void environmentVariablesChangeANamedModelAndAddNone() {
        namedOnly()
                .withPropertyValues(ROOT + "models.longContext.model-name=MiniMax-M3")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of("LANGCHAIN4J_MINIMAX_MODELS_LONGCONTEXT_MODELNAME", "MiniMax-M3.1-Flash"))))
                .run(context -> {
                    assertThat(context.getBeansOfType(ChatModel.class)).containsOnlyKeys("longContext");
                    assertThat(modelAsked(context.getBean(ChatModel.class))).isEqualTo("MiniMax-M3.1-Flash");
                });
    }

    @Test
    void aNamedModelCanBeLeftOut() {
        both().withPropertyValues(FAST + "enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean("fast")
                        .doesNotHaveBean("fastStreaming")
                        .doesNotHaveBean("fastClient"));
        both().withPropertyValues(ROOT + "enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ChatModel.class));
    }

    @Test
    void anAiServiceNamesTheModel() {
        both().withConfiguration(AutoConfigurations.of(LangChain4jAutoConfig.class))
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), Assistant.class.getPackageName()))
                .run(context -> {
                    Assistant assistant = context.getBean(Assistant.class);
                    assertThat(assistant.answer("Hi")).isEqualTo("Hello.");
                    CompletableFuture<String> streamed = new CompletableFuture<>();
                    assistant.stream("Hi")
                            .onPartialResponse(text -> {})
                            .onCompleteResponse(response ->
                                    streamed.complete(response.aiMessage().text()))
                            .onError(streamed::completeExceptionally)
                            .start();
                    assertThat(streamed.get(20, TimeUnit.SECONDS)).isEqualTo("Hello.");
                    assertThat(server.requests())
                            .extracting(RecordedRequest::model)
                            .containsExactly("MiniMax-M3.1-Flash", "MiniMax-M3.1-Flash");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class ShortAnswers {

        @Bean
        MiniMaxModelCustomizer<MiniMaxChatModelBuilder> shortAnswers() {
            return builder -> builder.maxOutputTokens(77);
        }
    }

    @Test
    void listenersCustomizersAndMetricsTakePart() {
        List<String> heard = new CopyOnWriteArrayList<>();
        MetricsTest.measured(server)
                .withPropertyValues(FAST + "model-name=MiniMax-M3.1-Flash")
                .withBean(ChatModelListener.class, () -> new ChatModelListener() {
                    @Override
                    public void onRequest(ChatModelRequestContext context) {
                        heard.add(context.chatRequest().modelName());
                    }
                })
                .withUserConfiguration(ShortAnswers.class)
                .run(context -> {
                    context.getBean("fast", ChatModel.class).chat("Hi");
                    assertThat(heard).containsExactly("MiniMax-M3.1-Flash");
                    assertThat(server.lastRequest().body()).contains("77");
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("gen_ai.client.operation.duration")
                                    .tag("gen_ai.request.model", "MiniMax-M3.1-Flash")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void aBeanOfTheApplicationReplacesTheNamedModelOfItsName() {
        ChatModel own = new ChatModel() {};
        both().withBean("fast", ChatModel.class, () -> own).run(context -> {
            assertThat(context.getBean("fast")).isSameAs(own);
            assertThat(context).hasBean("fastStreaming");
        });
    }

    @Test
    void aNameThatAnotherBeanHasIsRefused() {
        assertFails(
                both().withBean("fast", String.class, () -> "taken"),
                "langchain4j.minimax.models.fast is to be the bean fast, but another bean has that name.");
        assertFails(
                both().withPropertyValues(ROOT + "models.fastStreaming.temperature=1"),
                "langchain4j.minimax.models.fastStreaming is to be the bean fastStreaming, but another bean has that name.");
        assertFails(
                both().withPropertyValues(ROOT + "models.minimaxChatModel.temperature=1"),
                "langchain4j.minimax.models.minimaxChatModel is to be the bean minimaxChatModel, but another bean has that name.");
    }

    @Test
    void aNameThatCannotBeABeansIsRefused() {
        assertFails(
                both().withPropertyValues(ROOT + "models.my_model.temperature=1"),
                "'my_model' below langchain4j.minimax.models is not usable as the name of a model.");
        assertFails(
                both().withPropertyValues(ROOT + "models[my.model].temperature=1"),
                "'my.model' below langchain4j.minimax.models is not usable as the name of a model.");
        assertFails(
                both().withPropertyValues(ROOT + "models[0].model-name=MiniMax-M3"),
                "langchain4j.minimax.models[0] has no name for its model.");
    }

    @Test
    void aWrongSettingIsNamedByItsProperty() {
        assertFails(
                both().withPropertyValues(ROOT + "models.deepThought.temperature=3"),
                "langchain4j.minimax.models.deepThought.temperature (property source \"test\") is 3.0: it must be from 0 to 2.");
        assertFails(
                namedOnly().withPropertyValues(ROOT + "models.fast.temperature=1"),
                "No MiniMax model is named: langchain4j.minimax.model-name is not set.");
        both().withPropertyValues(ROOT + "models.deepThought.user=${NO_SUCH_USER}")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("langchain4j.minimax.models.deepThought.user")
                        .hasMessageContaining("NO_SUCH_USER"));
    }

    @Test
    void theConnectionIsClosedWithTheContext() {
        MiniMaxClient[] client = new MiniMaxClient[1];
        both().run(context -> client[0] = context.getBean("fastClient", MiniMaxClient.class));
        assertThatThrownBy(() -> client[0].models()).hasMessageContaining("closed");
        both().run(context ->
                assertThat(modelAsked(context.getBean("fast", ChatModel.class))).isEqualTo("MiniMax-M3.1-Flash"));
    }
}
