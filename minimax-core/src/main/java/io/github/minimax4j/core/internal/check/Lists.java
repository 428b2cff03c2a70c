package io.github.minimax4j.core.internal.check;

import java.util.List;

/** Copies lists that users give. */
public final class Lists {

    private Lists() {}

    /**
     * An unmodifiable copy.
     *
     * @param name how the message names the list
     * @throws IllegalArgumentException if an element is null; the message names its position
     */
    public static <E> List<E> copyOf(String name, List<E> list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == null) {
                throw new IllegalArgumentException(name + "[" + i + "] is null: give a value, or leave it out");
            }
        }
        return List.copyOf(list);
    }
}
