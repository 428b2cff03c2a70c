package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.decode.AnswerFields;
import io.github.minimax4j.core.internal.decode.EmbeddingFields;
import io.github.minimax4j.core.internal.decode.ImageFields;
import io.github.minimax4j.core.internal.decode.ModelFields;
import io.github.minimax4j.core.internal.decode.ModelListFields;
import io.github.minimax4j.core.listener.CallDescription.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * What is asked of an endpoint that answers with one JSON object.
 *
 * @param operation what kind of call it is
 * @param model  the model asked, or null
 * @param method the HTTP method
 * @param path   the path asked, below {@link Endpoint#root}
 * @param body   the request's body, or null if it has none
 * @param fields makes what gathers the answer, one for each attempt
 * @param sender hands the call to Retrofit
 * @param <T>    the answer
 */
public record JsonCall<T>(
        Operation operation,
        @Nullable String model,
        String method,
        String path,
        @Nullable Object body,
        Supplier<AnswerFields<T>> fields,
        Sender sender) {

    /** Makes Retrofit's call. */
    @FunctionalInterface
    public interface Sender {

        Call<Void> send(MiniMaxApi api, Map<String, String> headers, ResponseSink sink);
    }

    public static JsonCall<List<ModelDescription>> models() {
        return new JsonCall<>(
                Operation.MODELS, null, "GET", MiniMaxApi.MODELS, null, ModelListFields::new, MiniMaxApi::models);
    }

    public static JsonCall<ModelDescription> model(String id) {
        if (id == null || id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("id is '" + id + "': give the id of a model, such as MiniMax-M3");
        }
        // ids of other vendors hold slashes
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return new JsonCall<>(
                Operation.MODELS,
                id,
                "GET",
                MiniMaxApi.MODELS + "/" + segment,
                null,
                ModelFields::new,
                (api, headers, sink) -> api.model(segment, headers, sink));
    }

    public static JsonCall<EmbeddingResult> embeddings(EmbeddingRequest request) {
        int texts = request.texts().size();
        return new JsonCall<>(
                Operation.EMBEDDINGS,
                request.model(),
                "POST",
                MiniMaxApi.EMBEDDINGS,
                request,
                () -> new EmbeddingFields(texts),
                (api, headers, sink) -> api.embeddings(headers, request, sink));
    }

    public static JsonCall<ImageResult> images(ImageRequest request) {
        return new JsonCall<>(
                Operation.IMAGES,
                request.model(),
                "POST",
                MiniMaxApi.IMAGES,
                request,
                ImageFields::new,
                (api, headers, sink) -> api.images(headers, request, sink));
    }
}
