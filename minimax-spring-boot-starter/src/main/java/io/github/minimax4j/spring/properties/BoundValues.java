package io.github.minimax4j.spring.properties;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of any type, as Spring Boot's binder makes them of properties. */
final class BoundValues {

    private BoundValues() {}

    /** The binder turns a list of unknown element type into a map with the positions as keys. */
    static Map<String, Object> withLists(Map<?, ?> bound) {
        Map<String, Object> values = new LinkedHashMap<>();
        bound.forEach((name, value) -> values.put(String.valueOf(name), withLists(value)));
        return values;
    }

    private static Object withLists(Object bound) {
        if (!(bound instanceof Map<?, ?> map)) {
            return bound;
        }
        Map<String, Object> values = withLists(map);
        List<Object> list = new ArrayList<>();
        while (values.containsKey(String.valueOf(list.size()))) {
            list.add(values.get(String.valueOf(list.size())));
        }
        return values.isEmpty() || list.size() < values.size() ? values : list;
    }
}
