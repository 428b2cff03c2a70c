package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the list of models. */
public final class ModelListFields implements ResponseFields<List<ModelDescription>> {

    @Override
    public boolean found(Map<String, Object> members) {
        return members.get("data") instanceof List;
    }

    @Override
    public List<ModelDescription> result(Map<String, Object> members, ResponseDetails response) throws IOException {
        if (!(members.get("data") instanceof List<?> models)) {
            throw new IOException("no list of models");
        }
        List<ModelDescription> list = new ArrayList<>();
        for (Object model : models) {
            if (!(model instanceof Map<?, ?> described)) {
                throw new IOException("a list of models that holds something else");
            }
            list.add(ModelFields.description(described));
        }
        return List.copyOf(list);
    }
}
