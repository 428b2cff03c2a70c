package io.github.minimax4j.spring.properties;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a client's builder that comes from a property.
 *
 * @param name  the name of the property within its group
 * @param value the value for a group, its own or the root's
 */
record ConnectionSetting<T>(
        String name,
        BiFunction<ConnectionProperties, ConnectionProperties, @Nullable T> value,
        BiConsumer<MiniMaxClientBuilder, T> setter) {

    Stream<ConnectionProperties.InForce> inForce(ConnectionProperties group, ConnectionProperties root) {
        T found = value.apply(group, root);
        return found == null
                ? Stream.empty()
                : Stream.of(new ConnectionProperties.InForce(name, found, builder -> setter.accept(builder, found)));
    }

    static <T> ConnectionSetting<T> setting(
            String name,
            Function<ConnectionProperties, @Nullable T> getter,
            BiConsumer<MiniMaxClientBuilder, T> setter) {
        return setting(name, getter, group -> null, setter);
    }

    /** A setting of the root that another setting of the group overrides: the more general or more specific one of the two. */
    static <T> ConnectionSetting<T> setting(
            String name,
            Function<ConnectionProperties, @Nullable T> getter,
            Function<ConnectionProperties, @Nullable Object> hidingRoot,
            BiConsumer<MiniMaxClientBuilder, T> setter) {
        return new ConnectionSetting<>(
                name,
                (group, root) -> {
                    T own = getter.apply(group);
                    return own == null && hidingRoot.apply(group) == null ? getter.apply(root) : own;
                },
                setter);
    }

    static ConnectionSetting<Map<String, String>> entries(
            String name,
            Function<ConnectionProperties, Map<String, String>> getter,
            BiConsumer<MiniMaxClientBuilder, Map<String, String>> setter) {
        return new ConnectionSetting<>(
                name,
                (group, root) -> {
                    Map<String, String> all = new LinkedHashMap<>(getter.apply(root));
                    all.putAll(getter.apply(group));
                    return all.isEmpty() ? null : all;
                },
                setter);
    }
}
