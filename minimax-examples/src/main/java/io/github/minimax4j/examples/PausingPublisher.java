package io.github.minimax4j.examples;

import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/**
 * Lets a slow reader slow the model. The model's own publisher reads an answer as fast as it comes and keeps what nobody has asked
 * for yet. This one takes an event only when it is asked for, and lets the model's callback wait until then: that slows its own
 * stream, up to MiniMax's server, and no other.
 */
final class PausingPublisher<T> implements Flow.Publisher<T> {

    private final Flow.Publisher<T> source;

    PausingPublisher(Flow.Publisher<T> source) {
        this.source = source;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        source.subscribe(new Gate<>(subscriber));
    }

    private static final class Gate<T> implements Flow.Subscriber<T>, Flow.Subscription {

        // far from an overflow, and more than anybody reads
        private static final int MANY = Integer.MAX_VALUE / 4;

        private final Flow.Subscriber<? super T> reader;

        private final Semaphore asked = new Semaphore(0);

        private Flow.Subscription source;

        private volatile boolean cancelled;

        Gate(Flow.Subscriber<? super T> reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            reader.onSubscribe(this);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T event) {
            asked.acquireUninterruptibly();
            if (!cancelled) {
                reader.onNext(event);
            }
        }

        @Override
        public void onError(Throwable error) {
            reader.onError(error);
        }

        @Override
        public void onComplete() {
            reader.onComplete();
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                source.request(n); // it objects, as the rules of Reactive Streams want it
            } else {
                asked.release((int) Math.min(n, Math.max(0, MANY - asked.availablePermits())));
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            source.cancel();
            asked.release(); // whoever waits shall not wait for ever
        }
    }
}
