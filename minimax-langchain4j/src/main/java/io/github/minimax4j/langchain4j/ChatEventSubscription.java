package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.RawStreamingEvent;
import io.github.minimax4j.core.chat.StreamHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one stream to one subscriber, by the rules of Reactive Streams. One thread at a time delivers signals: core's callback thread
 * when events arrive, the executor when the subscriber requests more. Thread-safe.
 *
 * <p>Events beyond the demand are pending in a buffer. When the buffer reaches a size that most responses never reach, the stream is held
 * back until half of the buffer has been delivered; events already on their way still arrive.
 */
final class ChatEventSubscription implements StreamOutput, Flow.Subscription {
    static final int READ_AHEAD = 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(MiniMaxStreamingChatModel.class);

    private final Executor executor;
    private final Queue<ChatModelStreamingEvent> buffer = new ConcurrentLinkedQueue<>();
    private final AtomicInteger buffered = new AtomicInteger();
    private final AtomicInteger adjustments = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    // greater than zero while a thread delivers; increments meanwhile make that thread look again. Starts at one, so
    // that nothing is signalled before onSubscribe has returned
    private final AtomicInteger work = new AtomicInteger(1);
    // null once the subscriber must not be signalled any more: the reference must be dropped then (rule 3.13)
    private volatile Flow.@Nullable Subscriber<? super ChatModelStreamingEvent> subscriber;
    private volatile @Nullable StreamHandle stream;
    private volatile boolean heldBack;
    // notifies the subscriber of the end of the stream, once the buffer is empty
    private volatile @Nullable Consumer<Flow.Subscriber<?>> end;
    private volatile @Nullable RuntimeException violation;

    /**
     * @param subscriber the subscriber of the response
     * @param executor   delivers events that are requested after they arrived; it must run each task
     */
    ChatEventSubscription(Flow.Subscriber<? super ChatModelStreamingEvent> subscriber, Executor executor) {
        this.subscriber = subscriber;
        this.executor = executor;
    }

    /**
     * Passes itself to the subscriber, then starts the stream. An exception that the subscriber's {@code onSubscribe} throws cancels the
     * subscription (rule 2.13) and is thrown to the caller, whose thread this is: nothing has been sent, and nobody else would see it.
     *
     * @param start sends the request with this as its output; its exceptions are signalled
     */
    void open(Consumer<StreamOutput> start) {
        Flow.Subscriber<? super ChatModelStreamingEvent> receiver = subscriber;
        if (receiver == null) {
            return;
        }
        try {
            receiver.onSubscribe(this);
        } catch (Throwable e) {
            cancel();
            throw e;
        }
        if (!isCancelled() && violation == null) {
            try {
                start.accept(this);
            } catch (Throwable e) { // suppliers of the application are called
                fail(e);
            }
        }
        if (!work.compareAndSet(1, 0)) {
            execute();
        }
    }

    @Override
    public void request(long n) {
        if (isCancelled()) {
            return;
        }
        if (n <= 0) {
            violation = new IllegalArgumentException(
                    "request(" + n + "): a subscriber must request at least one event (Reactive Streams, rule 3.9)");
            cancelStream();
        } else {
            demand.getAndAccumulate(
                    n, (current, more) -> Long.MAX_VALUE - current < more ? Long.MAX_VALUE : current + more);
        }
        if (work.getAndIncrement() == 0) {
            // never on this thread: it is the subscriber's
            execute();
        }
    }

    @Override
    public void cancel() {
        subscriber = null;
        cancelStream();
        deliverIfIdle();
    }

    @Override
    public void started(StreamHandle handle) {
        stream = handle;
        if (isCancelled() || violation != null) {
            handle.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return subscriber == null;
    }

    @Override
    public void thinking(String thinking) {
        add(new PartialThinking(thinking));
    }

    @Override
    public void text(String text) {
        add(new PartialResponse(text));
    }

    @Override
    public void toolCallPart(PartialToolCall part) {
        add(part);
    }

    @Override
    public void toolCall(CompleteToolCall call) {
        add(call);
    }

    @Override
    public void rawEvent(String json) {
        add(RawStreamingEvent.of(json));
    }

    @Override
    public void complete(ChatResponse response) {
        buffer.add(new CompleteResponse(response));
        buffered.getAndIncrement();
        endWith(Flow.Subscriber::onComplete);
    }

    @Override
    public void fail(Throwable error) {
        endWith(failing(error));
    }

    private static Consumer<Flow.Subscriber<?>> failing(Throwable error) {
        return receiver -> receiver.onError(error);
    }

    private void endWith(Consumer<Flow.Subscriber<?>> signal) {
        end = signal;
        deliverIfIdle();
    }

    private void add(ChatModelStreamingEvent event) {
        if (isCancelled()) {
            return;
        }
        buffer.add(event);
        if (buffered.incrementAndGet() >= READ_AHEAD && !heldBack) {
            adjustBackPressure();
        }
        deliverIfIdle();
    }

    private void onDelivered() {
        if (buffered.decrementAndGet() <= READ_AHEAD / 2 && heldBack) {
            adjustBackPressure();
        }
    }

    /**
     * Holds the stream back or resumes it, one thread at a time. Other threads update the count and then read {@link #heldBack}; this
     * method writes {@link #heldBack} and then reads the count. So at least one of the two sees the change of the other.
     */
    private void adjustBackPressure() {
        StreamHandle running = stream;
        if (running == null || adjustments.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (heldBack ? buffered.get() <= READ_AHEAD / 2 : buffered.get() >= READ_AHEAD) {
                heldBack = !heldBack;
                if (heldBack) {
                    running.pause();
                } else {
                    running.resume();
                }
            }
            seen = adjustments.addAndGet(-seen);
        } while (seen != 0);
    }

    private void cancelStream() {
        StreamHandle running = stream;
        if (running != null) {
            running.cancel();
        }
    }

    private void execute() {
        StreamHandle running = stream;
        (running == null ? executor : running.callbackExecutor()).execute(this::deliver);
    }

    private void deliverIfIdle() {
        if (work.getAndIncrement() == 0) {
            deliver();
        }
    }

    private void deliver() {
        int seen = work.get();
        do {
            deliverDemanded();
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void deliverDemanded() {
        while (true) {
            Flow.Subscriber<? super ChatModelStreamingEvent> receiver = subscriber;
            if (receiver == null) {
                buffer.clear();
                return;
            }
            RuntimeException error = violation;
            Consumer<Flow.Subscriber<?>> ending = error == null ? end : failing(error);
            // the end was read before the buffer: nothing is added after it
            if (ending != null && (error != null || buffer.isEmpty())) {
                subscriber = null;
                signal(() -> ending.accept(receiver));
                continue;
            }
            ChatModelStreamingEvent event = demand.get() > 0 ? buffer.poll() : null;
            if (event == null) {
                return;
            }
            demand.getAndUpdate(current -> current == Long.MAX_VALUE ? current : current - 1);
            onDelivered();
            signal(() -> receiver.onNext(event));
        }
    }

    /** A subscriber that throws has violated its contract (rule 2.13): it gets no more signals. */
    private void signal(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable e) { // subscribers need not be written in Java
            cancel();
            LOGGER.warn(
                    "The subscriber of a stream threw an exception, which it must not do: the stream is cancelled", e);
        }
    }
}
