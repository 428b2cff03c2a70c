package io.github.minimax4j.core.internal.check;

import java.time.Duration;
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

    private static final Duration LONGEST = Duration.ofDays(3650);

    final String type;

    final List<Field<?>> fields = new ArrayList<>();

    private final Set<String> names = new LinkedHashSet<>();

    /** Starts without fields. */
    public FieldTable(String type) {
        this.type = type;
    }

    /** A field with any value. */
    public <T> Field<T> any(String name) {
        return any(name, value -> value);
    }

    /** A field that has a value if none is set. */
    public <T> Field<T> withDefault(String name, T defaultValue) {
        return this.<T>any(name).orElse(defaultValue);
    }

    /**
     * A field whose values are kept in another form.
     *
     * @param check returns the value as it is kept, or null to leave the field unset; throws an exception if the value is not allowed
     */
    public <T> Field<T> any(String name, Function<T, @Nullable T> check) {
        Field<T> field = new Field<>(name, fields.size(), check);
        fields.add(field);
        names.add(name);
        return field;
    }

    /**
     * A field that is checked by a rule.
     *
     * @param rule how the message continues after "it must be"
     */
    public <T> Field<T> checked(String name, Predicate<T> allowed, String rule) {
        return any(name, value -> Ranges.checked(name, value, allowed, rule));
    }

    /** An integer with a minimum. */
    public Field<Integer> atLeast(int min, String name) {
        return checked(name, value -> value >= min, "at least " + min);
    }

    /** A number in a range. */
    public Field<Double> range(String name, int min, int max) {
        return checked(name, value -> value >= min && value <= max, "from " + min + " to " + max);
    }

    /** A duration of more than zero. */
    public Field<Duration> duration(String name) {
        return any(name, value -> {
            Ranges.checked(name, value, length -> !length.isZero() && !length.isNegative(), "more than zero");
            // users write "for ever" as any large number; more than 292 years in nanoseconds do not fit into a long
            return value.compareTo(LONGEST) > 0 ? LONGEST : value;
        });
    }

    /** A text with at most this many characters. */
    public Field<String> text(String name, int maxLength) {
        return any(name, text -> {
            requireAtMost(maxLength, name, text.codePointCount(0, text.length()), "characters");
            return text;
        });
    }

    /** A list that is kept as a copy, and not sent if it is empty. */
    public <E> Field<List<E>> list(String name) {
        return any(name, list -> list.isEmpty() ? null : Lists.copyOf(name, list));
    }

    /** A list that is kept as a copy, and sent even if it is empty. */
    public <E> Field<List<E>> list(String name, int maxSize, String elements) {
        return any(name, list -> {
            requireAtMost(maxSize, name, list.size(), elements);
            return Lists.copyOf(name, list);
        });
    }

    private static void requireAtMost(int max, String name, int count, String what) {
        if (count > max) {
            throw new IllegalArgumentException(
                    name + " has " + count + " " + what + ": at most " + max + " are allowed");
        }
    }

    /** The names of the fields, which {@code extraBody} must not hold. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** The values of a new object. */
    public FieldValues values() {
        return new FieldValues(this);
    }
}
