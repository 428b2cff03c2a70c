package io.github.minimax4j.core.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field of {@link ChatCompletionRequest}: its name on the wire and its permitted values. The fields are constants of that class; they
 * define how each is checked, copied, sent and compared.
 *
 * @param <T> the type of the value
 */
public final class RequestField<T> {

    private final String wireName;

    private final int position;

    private final BiFunction<String, T, @Nullable T> check;

    private final Predicate<T> ignoredByM2;

    private RequestField(
            String wireName, int position, BiFunction<String, T, @Nullable T> check, Predicate<T> ignoredByM2) {
        this.wireName = wireName;
        this.position = position;
        this.check = check;
        this.ignoredByM2 = ignoredByM2;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** Whether MiniMax's M2.x models are known to ignore this value (Q4). It is sent nevertheless. */
    public boolean isIgnoredByM2(T value) {
        return ignoredByM2.test(value);
    }

    int position() {
        return position;
    }

    /** The value as the request keeps it; null if it is not set. */
    @Nullable
    T checked(T value) {
        return check.apply(wireName, value);
    }

    @Override
    public String toString() {
        return wireName;
    }

    /** Collects the fields of a request in the order in which they are sent. */
    static final class Table {

        private final Map<String, RequestField<?>> fields = new LinkedHashMap<>();

        <T> RequestField<T> any(String wireName) {
            return any(wireName, value -> false);
        }

        <T> RequestField<T> any(String wireName, Predicate<T> ignoredByM2) {
            return add(wireName, (name, value) -> value, ignoredByM2);
        }

        RequestField<Integer> atLeastOne(String wireName) {
            return checked(wireName, value -> value >= 1, "at least 1", value -> false);
        }

        RequestField<Double> range(String wireName, int min, int max) {
            return range(wireName, min, max, value -> false);
        }

        RequestField<Double> range(String wireName, int min, int max, Predicate<Double> ignoredByM2) {
            // so that NaN fails too
            return checked(wireName, value -> value >= min && value <= max, "from " + min + " to " + max, ignoredByM2);
        }

        /**
         * A value that is checked by a rule.
         *
         * @param rule how the message continues after "it must be"
         */
        <T> RequestField<T> checked(String wireName, Predicate<T> allowed, String rule, Predicate<T> ignoredByM2) {
            return add(
                    wireName,
                    (name, value) -> {
                        if (!allowed.test(value)) {
                            throw new IllegalArgumentException(name + " is " + value + ": it must be " + rule);
                        }
                        return value;
                    },
                    ignoredByM2);
        }

        /** A list that is kept as a copy, and not sent if it is empty. */
        <E> RequestField<List<E>> list(String wireName) {
            return add(wireName, (name, list) -> list.isEmpty() ? null : List.copyOf(list), list -> false);
        }

        /** A list of texts that is kept as a copy, and sent even if it is empty. */
        RequestField<List<String>> texts(String wireName, int maxSize, Predicate<List<String>> ignoredByM2) {
            return add(
                    wireName,
                    (name, texts) -> {
                        if (texts.size() > maxSize) {
                            throw new IllegalArgumentException(
                                    name + " has " + texts.size() + " texts: at most " + maxSize + " are allowed");
                        }
                        return List.copyOf(texts);
                    },
                    ignoredByM2);
        }

        private <T> RequestField<T> add(
                String wireName, BiFunction<String, T, @Nullable T> check, Predicate<T> ignoredByM2) {
            RequestField<T> field = new RequestField<>(wireName, fields.size(), check, ignoredByM2);
            fields.put(wireName, field);
            return field;
        }

        /** All fields by their names in JSON. */
        Map<String, RequestField<?>> end() {
            return Collections.unmodifiableMap(fields);
        }
    }
}
