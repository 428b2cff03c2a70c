package io.github.minimax4j.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down how each call goes. */
class RecordingCalls implements CallListener.Factory {

    final List<CallDescription> calls = new CopyOnWriteArrayList<>();

    final List<String> events = new CopyOnWriteArrayList<>();

    final List<CallSummary> summaries = new CopyOnWriteArrayList<>();

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
