package io.github.minimax4j.core.internal.check;

import org.jspecify.annotations.Nullable;

/** Checks numbers of a request, by their names on the wire. Null is always valid: the field is not sent. */
public final class Ranges {
    private Ranges() {}

    public static void atLeastOne(String field, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(field + " is " + value + ": it must be at least 1");
        }
    }

    public static void inRange(String field, @Nullable Double value, Number min, Number max) {
        // written so that NaN fails too
        if (value != null && !(value >= min.doubleValue() && value <= max.doubleValue())) {
            throw new IllegalArgumentException(field + " is " + value + ": it must be from " + min + " to " + max);
        }
    }
}
