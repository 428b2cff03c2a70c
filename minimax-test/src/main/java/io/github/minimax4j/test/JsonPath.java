package io.github.minimax4j.test;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks up {@code messages[0].content} in parsed JSON; a negative index counts from the end. */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(-?\\d+)]");

    /** Distinguishes an absent member from a null one. */
    static final Object ABSENT = new Object();

    private JsonPath() {}

    static @Nullable Object find(@Nullable Object root, String path) {
        Matcher step = STEP.matcher(path);
        Object value = root;
        int end = 0;
        while (end < path.length()) {
            if (!step.find(end) || step.start() != end) {
                throw new IllegalArgumentException(
                        "Not a path: \"" + path + "\" (character " + end + "). Write it like messages[0].content");
            }
            value = step.group(1) != null ? member(value, step.group(1)) : item(value, Integer.parseInt(step.group(2)));
            if (value == ABSENT) {
                return ABSENT;
            }
            end = step.end();
        }
        return value;
    }

    private static @Nullable Object member(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : ABSENT;
    }

    private static @Nullable Object item(@Nullable Object value, int index) {
        if (!(value instanceof List<?> list)) {
            return ABSENT;
        }
        int position = index < 0 ? list.size() + index : index;
        return position >= 0 && position < list.size() ? list.get(position) : ABSENT;
    }
}
