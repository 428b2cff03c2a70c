package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes down what a published stream tells. It asks for nothing by itself, unless told how much. */
class RecordingSubscriber implements Flow.Subscriber<ChatModelStreamingEvent> {
    final LinkedBlockingQueue<ChatModelStreamingEvent> events = new LinkedBlockingQueue<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long firstRequest;
    volatile Flow.@Nullable Subscription subscription;
    volatile @Nullable Throwable error;
    volatile boolean completed;

    RecordingSubscriber(long firstRequest) {
        this.firstRequest = firstRequest;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (firstRequest > 0) {
            newSubscription.request(firstRequest);
        }
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
        threads.add(Thread.currentThread());
        events.add(event);
    }

    @Override
    public void onError(Throwable newError) {
        threads.add(Thread.currentThread());
        assertThat(ended.getCount()).isOne();
        error = newError;
        ended.countDown();
    }

    @Override
    public void onComplete() {
        threads.add(Thread.currentThread());
        assertThat(ended.getCount()).isOne();
        completed = true;
        ended.countDown();
    }

    ChatModelStreamingEvent next() throws InterruptedException {
        ChatModelStreamingEvent event = events.poll(TestModels.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).as("an event in time").isNotNull();
        return event;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    RecordingSubscriber awaitEnd() throws InterruptedException {
        assertThat(ended.await(TestModels.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the stream ends; so far: %s", events)
                .isTrue();
        return this;
    }
}
