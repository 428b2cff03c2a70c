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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream on its way to one subscriber, by the rules of Reactive Streams. Signals are delivered one after the other by whoever finds
 * nobody else delivering: core's callback thread when events come, the executor when a subscriber asks for more. Thread-safe.
 *
 * <p>What nobody has asked for yet waits here. Beyond a number that spares most answers from it, the stream is held back until half
 * of that has been taken; what was on its way then still comes.
 */
final class ChatEventSubscription implements StreamOutput, Flow.Subscription {
    static final int READ_AHEAD = 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(MiniMaxStreamingChatModel.class);

    private final Executor executor;
    private final Queue<ChatModelStreamingEvent> buffer = new ConcurrentLinkedQueue<>();
    private final AtomicInteger buffered = new AtomicInteger();
    private final AtomicInteger steering = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    // more than zero while somebody delivers; what is added meanwhile says that there is more to see to. Begins at one,
    // so
    // that nothing is signalled before onSubscribe has returned
    private final AtomicInteger work = new AtomicInteger(1);
    // null once the subscriber is to hear no more: it must not be held longer (rule 3.13)
    private volatile Flow.@Nullable Subscriber<? super ChatModelStreamingEvent> subscriber;
    private volatile @Nullable StreamHandle stream;
    private volatile boolean heldBack;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable RuntimeException misuse;

    /**
     * @param subscriber who hears the answer
     * @param executor   delivers what is asked for late
     */
    ChatEventSubscription(Flow.Subscriber<? super ChatModelStreamingEvent> subscriber, Executor executor) {
        this.subscriber = subscriber;
        this.executor = executor;
    }

    /**
     * Hands itself to the subscriber, and then starts the stream.
     *
     * @param start makes the request with this as its output; what it throws is signalled
     */
    void open(Consumer<StreamOutput> start) {
        Flow.Subscriber<? super ChatModelStreamingEvent> receiver = subscriber;
        if (receiver == null) {
            return;
        }
        signal(() -> receiver.onSubscribe(this));
        if (!isCancelled() && misuse == null) {
            try {
                start.accept(this);
            } catch (Throwable e) { // suppliers of the application are asked
                failure = e;
                ended = true;
                work.getAndIncrement();
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
            abort(new IllegalArgumentException(
                    "request(" + n + "): a subscriber must ask for at least one event (Reactive Streams, rule 3.9)"));
        } else {
            demand.getAndAccumulate(n, (asked, more) -> Long.MAX_VALUE - asked < more ? Long.MAX_VALUE : asked + more);
        }
        if (work.getAndIncrement() == 0) {
            // never here: the thread that asks is the subscriber's
            execute();
        }
    }

    @Override
    public void cancel() {
        subscriber = null;
        disconnect();
        deliverUnlessSomebodyDoes();
    }

    @Override
    public void started(StreamHandle handle) {
        stream = handle;
        if (isCancelled() || misuse != null) {
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
        ended = true;
        deliverUnlessSomebodyDoes();
    }

    @Override
    public void fail(Throwable error) {
        failure = error;
        ended = true;
        deliverUnlessSomebodyDoes();
    }

    private void add(ChatModelStreamingEvent event) {
        if (isCancelled()) {
            return;
        }
        buffer.add(event);
        if (buffered.incrementAndGet() >= READ_AHEAD && !heldBack) {
            steer();
        }
        deliverUnlessSomebodyDoes();
    }

    private void countDown() {
        if (buffered.decrementAndGet() <= READ_AHEAD / 2 && heldBack) {
            steer();
        }
    }

    /**
     * Holds the stream back or lets it go on, by one thread at a time. Whoever counts looks at {@link #heldBack} afterwards, and here it
     * is the other way round, so one of the two sees what the other did.
     */
    private void steer() {
        StreamHandle running = stream;
        if (running == null || steering.getAndIncrement() != 0) {
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
            seen = steering.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Ends the stream from this side: what waits is void. */
    private void abort(RuntimeException error) {
        if (misuse == null) {
            misuse = error;
        }
        disconnect();
    }

    private void disconnect() {
        StreamHandle running = stream;
        if (running != null) {
            running.cancel();
        }
    }

    private void execute() {
        StreamHandle running = stream;
        AtomicBoolean begun = new AtomicBoolean();
        Runnable delivery = () -> {
            if (begun.compareAndSet(false, true)) { // an executor may throw although it has taken a task
                deliver();
            }
        };
        try {
            (running == null ? executor : running.callbackExecutor()).execute(delivery);
        } catch (Throwable e) { // the subscriber must hear of the end whatever the executor does
            runOnFallbackThread(e, delivery);
        }
    }

    private void runOnFallbackThread(Throwable failure, Runnable delivery) {
        try {
            Thread thread = new Thread(delivery, "minimax-callback");
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable e) { // no memory for a thread
            delivery.run();
            LOGGER.warn("The callback executor failed, and no thread could be made in its place", failure);
        }
    }

    private void deliverUnlessSomebodyDoes() {
        if (work.getAndIncrement() == 0) {
            deliver();
        }
    }

    private void deliver() {
        int seen = work.get();
        do {
            deliverWhatIsAskedFor();
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void deliverWhatIsAskedFor() {
        while (true) {
            Flow.Subscriber<? super ChatModelStreamingEvent> receiver = subscriber;
            if (receiver == null) {
                buffer.clear();
                return;
            }
            RuntimeException error = misuse;
            if (error != null) {
                last(() -> receiver.onError(error));
                continue;
            }
            boolean over = ended; // looked at before the buffer: nothing is added after it
            if (over && buffer.isEmpty()) {
                Throwable cause = failure;
                last(cause == null ? receiver::onComplete : () -> receiver.onError(cause));
                continue;
            }
            ChatModelStreamingEvent event = demand.get() > 0 ? buffer.poll() : null;
            if (event == null) {
                return;
            }
            demand.getAndUpdate(asked -> asked == Long.MAX_VALUE ? asked : asked - 1);
            countDown();
            signal(() -> receiver.onNext(event));
        }
    }

    private void last(Runnable signal) {
        subscriber = null;
        signal(signal);
    }

    /** A subscriber that throws has broken its contract (rule 2.13): it hears no more. */
    private void signal(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable e) { // subscribers need not be written in Java
            cancel();
            LOGGER.warn("The subscriber of a stream threw an exception, which it must not: the stream is cancelled", e);
        }
    }
}
