package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the description of one model. */
public final class ModelFields implements ResponseFields<ModelDescription> {

    private @Nullable String id;

    private @Nullable Long created;

    private @Nullable String ownedBy;

    private final Map<String, Object> attributes = new LinkedHashMap<>();

    @Override
    public boolean read(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "id" -> id = ErrorFields.text(parser);
            case "created" -> created = ErrorFields.number(parser);
            case "owned_by" -> ownedBy = ErrorFields.text(parser);
            default -> {
                Object value = JsonValues.read(parser);
                if (value != null) {
                    attributes.put(field, value);
                }
            }
        }
        return true;
    }

    @Override
    public boolean found() {
        return id != null;
    }

    @Override
    public ModelDescription result(ResponseDetails response) throws IOException {
        return description();
    }

    ModelDescription description() throws IOException {
        if (id == null) {
            throw new IOException("a model without an id");
        }
        return new ModelDescription(id, created, ownedBy, attributes);
    }
}
