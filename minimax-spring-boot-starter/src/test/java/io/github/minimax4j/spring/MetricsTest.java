package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.micrometer.metrics.listeners.MicrometerMetricsChatModelListener;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.observation.listener.ObservationChatModelListener;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application with Micrometer measures of its models. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class MetricsTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    static ApplicationContextRunner measured(MiniMaxServer server) {
        return Contexts.asking(server)
                .withConfiguration(
                        AutoConfigurations.of(AutoConfigurationClasses.CALLS, AutoConfigurationClasses.METRICS))
                .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(ROOT + "retry-delay=1ms");
    }

    private static double tokens(MeterRegistry meters, String type) {
        return meters.get("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", type)
                .summary()
                .totalAmount();
    }

    @Test
    void everyWayToAskIsMeasuredByTheConventionsForGenerativeAi(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello.").usage(12, 3));
        measured(server).run(context -> {
            ChatModel blocking = context.getBean(ChatModel.class);
            StreamingChatModel streaming = context.getBean(StreamingChatModel.class);
            blocking.chat(HI);
            blocking.chatAsync(HI).get(10, TimeUnit.SECONDS);
            Streams.ask(streaming, HI);
            Streams.subscribe(streaming, HI);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("gen_ai.client.operation.duration")
                            .tag("gen_ai.operation.name", "chat")
                            .tag("gen_ai.provider.name", "minimax")
                            .tag("gen_ai.request.model", "MiniMax-M3")
                            .tag("gen_ai.response.model", "MiniMax-M3")
                            .tag("error.type", "none")
                            .tag("server.address", "127.0.0.1")
                            .tag("server.port", String.valueOf(server.port()))
                            .timer()
                            .count())
                    .isEqualTo(4);
            assertThat(meters.get("gen_ai.client.operation.time_to_first_chunk")
                            .tag("gen_ai.response.model", "MiniMax-M3")
                            .timer()
                            .count())
                    .isEqualTo(2);
            assertThat(tokens(meters, "input")).isEqualTo(48);
            assertThat(tokens(meters, "output")).isEqualTo(12);
            assertThat(context.getBeansOfType(ChatModelListener.class)).isEmpty();
        });
    }

    @Test
    void everyMeterHasAHelpTextWithObservationsToo(MiniMaxServer server) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        server.enqueue(Reply.error(1000, "unknown error"), Reply.text("Hello.").usage(12, 3), Reply.text("Hello."));
        measured(server).withBean(ObservationRegistry.class, () -> observations).run(context -> {
            // as Spring Boot does with the registries that it configures
            context.getBeansOfType(MeterFilter.class).values().forEach(meters.config()::meterFilter);
            context.getBean(ChatModel.class).chat(HI);
            Streams.ask(context.getBean(StreamingChatModel.class), HI);
            context.getBean(MeterRegistry.class).forEachMeter(MetricsTest::assertHasDescription);
            assertThat(meters.getMeters()).hasSizeGreaterThan(1).allSatisfy(MetricsTest::assertHasDescription);
        });
    }

    private static void assertHasDescription(Meter meter) {
        assertThat(meter.getId().getDescription()).as(meter.getId().toString()).isNotBlank();
    }

    @Test
    void severalRegistriesWithoutAPrimaryOneAreNoReasonNotToStart(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        measured(server)
                .withBean("second", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("minimaxMetrics");
                    assertThat(context.getBean(ChatModel.class).chat("Hi")).isEqualTo("Hello.");
                });
        measured(server)
                .withBean("first", ObservationRegistry.class, ObservationRegistry::create)
                .withBean("second", ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> {
                    context.getBean(ChatModel.class).chat("Hi");
                    assertThat(tokens(context.getBean(MeterRegistry.class), "input"))
                            .isPositive();
                });
    }

    @Test
    void whatAHandlerThrowsIsNoErrorOfTheCall(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        measured(server).run(context -> {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
            context.getBean(StreamingChatModel.class).chat(HI, new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String text) {
                    throw new IllegalStateException("of the handler");
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    whole.complete(response);
                }

                @Override
                public void onError(Throwable error) {
                    thrown.complete(error);
                }
            });
            assertThat(thrown.get(10, TimeUnit.SECONDS)).hasStackTraceContaining("of the handler");
            assertThat(whole.get(10, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("Hello.");
            assertThat(context.getBean(MeterRegistry.class)
                            .get("gen_ai.client.operation.duration")
                            .tag("error.type", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void aPrimaryRegistryIsTheOneThatMeasures(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        measured(server)
                .withBean("main", SimpleMeterRegistry.class, SimpleMeterRegistry::new, bean -> bean.setPrimary(true))
                .run(context -> {
                    context.getBean(ChatModel.class).chat("Hi");
                    assertThat(tokens(context.getBean("main", MeterRegistry.class), "input"))
                            .isPositive();
                });
    }

    @Test
    void theFirstChunkIsTimedBeforeTheEnd(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello, this comes in many pieces and slowly.")
                .trickle(300, java.time.Duration.ofMillis(100)));
        measured(server).run(context -> {
            Streams.ask(context.getBean(StreamingChatModel.class), HI);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            double first = meters.get("gen_ai.client.operation.time_to_first_chunk")
                    .timer()
                    .totalTime(TimeUnit.MILLISECONDS);
            double whole =
                    meters.get("gen_ai.client.operation.duration").timer().totalTime(TimeUnit.MILLISECONDS);
            assertThat(first).isPositive().isLessThan(whole - 50);
        });
    }

    @Test
    void errorsAreCountedByTheirKindAndRetriesByTheirReason(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "later"), Reply.error(1004, "no"), Reply.error(1008, "no"));
        measured(server).run(context -> {
            assertThatThrownBy(() -> context.getBean(ChatModel.class).chat(HI)).isNotNull();
            assertThatThrownBy(() -> Streams.ask(context.getBean(StreamingChatModel.class), HI))
                    .isNotNull();
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            for (String kind : new String[] {"authentication", "quota_exceeded"}) {
                assertThat(meters.get("gen_ai.client.operation.duration")
                                .tag("error.type", kind)
                                .tag("gen_ai.response.model", "none")
                                .timer()
                                .count())
                        .isOne();
            }
            assertThat(meters.get("minimax.client.retries")
                            .tag("error.type", "rate_limit")
                            .tag("gen_ai.request.model", "MiniMax-M3")
                            .counter()
                            .count())
                    .isOne();
        });
    }

    @Test
    void eachMeterHasTheSameTagsWhateverHappens(MiniMaxServer server) {
        server.enqueue(
                Reply.error(1002, "later"),
                Reply.text("Hello."),
                Reply.error(1004, "no"),
                Reply.text("Hello, this breaks off.").cutAfterEvents(3),
                Reply.text("Hello, this is given up.").stallAfterEvents(3),
                Reply.embeddings(text -> new float[] {1}),
                Reply.imageUrls("https://images.example/1.png"));
        measured(server)
                .withPropertyValues(
                        ROOT + "embedding-model.enabled=true",
                        ROOT + "embedding-model.model-name=embo-01",
                        ROOT + "image-model.enabled=true",
                        ROOT + "image-model.model-name=image-01")
                .run(context -> {
                    ChatModel blocking = context.getBean(ChatModel.class);
                    StreamingChatModel streaming = context.getBean(StreamingChatModel.class);
                    blocking.chat(HI);
                    assertThatThrownBy(() -> blocking.chat(HI)).isNotNull();
                    assertThatThrownBy(() -> Streams.ask(streaming, HI)).isNotNull();
                    Streams.cancelAtFirstWord(streaming, HI);
                    context.getBean(EmbeddingModel.class).embed("Hi");
                    context.getBean(ImageModel.class).generate("A lighthouse");
                    Map<String, Set<Set<String>>> keys = new HashMap<>();
                    Set<String> operations = new TreeSet<>();
                    Set<String> errors = new TreeSet<>();
                    for (Meter meter : context.getBean(MeterRegistry.class).getMeters()) {
                        Set<String> names = new TreeSet<>();
                        for (Tag tag : meter.getId().getTags()) {
                            names.add(tag.getKey());
                            assertThat(tag.getValue()).isNotBlank();
                        }
                        keys.computeIfAbsent(meter.getId().getName(), name -> new java.util.HashSet<>())
                                .add(names);
                        operations.add(meter.getId().getTag("gen_ai.operation.name"));
                        String error = meter.getId().getTag("error.type");
                        if (error != null) {
                            errors.add(error);
                        }
                    }
                    assertThat(keys)
                            .containsOnlyKeys(
                                    "gen_ai.client.operation.duration",
                                    "gen_ai.client.operation.time_to_first_chunk",
                                    "gen_ai.client.token.usage",
                                    "minimax.client.retries");
                    assertThat(keys)
                            .allSatisfy((meter, sets) -> assertThat(sets).hasSize(1));
                    assertThat(operations).containsExactly("chat", "embeddings", "generate_content");
                    assertThat(errors)
                            .containsExactly("authentication", "cancelled", "connection_lost", "none", "rate_limit");
                });
    }

    @Test
    void aModelWithAClientOfTheApplicationIsMeasuredToo(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        measured(server)
                .withBean(
                        MiniMaxAutoConfiguration.CHAT_CLIENT,
                        MiniMaxClient.class,
                        () -> MiniMaxClient.builder().baseUrl(server.baseUrl()).build())
                .run(context -> {
                    context.getBean(ChatModel.class).chat(HI);
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("gen_ai.client.operation.duration")
                                    .timer()
                                    .count())
                            .isOne();
                });
    }

    @Test
    void theApplicationSwitchesMetricsOff(MiniMaxServer server) {
        measured(server)
                .withPropertyValues(ROOT + "metrics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CallListener.Factory.class));
    }

    @Test
    void metricsStepBackBehindLangChain4jsOwnListeners(MiniMaxServer server) {
        measured(server)
                .withBean(MicrometerMetricsChatModelListener.class, MicrometerMetricsChatModelListener::new)
                .run(context -> assertThat(context).doesNotHaveBean(CallListener.Factory.class));
        measured(server)
                .withBean(ObservationChatModelListener.class, ObservationChatModelListener::new)
                .run(context -> assertThat(context).doesNotHaveBean(CallListener.Factory.class));
        measured(server)
                .withBean("another", ChatModelListener.class, () -> new ChatModelListener() {})
                .run(context -> assertThat(context).hasSingleBean(CallListener.Factory.class));
    }

    @Test
    void nothingIsMissedWithoutMicrometer(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        Contexts.asking(server)
                .withConfiguration(AutoConfigurations.of(
                        AutoConfigurationClasses.CALLS,
                        AutoConfigurationClasses.CONTEXT,
                        AutoConfigurationClasses.METRICS))
                .withClassLoader(new FilteredClassLoader("io.micrometer.core", "io.micrometer.context"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(CallListener.Factory.class);
                    assertThat(context.getBean(ChatModel.class).chat("Hi")).isEqualTo("Hello.");
                });
    }

    @Test
    void withoutARegistryNothingIsMeasured(MiniMaxServer server) {
        Contexts.asking(server)
                .withConfiguration(
                        AutoConfigurations.of(AutoConfigurationClasses.CALLS, AutoConfigurationClasses.METRICS))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CallListener.Factory.class));
    }
}
