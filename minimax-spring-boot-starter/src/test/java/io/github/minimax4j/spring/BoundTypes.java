package io.github.minimax4j.spring;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the binder fills: components of records. */
final class BoundTypes {

    private BoundTypes() {}

    /** The types of the properties of a type by the names that users write. */
    static Map<String, Type> properties(Class<?> type) {
        Map<String, Type> properties = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(kebab(component.getName()), component.getGenericType());
        }
        return properties;
    }

    /** Whether the type holds further properties. */
    static boolean isOurs(Type type) {
        Class<?> raw = raw(type);
        return raw.getName().startsWith("io.github.minimax4j.spring.") && !raw.isEnum();
    }

    static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
