package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.Headers;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.github.minimax4j.core.listener.CallListener.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notifies the listeners of one call of its progress, and the client of its end. Each end is reported once. Thread-safe. */
final class CallProgress {

    private final List<CallListener> listeners;

    private final RunningCalls running;

    private final AtomicBoolean ended = new AtomicBoolean();

    private CallProgress(List<CallListener> listeners, RunningCalls running) {
        this.listeners = listeners;
        this.running = running;
        running.begun(this);
    }

    /** Creates the listeners of a call that begins now, on this thread. */
    static CallProgress begin(List<CallListener.Factory> factories, CallDescription call, RunningCalls running) {
        if (factories.isEmpty()) {
            return new CallProgress(List.of(), running);
        }
        List<CallListener> listeners = new ArrayList<>(factories.size());
        for (CallListener.Factory factory : factories) {
            guarded(() -> listeners.add(Objects.requireNonNull(
                    factory.create(call),
                    () -> "The CallListener.Factory " + factory.getClass().getName() + " gave no listener")));
        }
        return new CallProgress(List.copyOf(listeners), running);
    }

    /** For one of several requests of a call: only its retries are reported. */
    CallProgress part() {
        return new CallProgress(
                List.of(new CallListener() {
                    @Override
                    public void onRetry(Retry retry) {
                        retried(retry);
                    }
                }),
                running);
    }

    boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** The headers that the listeners add, looked up by case-insensitive name. */
    NavigableMap<String, String> headers() {
        NavigableMap<String, String> added = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        notifyListeners(listener -> Headers.checked(listener.headers()).forEach(added::putIfAbsent));
        return added;
    }

    /** Wraps a task in the listeners' contexts. The task runs exactly once, whatever they do. */
    Runnable withContext(Runnable task) {
        if (listeners.isEmpty()) {
            return task;
        }
        Threads.Once once = new Threads.Once(task);
        List<Runnable> wrapped = new ArrayList<>(List.of(once));
        notifyListeners(listener -> wrapped.add(listener.withContext(wrapped.get(wrapped.size() - 1))));
        Runnable outermost = wrapped.get(wrapped.size() - 1);
        return () -> {
            guarded(outermost);
            once.run();
            once.throwFailure();
        };
    }

    void firstEvent() {
        notifyListeners(CallListener::onFirstEvent);
    }

    void retried(Retry retry) {
        notifyListeners(listener -> listener.onRetry(retry));
    }

    /** The call has an outcome, which is to be delivered to the application next. */
    void ended(Outcome<?> outcome) {
        if (listeners.isEmpty()) {
            return;
        }
        if (outcome instanceof Outcome.Failed<?> failed) {
            end(listener -> listener.onFailure(failed.error()));
        } else if (outcome instanceof Outcome.Completed<?> completed) {
            CallSummary summary = summary(completed.response());
            end(listener -> listener.onSuccess(summary));
        }
    }

    /** The application cancelled the call. */
    void cancelled() {
        end(CallListener::onCancel);
        over();
    }

    /** The end has been delivered to the application. */
    void over() {
        running.over(this);
    }

    /** Runs an action if the client is closed before the end has been delivered to the application. */
    void whenClosed(Runnable action) {
        running.whenClosed(this, action);
    }

    private void end(Consumer<CallListener> callback) {
        if (ended.compareAndSet(false, true)) {
            notifyListeners(callback);
        }
    }

    private void notifyListeners(Consumer<CallListener> callback) {
        for (CallListener listener : listeners) {
            guarded(() -> callback.accept(listener));
        }
    }

    private static void guarded(Runnable callback) {
        Guard.run("A listener of MiniMax calls threw an exception", callback);
    }

    /** The tokens that the service reports to have used, or null. */
    static @Nullable Long tokens(Outcome<?> outcome) {
        if (!(outcome instanceof Outcome.Completed<?> completed)) {
            return null;
        }
        CallSummary summary = summary(completed.response());
        Long input = summary.inputTokens();
        Long output = summary.outputTokens();
        return input == null && output == null
                ? null
                : Long.valueOf((input == null ? 0 : input) + (output == null ? 0 : output));
    }

    private static CallSummary summary(@Nullable Object response) {
        if (response instanceof ChatCompletion chat) {
            Usage usage = chat.usage();
            return new CallSummary(
                    chat.id(),
                    chat.model(),
                    usage == null ? null : asLong(usage.promptTokens()),
                    usage == null ? null : asLong(usage.completionTokens()),
                    chat.finishReason());
        }
        if (response instanceof EmbeddingResult embeddings) {
            return new CallSummary(null, embeddings.model(), embeddings.totalTokens(), null, null);
        }
        return response instanceof ImageResult images
                ? new CallSummary(images.id(), null, null, null, null)
                : new CallSummary(null, null, null, null, null);
    }

    private static @Nullable Long asLong(@Nullable Integer count) {
        return count == null ? null : Long.valueOf(count);
    }
}
