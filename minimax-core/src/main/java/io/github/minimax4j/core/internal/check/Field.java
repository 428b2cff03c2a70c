package io.github.minimax4j.core.internal.check;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request or response: its name, its check and its default. Fields belong to a {@link FieldTable}.
 *
 * @param <T> the type of the value
 */
public final class Field<T> {

    final String name;

    final int position;

    final boolean sent;

    final @Nullable T defaultValue;

    private final Function<T, @Nullable T> check;

    Field(String name, int position, boolean sent, @Nullable T defaultValue, Function<T, @Nullable T> check) {
        this.name = name;
        this.position = position;
        this.sent = sent;
        this.defaultValue = defaultValue;
        this.check = check;
    }

    /** The value as it is kept; null if it is not set. */
    @Nullable
    T checked(T value) {
        return check.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
