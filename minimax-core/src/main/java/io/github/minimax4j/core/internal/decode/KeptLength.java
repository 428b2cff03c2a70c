package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.internal.config.ResponseLimits;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what is kept of one response, all its choices included. What is only passed on does not count. Not thread-safe. */
final class KeptLength {

    /** What an object with some members takes beside their texts. */
    static final int OBJECT = 512;

    private static final int VALUE = 32;

    private final ResponseLimits limits;

    private long length;

    KeptLength(ResponseLimits limits) {
        this.limits = limits;
    }

    ResponseLimits limits() {
        return limits;
    }

    /**
     * Counts a text before it is kept.
     *
     * @throws LimitExceededException if that is too much
     */
    void add(@Nullable String text) {
        if (text != null) {
            add(text.length());
        }
    }

    /** Puts the members into an object that is kept, and counts those that it did not have; its text is counted as it is joined. */
    void putAll(Map<String, Object> kept, Map<String, Object> members) {
        add(kept.isEmpty() ? OBJECT : 0);
        members.forEach((name, value) -> {
            boolean isNew = !kept.containsKey(name); // its value may be null
            Object before = kept.put(name, value);
            if (!name.equals("text") && (isNew || !Objects.equals(before, value))) {
                add(name);
                add(weight(value));
            }
        });
    }

    private static long weight(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        long weight = VALUE;
        if (value instanceof Map<?, ?> map) {
            weight += OBJECT;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                weight += weight(entry.getKey()) + weight(entry.getValue());
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object element : list) {
                weight += weight(element);
            }
        }
        return weight;
    }

    private void add(long more) {
        length += more;
        if (length > limits.maxResponseLength()) {
            throw LimitExceededException.responseLength(limits.maxResponseLength());
        }
    }
}
