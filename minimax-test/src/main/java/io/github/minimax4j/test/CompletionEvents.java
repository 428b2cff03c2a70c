package io.github.minimax4j.test;

import io.github.minimax4j.test.Completion.ToolCall;
import io.github.minimax4j.test.EventFraming.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Splits one completion into the events of a stream. */
final class CompletionEvents {

    private final Completion completion;
    private final CompletionJson json;
    private final StreamShape shape;
    private final boolean split;
    private final boolean usageRequested;
    private final boolean sendsUsage;
    private final Ending ending;
    private final boolean done;

    CompletionEvents(Completion completion, CompletionJson json, RecordedRequest request) {
        this.completion = completion;
        this.json = json;
        this.shape = completion.shape;
        this.split = !json.form().isInContent();
        this.usageRequested = Boolean.TRUE.equals(request.find("stream_options.include_usage"));
        this.sendsUsage = !completion.withoutUsage && (usageRequested || shape.ending != null);
        boolean observed = !completion.gateway && (split || CompletionJson.isNative(request));
        this.ending = Objects.requireNonNullElse(shape.ending, usualEnding(observed));
        this.done = Objects.requireNonNullElse(shape.done, !observed || shape.ending != null);
    }

    private Ending usualEnding(boolean observed) {
        if (observed) {
            return Ending.WHOLE_MESSAGE;
        }
        return usageRequested ? Ending.USAGE_CHUNK : Ending.LAST_DELTA;
    }

    Iterator<Event> iterator() {
        List<Map<String, @Nullable Object>> deltas = ending == Ending.ONLY_WHOLE_MESSAGE ? List.of() : deltas();
        List<Event> events = new ArrayList<>();
        if (shape.endless) {
            deltas.forEach(delta -> events.add(chunk(delta, null, events.isEmpty())));
            return new Endless(events);
        }
        for (int i = 0; i < deltas.size(); i++) {
            events.add(chunk(deltas.get(i), i == deltas.size() - 1 ? finishOfLastDelta() : null, i == 0));
        }
        end(events, deltas.size());
        if (completion.error != null) {
            int keep = Math.min(completion.error.afterEvents(), events.size());
            events.subList(keep, events.size()).clear();
            events.add(Event.error(shape, completion.error.error().eventPayload(json.id())));
        }
        return events.iterator();
    }

    private @Nullable String finishOfLastDelta() {
        return switch (ending) {
            case LAST_DELTA, USAGE_CHUNK, WHOLE_MESSAGE -> completion.finishReason();
            case EMPTY_DELTAS, ONLY_WHOLE_MESSAGE, WITHOUT_FINISH_REASON -> null;
        };
    }

    private void end(List<Event> events, int deltas) {
        switch (ending) {
            case USAGE_CHUNK -> {
                if (sendsUsage) {
                    Map<String, @Nullable Object> chunk = json.head("chat.completion.chunk", List.of());
                    chunk.put("usage", json.usage(deltas));
                    putBaseResp(chunk);
                    events.add(event(chunk));
                }
            }
            case WHOLE_MESSAGE, ONLY_WHOLE_MESSAGE -> {
                Map<String, @Nullable Object> whole = json.whole(sendsUsage);
                if (sendsUsage) {
                    whole.put("usage", json.usage(deltas));
                }
                events.add(event(whole));
            }
            case EMPTY_DELTAS -> {
                events.add(chunk(new LinkedHashMap<>(), completion.finishReason(), false));
                if (sendsUsage) {
                    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
                    choice.put("index", 0);
                    choice.put("delta", Map.of());
                    Map<String, @Nullable Object> chunk = json.head("chat.completion.chunk", List.of(choice));
                    chunk.put("usage", json.usage(deltas));
                    events.add(event(chunk));
                }
            }
            case LAST_DELTA, WITHOUT_FINISH_REASON -> {}
        }
        if (done) {
            events.add(Event.of("[DONE]"));
        }
    }

    private void putBaseResp(Map<String, @Nullable Object> chunk) {
        if (!completion.gateway) {
            chunk.put("base_resp", CompletionJson.success());
        }
    }

    private List<Map<String, @Nullable Object>> deltas() {
        String text = Objects.requireNonNullElse(completion.text, "");
        List<Map<String, @Nullable Object>> deltas = new ArrayList<>();
        if (completion.thinking != null || shape.thinkingDeltas != null) {
            addThinking(deltas, Objects.requireNonNullElse(completion.thinking, ""), text);
        }
        for (String part : shape.textDeltas != null ? shape.textDeltas : TextSplitter.of(text, shape.chunkSize)) {
            deltas.add(delta("content", part));
        }
        for (Map<String, Object> fragment : fragments()) {
            deltas.add(delta("tool_calls", List.of(fragment)));
        }
        if (deltas.isEmpty()) {
            deltas.add(delta("content", ""));
        }
        return deltas;
    }

    private void addThinking(List<Map<String, @Nullable Object>> deltas, String thinking, String text) {
        if (split) {
            StringBuilder all = new StringBuilder();
            for (String part : thinkingParts(thinking)) {
                all.append(part);
                Map<String, @Nullable Object> delta = new LinkedHashMap<>();
                json.putThinking(delta, shape.cumulativeThinking ? all.toString() : part);
                deltas.add(delta);
            }
            return;
        }
        if (json.form() == ThinkingForm.INLINE_AND_SPLIT) {
            deltas.add(delta("content", json.form().opening()));
            for (String part : thinkingParts(thinking)) {
                Map<String, @Nullable Object> delta = delta("content", part);
                json.putThinking(delta, part);
                deltas.add(delta);
            }
            deltas.add(delta("content", json.form().closing()));
            return;
        }
        for (String part : thinkingParts(json.inline(thinking, text))) {
            deltas.add(delta("content", part));
        }
    }

    private List<String> thinkingParts(String thinking) {
        return shape.thinkingDeltas != null ? shape.thinkingDeltas : TextSplitter.of(thinking, shape.chunkSize);
    }

    private static Map<String, @Nullable Object> delta(String name, Object value) {
        Map<String, @Nullable Object> delta = new LinkedHashMap<>();
        delta.put(name, value);
        return delta;
    }

    private List<Map<String, Object>> fragments() {
        List<List<Map<String, Object>>> perCall = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < json.calls().size(); i++) {
            perCall.add(fragments(json.calls().get(i), i));
            longest = Math.max(longest, perCall.get(i).size());
        }
        List<Map<String, Object>> fragments = new ArrayList<>();
        if (!shape.interleavedToolCalls) {
            perCall.forEach(fragments::addAll);
            return fragments;
        }
        for (int round = 0; round < longest; round++) {
            for (List<Map<String, Object>> call : perCall) {
                if (round < call.size()) {
                    fragments.add(call.get(round));
                }
            }
        }
        return fragments;
    }

    private List<Map<String, Object>> fragments(ToolCall call, int index) {
        List<Map<String, Object>> fragments = new ArrayList<>();
        for (String part : argumentParts(call.arguments())) {
            Map<String, Object> function = new LinkedHashMap<>();
            Map<String, Object> fragment = new LinkedHashMap<>();
            if (fragments.isEmpty()) {
                fragment.put("id", Objects.requireNonNull(call.id()));
                fragment.put("type", "function");
                function.put("name", call.name());
            }
            function.put("arguments", part);
            fragment.put("function", function);
            if (!shape.withoutToolCallIndex) {
                fragment.put("index", index);
            }
            fragments.add(fragment);
        }
        return fragments;
    }

    private List<String> argumentParts(String arguments) {
        List<String> parts = new ArrayList<>();
        if (shape.nameBeforeArguments || arguments.isEmpty()) {
            parts.add("");
        }
        if (shape.chunkSize > 0 && !shape.wholeToolCalls) {
            parts.addAll(TextSplitter.of(arguments, shape.chunkSize));
        } else if (arguments.length() > 1 && !shape.wholeToolCalls) {
            // M3 has been observed to send nearly everything first and the last brace alone
            parts.add(arguments.substring(0, arguments.length() - 1));
            parts.add(arguments.substring(arguments.length() - 1));
        } else if (!arguments.isEmpty()) {
            parts.add(arguments);
        }
        return parts;
    }

    private Event chunk(Map<String, @Nullable Object> content, @Nullable String finishReason, boolean first) {
        Map<String, @Nullable Object> delta = new LinkedHashMap<>();
        if (completion.gateway ? first : !content.isEmpty()) {
            json.putRole(delta);
        }
        delta.putAll(content);
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        if (finishReason != null || completion.gateway) {
            choice.put("finish_reason", finishReason);
        }
        choice.put("index", 0);
        choice.put("delta", delta);
        Map<String, @Nullable Object> chunk = json.head("chat.completion.chunk", List.of(choice));
        if (!completion.gateway) {
            chunk.put("usage", split ? Usage.zero() : null);
            json.putChecks(chunk);
            chunk.put("service_tier", json.serviceTier());
        }
        return event(chunk);
    }

    private static Event event(Map<String, @Nullable Object> chunk) {
        return Event.of(Json.write(chunk));
    }

    /** Repeats the same events endlessly. */
    private static final class Endless implements Iterator<Event> {

        private final List<Event> events;
        private int next;

        private Endless(List<Event> events) {
            this.events = Collections.unmodifiableList(events);
        }

        @Override
        public boolean hasNext() {
            return !events.isEmpty();
        }

        @Override
        public Event next() {
            if (events.isEmpty()) {
                throw new NoSuchElementException();
            }
            return events.get(next++ % events.size());
        }
    }
}
