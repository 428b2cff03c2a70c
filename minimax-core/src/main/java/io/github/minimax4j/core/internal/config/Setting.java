package io.github.minimax4j.core.internal.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a client: its name in the builders, its default and its check.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final String name;

    private final @Nullable T defaultValue;

    private final UnaryOperator<T> check;

    private Setting(String name, @Nullable T defaultValue, UnaryOperator<T> check) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.check = check;
    }

    /** A setting with a default; the builder checks its values, or they need no check. */
    static <T> Setting<T> of(String name, T defaultValue) {
        return new Setting<>(name, defaultValue, value -> value);
    }

    /** A setting that may be absent. */
    static <T> Setting<T> optional(String name) {
        return new Setting<>(name, null, value -> value);
    }

    /** A duration of more than zero, which may be absent. */
    static Setting<Duration> optionalDuration(String name) {
        return new Setting<>(name, null, value -> positive(name, value));
    }

    /** A duration of more than zero. */
    static Setting<Duration> duration(String name, Duration defaultValue) {
        return new Setting<>(name, defaultValue, value -> positive(name, value));
    }

    /** A number with a lower limit. */
    static Setting<Integer> number(String name, int defaultValue, int min) {
        return new Setting<>(name, defaultValue, value -> atLeast(min, name, value));
    }

    /** A number with a lower limit, which may be absent. */
    static Setting<Integer> optionalNumber(String name, int min) {
        return new Setting<>(name, null, value -> atLeast(min, name, value));
    }

    private static int atLeast(int min, String name, int value) {
        if (value < min) {
            throw new IllegalArgumentException(name + " is " + value + ": it must be " + min + " or more");
        }
        return value;
    }

    String name() {
        return name;
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + ": it must be more than zero");
        }
        // users write "for ever" as any large number; more than 292 years in nanoseconds do not fit into a long
        return value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }

    /** The values that were set at a builder. Not thread-safe. */
    public static final class Values {

        private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

        /** Starts without values. */
        public Values() {}

        /** Sets a value; null restores the default. */
        public <T> void set(Setting<T> setting, @Nullable T value) {
            if (value == null) {
                values.remove(setting);
            } else {
                values.put(setting, value);
            }
        }

        /**
         * The value of a setting that has a default.
         *
         * @throws IllegalArgumentException if the value fails the setting's check; the message names the setting
         */
        public <T> T get(Setting<T> setting) {
            return Objects.requireNonNull(find(setting), setting.name);
        }

        /**
         * The value, or the default where none was set, or null.
         *
         * @throws IllegalArgumentException if the value fails the setting's check; the message names the setting
         */
        public <T> @Nullable T find(Setting<T> setting) {
            @SuppressWarnings("unchecked") // set() accepts no other type
            T value = (T) values.get(setting);
            return value == null ? setting.defaultValue : setting.check.apply(value);
        }

        /** The names of the settings that were set, in the order in which they were set. */
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            values.keySet().forEach(setting -> names.add(setting.name));
            return names;
        }
    }
}
