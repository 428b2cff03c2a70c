package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.json.JsonValues.number;
import static io.github.minimax4j.core.internal.json.JsonValues.text;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes the description of one model. */
public final class ModelFields implements ResponseFields<ModelDescription> {

    private static final Set<String> KNOWN = Set.of("id", "created", "owned_by", "object");

    @Override
    public boolean found(Map<String, Object> members) {
        return text(members.get("id")) != null;
    }

    @Override
    public ModelDescription result(Map<String, Object> members, ResponseDetails response) throws IOException {
        members.keySet().removeAll(ErrorFields.NAMES);
        return description(members);
    }

    static ModelDescription description(Map<?, ?> model) throws IOException {
        String id = text(model.get("id"));
        if (id == null) {
            throw new IOException("a model without an id");
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        model.forEach((name, value) -> {
            if (value != null && !KNOWN.contains(name)) {
                attributes.put((String) name, value);
            }
        });
        return new ModelDescription(id, number(model.get("created")), text(model.get("owned_by")), attributes);
    }
}
