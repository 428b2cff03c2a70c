package io.github.minimax4j.core.internal.check;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request or response, or a setting of a client: its name, its check and its default. Fields belong to a {@link FieldTable}.
 *
 * @param <T> the type of the value
 */
public final class Field<T> {

    final String name;

    final int position;

    private final Function<T, @Nullable T> check;

    private @Nullable T defaultValue;

    Field(String name, int position, Function<T, @Nullable T> check) {
        this.name = name;
        this.position = position;
        this.check = check;
    }

    /** Gives the field a value that it has if none is set. Only for rows of a table that is being filled. */
    public Field<T> orElse(T value) {
        defaultValue = value;
        return this;
    }

    @Nullable
    T defaultValue() {
        return defaultValue;
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
