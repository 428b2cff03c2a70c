package io.github.minimax4j.spring;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.ObservationContextAssert;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Traces go through the models and on through what streams call back, and no thread keeps anything of them. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class ObservationTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    private final TestObservationRegistry observations = TestObservationRegistry.create();

    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void nothingIsLeftOnAnyThread() throws Exception {
        assertThat(observations).doesNotHaveAnyRemainingCurrentObservation();
        CompletableFuture.runAsync(
                        () -> {
                            assertThat(observations.getCurrentObservation()).isNull();
                            assertThat(MDC.get("user")).isNull();
                        },
                        oneThread)
                .get(10, TimeUnit.SECONDS);
        oneThread.shutdown();
        MDC.clear();
    }

    /** Both models call back on one thread, where anything left behind would be seen. */
    private ApplicationContextRunner observed(MiniMaxServer server) {
        return Contexts.asking(server)
                .withConfiguration(AutoConfigurations.of(
                        AutoConfigurationClasses.CALLS,
                        AutoConfigurationClasses.CONTEXT,
                        AutoConfigurationClasses.METRICS))
                .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(ObservationRegistry.class, () -> observations)
                .withBean(
                        MiniMaxAutoConfiguration.TASK_EXECUTOR,
                        ExecutorService.class,
                        () -> oneThread,
                        definition -> definition.setDestroyMethodName(""));
    }

    /** What callbacks find around them. */
    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    private void look(String where) {
        Observation current = observations.getCurrentObservation();
        found.add(where + " " + (current == null ? "none" : current.getContext().getName()) + " " + MDC.get("user"));
    }

    private void asCaller(Runnable call) {
        MDC.put("user", "ann");
        Observation.createNotStarted("web.request", observations).observe(() -> {
            call.run();
            assertThat(observations.getCurrentObservation().getContext().getName())
                    .isEqualTo("web.request");
        });
        MDC.clear();
    }

    @Test
    void aCallIsObservedAsAChildOfWhatItsThreadDoes(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello.").usage(12, 3));
        observed(server).run(context -> {
            asCaller(() -> context.getBean(ChatModel.class).chat(HI));
            assertThat(observations)
                    .hasObservationWithNameEqualTo("gen_ai.client.operation.duration")
                    .that()
                    .hasContextualNameEqualTo("chat MiniMax-M3")
                    .hasLowCardinalityKeyValue("gen_ai.operation.name", "chat")
                    .hasLowCardinalityKeyValue("gen_ai.response.model", "MiniMax-M3")
                    .hasLowCardinalityKeyValue("error.type", "none")
                    .hasHighCardinalityKeyValue("gen_ai.usage.input_tokens", "12")
                    .hasHighCardinalityKeyValue("gen_ai.response.finish_reasons", "stop")
                    .hasParentObservationContextMatching(parent -> "web.request".equals(parent.getName()))
                    .hasBeenStarted()
                    .hasBeenStopped();
            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .noneMatch(meter -> meter.getId().getName().equals("gen_ai.client.operation.duration"));
        });
    }

    @Test
    void callbacksOfAStreamRunInTheContextOfTheirCaller(MiniMaxServer server) {
        server.when(request -> true, Reply.thinking("Let me see.").text("Hello."));
        observed(server).run(context -> {
            StreamingChatModel model = context.getBean(StreamingChatModel.class);
            CompletableFuture<Void> end = new CompletableFuture<>();
            asCaller(() -> model.chat(HI, new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String word) {
                    look("word");
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    look("end");
                    // as after a tool
                    Streams.ask(model, HI, next -> end.complete(null), end::completeExceptionally);
                }

                @Override
                public void onError(Throwable error) {
                    end.completeExceptionally(error);
                }
            }));
            end.get(20, TimeUnit.SECONDS);
            assertThat(Set.copyOf(found)).containsExactlyInAnyOrder("word web.request ann", "end web.request ann");
            assertThat(observations)
                    .hasNumberOfObservationsWithNameEqualTo("gen_ai.client.operation.duration", 2)
                    .forAllObservationsWithNameEqualTo(
                            "gen_ai.client.operation.duration", ObservationTest::isChildOfTheRequest);
        });
    }

    @Test
    void subscribersAndFuturesToo(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        observed(server).run(context -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            CompletableFuture<Flow.Subscription> late = new CompletableFuture<>();
            asCaller(() -> context.getBean(StreamingChatModel.class).chat(HI).subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    late.complete(subscription);
                }

                @Override
                public void onNext(ChatModelStreamingEvent event) {
                    look("event");
                }

                @Override
                public void onError(Throwable error) {
                    end.completeExceptionally(error);
                }

                @Override
                public void onComplete() {
                    look("event");
                    end.complete(null);
                }
            }));
            late.join().request(Long.MAX_VALUE); // from a thread that knows nothing of the caller
            end.get(20, TimeUnit.SECONDS);
            server.enqueue(Reply.text("Hello.").delay(java.time.Duration.ofMillis(200)));
            CompletableFuture<Void> answered = new CompletableFuture<>();
            asCaller(() -> context.getBean(ChatModel.class).chatAsync(HI).thenRun(() -> {
                look("event");
                answered.complete(null);
            }));
            answered.get(20, TimeUnit.SECONDS);
            assertThat(Set.copyOf(found)).containsExactly("event web.request ann");
        });
    }

    @Test
    void withoutACallersObservationCallbacksHaveNone(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        observed(server).run(context -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Streams.ask(
                    context.getBean(StreamingChatModel.class),
                    HI,
                    response -> {
                        look("end");
                        end.complete(null);
                    },
                    end::completeExceptionally);
            end.get(20, TimeUnit.SECONDS);
            assertThat(found).containsExactly("end none null");
        });
    }

    @Test
    void failuresAndCancelledStreamsEndTheirObservation(MiniMaxServer server) {
        server.enqueue(
                Reply.error(1004, "no"), Reply.text("Hello, this is given up.").stallAfterEvents(3));
        observed(server).run(context -> {
            StreamingChatModel model = context.getBean(StreamingChatModel.class);
            assertThat(failureOf(() -> Streams.ask(model, HI))).isNotNull();
            Streams.cancelAtFirstWord(model, HI);
            assertThat(observations)
                    .hasNumberOfObservationsWithNameEqualTo("gen_ai.client.operation.duration", 2)
                    .hasAnObservationWithAKeyValue("error.type", "authentication")
                    .hasAnObservationWithAKeyValue("error.type", "cancelled");
        });
    }

    @SuppressWarnings("rawtypes") // as the assertions have it
    private static void isChildOfTheRequest(ObservationContextAssert observation) {
        observation.hasParentObservation();
    }

    /** Does what the handler of a tracer does with calls that are sent. */
    private static final class Tracer implements ObservationHandler<SenderContext<Object>> {

        @Override
        public void onStart(SenderContext<Object> context) {
            context.getSetter()
                    .set(
                            context.getCarrier(),
                            "traceparent",
                            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof SenderContext<?>;
        }
    }

    @Test
    void theTraceIsSentOnUnlessTheApplicationSendsItsOwn(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        observations.observationConfig().observationHandler(new Tracer());
        observed(server).run(context -> {
            context.getBean(ChatModel.class).chat(HI);
            assertThat(server.takeRequest().header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
        });
        observed(server)
                .withPropertyValues(Contexts.ROOT + "custom-headers.traceparent=own")
                .run(context -> {
                    context.getBean(ChatModel.class).chat(HI);
                    assertThat(server.takeRequest().header("traceparent")).isEqualTo("own");
                });
    }

    @Test
    void anObservationBecomesTheSameTimer(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."), Reply.error(1004, "no"));
        observed(server).run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
            context.getBean(ChatModel.class).chat(HI);
            assertThat(failureOf(() -> context.getBean(ChatModel.class).chat(HI)))
                    .isNotNull();
            for (Map.Entry<String, String> each :
                    Map.of("none", "MiniMax-M3", "authentication", "none").entrySet()) {
                assertThat(meters.get("gen_ai.client.operation.duration")
                                .tag("error.type", each.getKey())
                                .tag("gen_ai.response.model", each.getValue())
                                .tag("gen_ai.request.model", "MiniMax-M3")
                                .timer()
                                .count())
                        .isOne();
            }
        });
    }

    private static @Nullable Throwable failureOf(Runnable call) {
        try {
            call.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
