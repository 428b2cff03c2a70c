package io.github.minimax4j.core.chat;

import java.util.Locale;

/**
 * Switches the model's thinking. M3 obeys both; M2.x always thinks; M3.1 rejects {@link #DISABLED} (Q20, Q21). It is sent as an object,
 * {@code {"type": "adaptive"}}, since a boolean is rejected.
 */
public enum Thinking {
    /** The model thinks as much as the task needs; the service's default. */
    ADAPTIVE,
    /** The model responds without thinking. */
    DISABLED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /**
     * The name in JSON.
     *
     * @return the lower-case wire name
     */
    public String wireName() {
        return wireName;
    }
}
