package io.github.minimax4j.core.internal.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one type, in the order in which they are sent. The table defines how the values of an object are checked, copied, compared,
 * shown and sent. Fill it before the first object is built.
 */
public final class FieldTable {

    private final String type;

    private final List<Field<?>> fields = new ArrayList<>();

    private final Set<String> sent = new LinkedHashSet<>();

    /** Starts without fields. */
    public FieldTable(String type) {
        this.type = type;
    }

    /** A field with any value. */
    public <T> Field<T> any(String name) {
        return sent(name, value -> value);
    }

    /** A field that has a value if none is set. */
    public <T> Field<T> withDefault(String name, T defaultValue) {
        return add(name, true, defaultValue, value -> value);
    }

    /** A field that is not sent, and has a value if none is set. */
    public <T> Field<T> unsent(String name, T defaultValue) {
        return add(name, false, defaultValue, value -> value);
    }

    /**
     * A field that is checked by a rule.
     *
     * @param rule how the message continues after "it must be"
     */
    public <T> Field<T> checked(String name, Predicate<T> allowed, String rule) {
        return sent(name, value -> {
            if (!allowed.test(value)) {
                String shown = value instanceof String ? "'" + value + "'" : value.toString();
                throw new IllegalArgumentException(name + " is " + shown + ": it must be " + rule);
            }
            return value;
        });
    }

    /** An integer of at least 1. */
    public Field<Integer> atLeastOne(String name) {
        return sent(name, value -> {
            Ranges.atLeastOne(name, value);
            return value;
        });
    }

    /** A number in a range. */
    public Field<Double> range(String name, int min, int max) {
        return sent(name, value -> {
            Ranges.inRange(name, value, min, max);
            return value;
        });
    }

    /** A text with at most this many characters. */
    public Field<String> text(String name, int maxLength) {
        return sent(name, text -> {
            int length = text.codePointCount(0, text.length());
            if (length > maxLength) {
                throw new IllegalArgumentException(
                        name + " has " + length + " characters: at most " + maxLength + " are allowed");
            }
            return text;
        });
    }

    /** A list that is kept as a copy, and not sent if it is empty. */
    public <E> Field<List<E>> list(String name) {
        return sent(name, list -> list.isEmpty() ? null : Lists.copyOf(name, list));
    }

    /** A list that is kept as a copy, and sent even if it is empty. */
    public <E> Field<List<E>> list(String name, int maxSize, String elements) {
        return sent(name, list -> {
            if (list.size() > maxSize) {
                throw new IllegalArgumentException(
                        name + " has " + list.size() + " " + elements + ": at most " + maxSize + " are allowed");
            }
            return Lists.copyOf(name, list);
        });
    }

    private <T> Field<T> sent(String name, Function<T, @Nullable T> check) {
        return add(name, true, null, check);
    }

    private <T> Field<T> add(String name, boolean isSent, @Nullable T defaultValue, Function<T, @Nullable T> check) {
        Field<T> field = new Field<>(name, fields.size(), isSent, defaultValue, check);
        fields.add(field);
        if (isSent) {
            sent.add(name);
        }
        return field;
    }

    /** The names of the fields that are sent, which {@code extraBody} must not hold. */
    public Set<String> sentNames() {
        return Collections.unmodifiableSet(sent);
    }

    /** The values of a new object. */
    public FieldValues values() {
        return new FieldValues(this);
    }

    String type() {
        return type;
    }

    List<Field<?>> fields() {
        return fields;
    }
}
