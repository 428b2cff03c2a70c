package io.github.minimax4j.core;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.core.listener.CallListener.CallSummary;
import io.github.minimax4j.core.listener.CallListener.Retry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down how each call goes. */
public class RecordingCalls implements CallListener.Factory {

    public final List<CallDescription> calls = new CopyOnWriteArrayList<>();

    public final List<String> events = new CopyOnWriteArrayList<>();

    public final List<CallSummary> summaries = new CopyOnWriteArrayList<>();

    @Override
    public CallListener create(CallDescription call) {
        calls.add(call);
        return new CallListener() {
            @Override
            public Map<String, String> headers() {
                return Map.of("X-Trace", "call " + calls.size(), "X-Own", "of the listener");
            }

            @Override
            public void onFirstEvent() {
                events.add("first event");
            }

            @Override
            public void onRetry(Retry retry) {
                events.add("retry " + retry.number() + " " + retry.cause().kind());
            }

            @Override
            public void onSuccess(CallSummary summary) {
                events.add("success");
                summaries.add(summary);
            }

            @Override
            public void onFailure(MiniMaxException error) {
                events.add("failure " + error.kind());
            }

            @Override
            public void onCancel() {
                events.add("cancel");
            }
        };
    }
}
