package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the list of models. */
public final class ModelListFields implements ResponseFields<List<ModelDescription>> {

    private @Nullable List<ModelDescription> models;

    @Override
    public boolean read(String field, JsonParser parser) throws IOException {
        if (!field.equals("data") || parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        List<ModelDescription> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("a list of models that holds something else");
            }
            list.add(model(parser));
        }
        models = List.copyOf(list);
        return true;
    }

    private static ModelDescription model(JsonParser parser) throws IOException {
        ModelFields model = new ModelFields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("object")) {
                parser.skipChildren();
            } else {
                model.read(field, parser);
            }
        }
        return model.description();
    }

    @Override
    public boolean found() {
        return models != null;
    }

    @Override
    public List<ModelDescription> result(ResponseDetails response) throws IOException {
        if (models == null) {
            throw new IOException("no list of models");
        }
        return models;
    }
}
