package io.github.minimax4j.core.internal.check;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks values by their names on the wire. */
public final class Ranges {

    private Ranges() {}

    /**
     * Returns the value.
     *
     * @param rule how the message continues after "it must be"
     * @throws IllegalArgumentException if the value is not allowed; the message names the field
     */
    static <T> T checked(String name, T value, Predicate<T> allowed, String rule) {
        if (!allowed.test(value)) {
            String shown = value instanceof String ? "'" + value + "'" : value.toString();
            throw new IllegalArgumentException(name + " is " + shown + ": it must be " + rule);
        }
        return value;
    }

    /** Rejects a number below 1. Null is valid: the field is not sent. */
    public static void atLeastOne(String name, @Nullable Integer value) {
        if (value != null) {
            checked(name, value, number -> number >= 1, "at least 1");
        }
    }

    /** Rejects a number out of a range, and NaN. Null is valid: the field is not sent. */
    public static void inRange(String name, @Nullable Double value, Number min, Number max) {
        if (value != null) {
            checked(
                    name,
                    value,
                    number -> number >= min.doubleValue() && number <= max.doubleValue(),
                    "from " + min + " to " + max);
        }
    }
}
