package io.github.minimax4j.core;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.Usage;
import io.github.minimax4j.core.error.MiniMaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes down all that a stream says, and when something is said that must not be. */
public class RecordingListener implements ChatStreamListener {

    public final List<String> events;

    final List<Thread> threads;

    final List<MiniMaxException> errors = new CopyOnWriteArrayList<>();

    final List<ChatCompletion> completions = new CopyOnWriteArrayList<>();

    final List<ToolCall> toolCalls = new CopyOnWriteArrayList<>();

    final StringBuffer thinking = new StringBuffer();

    public final StringBuffer text = new StringBuffer();

    public final CompletableFuture<Object> end = new CompletableFuture<>();

    private final CountDownLatch firstPartial = new CountDownLatch(1);

    private final AtomicBoolean inside = new AtomicBoolean();

    public volatile StreamHandle handle;

    /** For tests that look while a stream goes on. */
    public RecordingListener() {
        this(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    }

    private RecordingListener(List<String> events, List<Thread> threads) {
        this.events = events;
        this.threads = threads;
    }

    /** For streams of any length that are fed by the test's own thread. */
    public static RecordingListener ofOneThread() {
        return new RecordingListener(new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void onStart(StreamHandle handle) {
        this.handle = handle;
    }

    @Override
    public void onThinking(String thinking) {
        record("thinking:" + thinking);
        this.thinking.append(thinking);
    }

    @Override
    public void onText(String text) {
        record("text:" + text);
        this.text.append(text);
    }

    @Override
    public void onToolCallPart(ToolCall.Part part) {
        record("part" + part.index() + ":" + part.id() + ":" + part.name() + ":" + part.arguments());
    }

    @Override
    public void onToolCall(int index, ToolCall call) {
        record("call" + index + ":" + call.name() + ":" + call.arguments());
        toolCalls.add(call);
    }

    @Override
    public void onUsage(Usage usage) {
        record("usage:" + usage.totalTokens());
    }

    @Override
    public void onComplete(ChatCompletion completion) {
        record("complete");
        completions.add(completion);
        end.complete(completion);
    }

    @Override
    public void onError(MiniMaxException error) {
        record("error");
        errors.add(error);
        end.complete(error);
    }

    private void record(String event) {
        if (!inside.compareAndSet(false, true)) {
            events.add("OVERLAP");
        }
        events.add(event);
        threads.add(Thread.currentThread());
        firstPartial.countDown();
        inside.set(false);
    }

    public boolean awaitFirstEvent() throws InterruptedException {
        return firstPartial.await(10, TimeUnit.SECONDS);
    }

    public ChatCompletion completion() {
        Object result = await(Duration.ofSeconds(20));
        if (result instanceof ChatCompletion completion) {
            return completion;
        }
        throw new AssertionError("The stream failed", (Throwable) result);
    }

    public MiniMaxException error() {
        Object result = await(Duration.ofSeconds(20));
        if (result instanceof MiniMaxException error) {
            return error;
        }
        throw new AssertionError("The stream completed instead of failing");
    }

    private Object await(Duration timeout) {
        try {
            return end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("The stream did not end; so far: " + events, e);
        }
    }

    public long ends() {
        return events.stream()
                .filter(event -> event.equals("complete") || event.equals("error"))
                .count();
    }

    public List<String> joined() {
        List<String> joined = new ArrayList<>();
        for (String event : events) {
            String kind = event.contains(":") ? event.substring(0, event.indexOf(':') + 1) : event;
            int last = joined.size() - 1;
            if ((kind.equals("text:") || kind.equals("thinking:"))
                    && last >= 0
                    && joined.get(last).startsWith(kind)) {
                joined.set(last, joined.get(last) + event.substring(kind.length()));
            } else {
                joined.add(event);
            }
        }
        return joined;
    }
}
