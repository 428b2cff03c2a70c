package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.file.FileUpload;
import io.github.minimax4j.core.file.StoredFile;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.decode.EmbeddingFields;
import io.github.minimax4j.core.internal.decode.FileFields;
import io.github.minimax4j.core.internal.decode.ImageFields;
import io.github.minimax4j.core.internal.decode.InputTokensFields;
import io.github.minimax4j.core.internal.decode.ModelFields;
import io.github.minimax4j.core.internal.decode.ModelListFields;
import io.github.minimax4j.core.internal.decode.ResponseFields;
import io.github.minimax4j.core.internal.decode.TokenPlanFields;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.github.minimax4j.core.plan.TokenPlan;
import io.github.minimax4j.core.transport.HttpTransport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to an endpoint that responds with one JSON object.
 *
 * @param operation the kind of call
 * @param model     the model, or null
 * @param fields    creates the collector of the response's members, one for each attempt
 * @param declared  makes the HTTP request of an endpoint
 * @param <T>       the response
 */
public record JsonRequest<T>(
        Operation operation, @Nullable String model, Supplier<ResponseFields<T>> fields, Declared declared) {

    /** Builds the HTTP request. */
    @FunctionalInterface
    public interface Declared {

        HttpTransport.Request request(Endpoints endpoints, RequestHeaders headers);
    }

    public static JsonRequest<List<ModelDescription>> models() {
        return new JsonRequest<>(
                Operation.MODELS,
                null,
                ModelListFields::new,
                (endpoints, headers) -> endpoints.models().request(headers, null));
    }

    public static JsonRequest<ModelDescription> model(String id) {
        if (id == null || id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("id is '" + id + "': give the id of a model, such as MiniMax-M3");
        }
        // ids of other vendors contain slashes
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return new JsonRequest<>(
                Operation.MODELS,
                id,
                ModelFields::new,
                (endpoints, headers) -> endpoints.model(segment).request(headers, null));
    }

    public static JsonRequest<EmbeddingResult> embeddings(EmbeddingRequest request) {
        int texts = request.texts().size();
        return new JsonRequest<>(
                Operation.EMBEDDINGS,
                request.model(),
                () -> new EmbeddingFields(texts),
                (endpoints, headers) -> endpoints.embeddings().request(headers, new RequestBody(request.body())));
    }

    public static JsonRequest<ImageResult> images(ImageRequest request) {
        return new JsonRequest<>(
                Operation.IMAGES,
                request.model(),
                ImageFields::new,
                (endpoints, headers) -> endpoints.images().request(headers, new RequestBody(request.body())));
    }

    public static JsonRequest<Integer> inputTokens(String model, RequestBody body) {
        return new JsonRequest<>(
                Operation.INPUT_TOKENS,
                model,
                InputTokensFields::new,
                (endpoints, headers) -> endpoints.inputTokens().request(headers, body));
    }

    public static JsonRequest<TokenPlan> tokenPlan() {
        return new JsonRequest<>(
                Operation.TOKEN_PLAN,
                null,
                TokenPlanFields::new,
                (endpoints, headers) -> endpoints.tokenPlan().request(headers, null));
    }

    public static JsonRequest<StoredFile> upload(FileUpload upload) {
        MultipartBody body = new MultipartBody(upload);
        return file(FileFields::one, (endpoints, headers) -> endpoints.upload().upload(headers, body));
    }

    public static JsonRequest<List<StoredFile>> files(@Nullable String purpose) {
        return file(
                FileFields::all,
                (endpoints, headers) -> endpoints.files(purpose).request(headers, null));
    }

    public static JsonRequest<StoredFile> file(String id) {
        String checked = fileId(id);
        return file(
                FileFields::one, (endpoints, headers) -> endpoints.file(checked).request(headers, null));
    }

    public static JsonRequest<String> deletion(String id, @Nullable String purpose) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("file_id", fileId(id));
        if (purpose != null) {
            body.put("purpose", purpose);
        }
        return file(
                () -> FileFields.deleted(id),
                (endpoints, headers) -> endpoints.deletion().request(headers, new RequestBody(body)));
    }

    private static <T> JsonRequest<T> file(Supplier<ResponseFields<T>> fields, Declared declared) {
        return new JsonRequest<>(Operation.FILES, null, fields, declared);
    }

    private static String fileId(String id) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("id is '" + id + "': give the id of a file, as its upload returned it");
        }
        return id;
    }
}
