package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.Failures.causedByTheService;
import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.RawStreamingEvent;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a subscriber sees; the rules of Reactive Streams are checked by {@link PublisherVerificationTest}. */
@ExtendWith(MiniMaxServerExtension.class)
class PublisherTest {
    private static RecordingSubscriber everything() {
        return new RecordingSubscriber(Long.MAX_VALUE);
    }

    private static Reply endless() {
        return Reply.text("and so on ").streamed(stream -> stream.endless());
    }

    @Test
    void thinkingTextCallsAndTheResponseComeInOrderAndOffTheSubscribingThread(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.thinking("Both.")
                .text("I look.")
                .toolCall("call_1", "get_weather", "{\"city\":\"Oslo\"}")
                .toolCall("call_2", "get_weather", "{\"city\":\"Rome\"}"));
        RecordingSubscriber subscriber = everything();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .toolSpecifications(List.of(TestModels.WEATHER))
                .build()) {
            model.chat(ask("Weather?")).subscribe(subscriber);
            subscriber.awaitEnd();
        }
        assertThat(subscriber.completed).isTrue();
        assertThat(subscriber.threads).isNotEmpty().doesNotContain(Thread.currentThread());
        List<ChatModelStreamingEvent> events = new ArrayList<>(subscriber.events);
        List<Class<?>> kinds = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (ChatModelStreamingEvent event : events) {
            if (kinds.isEmpty() || kinds.get(kinds.size() - 1) != event.getClass()) {
                kinds.add(event.getClass());
            }
            if (event instanceof PartialResponse partial) {
                text.append(partial.text());
            } else if (event instanceof PartialToolCall partial) {
                arguments.append(partial.partialArguments());
            }
        }
        assertThat(kinds)
                .containsExactly(
                        PartialThinking.class,
                        PartialResponse.class,
                        PartialToolCall.class,
                        CompleteToolCall.class,
                        PartialToolCall.class,
                        CompleteToolCall.class,
                        CompleteResponse.class);
        CompleteResponse last = (CompleteResponse) events.get(events.size() - 1);
        assertThat(last.chatResponse().aiMessage().text()).isEqualTo("I look.").isEqualTo(text.toString());
        assertThat(last.chatResponse().aiMessage().toolExecutionRequests())
                .extracting(request -> request.arguments())
                .containsExactly("{\"city\":\"Oslo\"}", "{\"city\":\"Rome\"}");
        assertThat(arguments.toString()).isEqualTo("{\"city\":\"Oslo\"}{\"city\":\"Rome\"}");
    }

    @Test
    void eventsWithoutATypeOfTheirOwnComeRaw(MiniMaxServer server) throws Exception {
        server.enqueue(RawEventsTest.stream());
        RecordingSubscriber subscriber = everything();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat(ask("Hi")).subscribe(subscriber);
            subscriber.awaitEnd();
        }
        assertThat(subscriber.events)
                .filteredOn(RawStreamingEvent.class::isInstance)
                .extracting(event -> ((RawStreamingEvent) event).rawEvent())
                .containsExactly(RawEventsTest.UNKNOWN, RawEventsTest.END);
    }

    @Test
    void rawEventsHoldNoThinkingUnlessItIsReturned(MiniMaxServer server) throws Exception {
        server.enqueue(RawEventsTest.streamWith(
                "{\"id\":\"a\",\"choices\":[{\"index\":1,\"delta\":{\"reasoning_content\":\"HIDDEN\"}}]}"));
        RecordingSubscriber subscriber = everything();
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).returnThinking(false).build()) {
            model.chat(ask("Hi")).subscribe(subscriber);
            subscriber.awaitEnd();
        }
        assertThat(subscriber.events)
                .filteredOn(RawStreamingEvent.class::isInstance)
                .extracting(event -> ((RawStreamingEvent) event).rawEvent())
                .containsExactly(RawEventsTest.UNKNOWN, RawEventsTest.END);
    }

    @Test
    void nothingIsSentBeforeSomebodySubscribesAndEachSubscriptionSendsItsOwnRequest(MiniMaxServer server)
            throws Exception {
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            Flow.Publisher<ChatModelStreamingEvent> publisher = model.chat(ask("Hi"));
            assertThat(server.connectionCount()).isZero();
            for (int i = 1; i <= 2; i++) {
                RecordingSubscriber subscriber = everything();
                publisher.subscribe(subscriber);
                assertThat(subscriber.awaitEnd().completed).isTrue();
                assertThat(server.requests()).hasSize(i);
            }
        }
    }

    @Test
    void aSubscriptionThatIsOverAtOnceAsksForNoKeyAndSendsNothing(MiniMaxServer server) throws Exception {
        AtomicInteger keys = new AtomicInteger();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .apiKeySupplier(() -> "key-" + keys.incrementAndGet())
                .build()) {
            model.chat(ask("Hi")).subscribe(new RecordingSubscriber(0) {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.cancel();
                }
            });
            RecordingSubscriber wrong = new RecordingSubscriber(0) {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(-1);
                    assertThat(hasEnded()).isFalse();
                }
            };
            model.chat(ask("Hi")).subscribe(wrong);
            assertThat(wrong.awaitEnd().error).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(keys).hasValue(0);
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void noMoreComesThanIsRequestedAndTheEndNeedsNoRequest(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("one two").streamed(stream -> stream.textDeltas("one", " two")));
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(ask("Hi")).subscribe(subscriber);
            assertThat(subscriber.next()).isEqualTo(new PartialResponse("one"));
            assertThat(subscriber.events).isEmpty();
            subscriber.subscription.request(1);
            assertThat(subscriber.next()).isEqualTo(new PartialResponse(" two"));
            assertThat(subscriber.hasEnded()).isFalse();
            subscriber.subscription.request(1);
            assertThat(subscriber.next()).isInstanceOf(CompleteResponse.class);
            assertThat(subscriber.awaitEnd().completed).isTrue();
            assertThat(subscriber.threads).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void aFailureOfTheServerComesAsLangChain4jsExceptionWithOursAsItsCause(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.error(1000, "unknown error"));
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).maxRetries(0).build()) {
            RecordingSubscriber subscriber = everything();
            model.chat(ask("Hi")).subscribe(subscriber);
            assertThat(subscriber.awaitEnd().error)
                    .isExactlyInstanceOf(InternalServerException.class)
                    .is(causedByTheService());
            assertThat(subscriber.completed).isFalse();
        }
    }

    @Test
    void aRequestThatMiniMaxCannotServeIsAnErrorOfTheStreamBeforeAnythingIsSent(MiniMaxServer server) throws Exception {
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(0);
            model.doChat(ChatRequest.builder()
                            .messages(ask("Hi").messages())
                            .modelName("MiniMax-M3")
                            .topK(3)
                            .build())
                    .subscribe(subscriber);
            assertThat(subscriber.awaitEnd().error).isExactlyInstanceOf(UnsupportedFeatureException.class);
            assertThat(subscriber.threads).doesNotContain(Thread.currentThread());
        }
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void aKeyThatCannotBeHadIsAnErrorOfTheStream(MiniMaxServer server) throws Exception {
        IllegalStateException noKey = new IllegalStateException("no key to be had");
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .customHeaders(() -> {
                    throw noKey;
                })
                .build()) {
            RecordingSubscriber subscriber = everything();
            model.chat(ask("Hi")).subscribe(subscriber);
            assertThat(subscriber.awaitEnd().error).isSameAs(noKey);
        }
    }

    @Test
    void aClosedModelSaysSoToItsSubscribers(MiniMaxServer server) throws Exception {
        MiniMaxStreamingChatModel model = TestModels.streaming(server).build();
        model.close();
        RecordingSubscriber subscriber = everything();
        model.chat(ask("Hi")).subscribe(subscriber);
        assertThat(subscriber.awaitEnd().error).isInstanceOf(NonRetriableException.class);
    }

    @Test
    @Tag("B15")
    void cancellingClosesTheConnectionAndSilencesTheStream(MiniMaxServer server) throws Exception {
        server.enqueue(endless());
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            AtomicInteger afterwards = new AtomicInteger();
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
                private boolean cancelled;

                @Override
                public void onNext(ChatModelStreamingEvent event) {
                    if (cancelled) {
                        afterwards.incrementAndGet();
                    }
                    cancelled = true;
                    subscription.cancel();
                }
            };
            model.chat(ask("Hi")).subscribe(subscriber);
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
            assertThat(afterwards).hasValue(0);
            assertThat(subscriber.hasEnded()).isFalse();
        }
    }

    @Test
    void aSubscriberThatThrowsHearsNoMoreAndTheConnectionIsClosed(MiniMaxServer server) throws Exception {
        server.enqueue(endless());
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
                @Override
                public void onNext(ChatModelStreamingEvent event) {
                    super.onNext(event);
                    throw new IllegalStateException("from the subscriber");
                }
            };
            model.chat(ask("Hi")).subscribe(subscriber);
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
            assertThat(subscriber.events).hasSize(1);
            assertThat(subscriber.hasEnded()).isFalse();
        }
    }

    @Test
    void anExceptionOfOnSubscribeReachesTheCallerOfSubscribeAndNothingIsSent(MiniMaxServer server) {
        AtomicInteger keys = new AtomicInteger();
        IllegalStateException broken = new IllegalStateException("from the subscriber");
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .apiKeySupplier(() -> "key-" + keys.incrementAndGet())
                .build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
                @Override
                public void onSubscribe(Flow.Subscription newSubscription) {
                    super.onSubscribe(newSubscription);
                    throw broken;
                }
            };
            for (Flow.Publisher<ChatModelStreamingEvent> publisher :
                    List.of(model.chat(ask("Hi")), model.doChat(ask("Hi")))) {
                assertThatThrownBy(() -> publisher.subscribe(subscriber)).isSameAs(broken);
            }
            assertThat(subscriber.hasEnded()).isFalse();
        }
        assertThat(keys).hasValue(0);
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void aNullSubscriberIsRefusedAtOnceAndNoListenerHearsOfARequest(MiniMaxServer server) {
        AtomicInteger requests = new AtomicInteger();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onRequest(ChatModelRequestContext context) {
                requests.incrementAndGet();
            }
        };
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).listeners(List.of(listener)).build()) {
            for (Flow.Publisher<?> publisher : List.of(model.chat(ask("Hi")), model.doChat(ask("Hi")))) {
                assertThatNullPointerException().isThrownBy(() -> publisher.subscribe(null));
            }
            assertThat(requests).hasValue(0);
            assertThatNullPointerException().isThrownBy(() -> model.chat("Hi").subscribe(null));
        }
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void aRequestOfLessThanOneEndsTheStream(MiniMaxServer server) throws Exception {
        server.when(request -> true, endless());
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(ask("Hi")).subscribe(subscriber);
            subscriber.next();
            subscriber.subscription.request(0);
            assertThat(subscriber.awaitEnd().error)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3.9");
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
        }
    }

    @Test
    void whatIsNotRequestedHoldsTheStreamBackUntilHalfOfItIsTaken() {
        RecordingSubscriber subscriber = new RecordingSubscriber(0);
        HeldStream stream = new HeldStream();
        ChatEventSubscription subscription = new ChatEventSubscription(subscriber, Runnable::run);
        subscription.open(output -> {
            output.started(stream);
            for (int i = 1; i < ChatEventSubscription.READ_AHEAD; i++) {
                output.text("w");
            }
            assertThat(stream.calls).isEmpty();
            for (int i = 0; i < 300; i++) { // what was on its way
                output.text("w");
            }
        });
        assertThat(stream.calls).containsExactly("pause");
        subscription.request(ChatEventSubscription.READ_AHEAD / 2 + 298);
        assertThat(stream.calls).containsExactly("pause");
        subscription.request(1);
        assertThat(stream.calls).containsExactly("pause", "resume");
        subscription.request(Long.MAX_VALUE);
        assertThat(subscriber.events).hasSize(ChatEventSubscription.READ_AHEAD + 299);
        assertThat(stream.calls).containsExactly("pause", "resume");
    }

    @Test
    void aStreamThatFillsUpAgainWhileItIsLetGoIsHeldBackAgain() {
        RecordingSubscriber subscriber = new RecordingSubscriber(0);
        HeldStream stream = new HeldStream();
        ChatEventSubscription subscription = new ChatEventSubscription(subscriber, Runnable::run);
        subscription.open(output -> {
            output.started(stream);
            stream.meanwhile = () -> texts(output, ChatEventSubscription.READ_AHEAD / 2 + 100);
            texts(output, ChatEventSubscription.READ_AHEAD);
        });
        subscription.request(ChatEventSubscription.READ_AHEAD / 2);
        assertThat(stream.calls).containsExactly("pause", "resume", "pause");
        subscription.request(Long.MAX_VALUE);
        assertThat(stream.calls).containsExactly("pause", "resume", "pause", "resume");
        assertThat(subscriber.events).hasSize(3 * ChatEventSubscription.READ_AHEAD / 2 + 100);
    }

    private static void texts(StreamOutput output, int count) {
        for (int i = 0; i < count; i++) {
            output.text("w");
        }
    }

    @Test
    void aFastStreamAndASubscriberThatAsksNowAndThenNeverWaitForEachOther() throws Exception {
        int all = 300_000;
        AtomicInteger heard = new AtomicInteger();
        Semaphore goOn = new Semaphore(1);
        CountDownLatch ended = new CountDownLatch(1);
        HeldStream stream = new HeldStream() {
            private final AtomicBoolean held = new AtomicBoolean();

            @Override
            public void pause() {
                if (held.compareAndSet(false, true)) {
                    goOn.acquireUninterruptibly();
                }
            }

            @Override
            public void resume() {
                if (held.compareAndSet(true, false)) {
                    goOn.release();
                }
            }
        };
        ChatEventSubscription subscription = new ChatEventSubscription(
                new RecordingSubscriber(0) {
                    @Override
                    public void onNext(ChatModelStreamingEvent event) {
                        if (heard.incrementAndGet() == all) {
                            ended.countDown();
                        }
                    }
                },
                Runnable::run);
        List<StreamOutput> outputs = new ArrayList<>();
        subscription.open(output -> {
            output.started(stream);
            outputs.add(output);
        });
        Thread server = new Thread(() -> {
            for (int i = 0; i < all; i++) {
                goOn.acquireUninterruptibly();
                goOn.release();
                outputs.get(0).text("w");
            }
        });
        server.setDaemon(true);
        server.start();
        Thread reader = new Thread(() -> {
            while (ended.getCount() > 0) {
                subscription.request(700);
                Thread.yield();
            }
        });
        reader.setDaemon(true);
        reader.start();
        assertThat(ended.await(30, TimeUnit.SECONDS)).as("heard %s", heard).isTrue();
    }

    @Test
    void anExecutorThatThrowsDoesNotSilenceTheStream(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("one two").streamed(stream -> stream.textDeltas("one", " two")));
        Executor broken = task -> {
            throw new IllegalStateException("of the test");
        };
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).callbackExecutor(broken).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(ask("Hi")).subscribe(subscriber);
            assertThat(subscriber.next()).isEqualTo(new PartialResponse("one"));
            subscriber.subscription.request(Long.MAX_VALUE);
            assertThat(subscriber.awaitEnd().completed).isTrue();
        }
    }

    private static class HeldStream implements StreamHandle {

        final List<String> calls = new ArrayList<>();

        Runnable meanwhile = () -> {};

        @Override
        public void pause() {
            calls.add("pause");
        }

        @Override
        public void resume() {
            Thread other = new Thread(meanwhile);
            meanwhile = () -> {};
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            calls.add("resume");
        }

        @Override
        public void cancel() {
            calls.add("cancel");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Executor callbackExecutor() {
            return Runnable::run;
        }
    }

    @Test
    void aSubscriberThatLeavesThousandsWaitingStillGetsThemAll(MiniMaxServer server) throws Exception {
        int events = 4 * ChatEventSubscription.READ_AHEAD;
        server.enqueue(Reply.text("w".repeat(events)).streamed(stream -> stream.chunkSize(1)));
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(0);
            model.chat(ask("Hi")).subscribe(subscriber);
            for (int i = 0; i < events; i++) {
                subscriber.subscription.request(1);
                assertThat(subscriber.next()).isEqualTo(new PartialResponse("w"));
            }
            assertThat(subscriber.completed).isFalse();
            subscriber.subscription.request(Long.MAX_VALUE);
            assertThat(subscriber.awaitEnd().completed).isTrue();
        }
    }

    @Test
    void eventsComeOnTheExecutorOfTheUser(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("one two").streamed(stream -> stream.textDeltas("one", " two")));
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "of-the-user"));
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).callbackExecutor(executor).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(ask("Hi")).subscribe(subscriber);
            subscriber.next();
            subscriber.subscription.request(Long.MAX_VALUE);
            subscriber.awaitEnd();
            assertThat(subscriber.threads).extracting(Thread::getName).containsOnly("of-the-user");
        } finally {
            executor.shutdown();
        }
    }

    @Test
    @Tag("B30")
    void jsonComesWithoutItsFence(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("```json\n{\"a\": 1}\n```").streamed(stream -> stream.chunkSize(4)));
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).responseFormat(ResponseFormat.JSON).build()) {
            RecordingSubscriber subscriber = everything();
            model.chat(ask("Hi")).subscribe(subscriber);
            subscriber.awaitEnd();
            StringBuilder text = new StringBuilder();
            subscriber.events.forEach(event -> {
                if (event instanceof PartialResponse partial) {
                    text.append(partial.text());
                }
            });
            assertThat(text.toString()).isEqualTo("{\"a\": 1}");
        }
    }
}
