package io.github.minimax4j.langchain4j;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A setting that can be made under several names, which must not contradict each other. Not thread-safe. */
final class Synonyms<T> {
    private final Map<String, T> said = new LinkedHashMap<>();
    private @Nullable T settled;

    /**
     * Sets it, or with null takes back what was set under this name.
     *
     * @return the value that holds now
     */
    @Nullable
    T set(String name, @Nullable T value) {
        said.remove(name);
        if (value == null) {
            settled = null;
        } else {
            said.put(name, value);
        }
        return current();
    }

    private @Nullable T current() {
        T last = settled;
        for (T value : said.values()) {
            last = value;
        }
        return last;
    }

    /** Takes what holds now for a start: whatever is set later wins without contradicting it. */
    void settle() {
        settled = current();
        said.clear();
    }

    /** Fails if two names were given different values. */
    void check() {
        if (new HashSet<>(said.values()).size() > 1) {
            throw new IllegalArgumentException(said.entrySet().stream()
                            .map(each -> each.getKey() + " is " + each.getValue())
                            .collect(Collectors.joining(", "))
                    + ": these are names of one setting, so set only one of them");
        }
    }
}
