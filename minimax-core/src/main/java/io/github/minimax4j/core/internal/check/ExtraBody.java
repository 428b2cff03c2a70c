package io.github.minimax4j.core.internal.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Checks the fields that a user adds to a request's body. */
public final class ExtraBody {

    private ExtraBody() {}

    /** Adds deep copies to checked fields, before which they take precedence. Rejects the request's own fields, and what is not JSON. */
    public static Map<String, Object> added(
            Map<String, Object> checked, Map<String, ?> extraBody, Set<String> ownFields) {
        if (extraBody.isEmpty()) {
            return checked;
        }
        Map<String, Object> all = new LinkedHashMap<>(checked);
        extraBody.forEach((field, value) -> {
            if (ownFields.contains(field)) {
                throw new IllegalArgumentException(
                        "extraBody holds '" + field + "': set the request's own field instead");
            }
            all.put(field, PlainJson.copy("extraBody holds '" + field + "' with", value));
        });
        return Collections.unmodifiableMap(all);
    }
}
