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
import io.github.minimax4j.core.internal.decode.SpeechFields;
import io.github.minimax4j.core.internal.decode.TokenPlanFields;
import io.github.minimax4j.core.internal.json.RequestBody;
import io.github.minimax4j.core.listener.CallListener.CallDescription.Operation;
import io.github.minimax4j.core.plan.TokenPlan;
import io.github.minimax4j.core.speech.SpeechRequest;
import io.github.minimax4j.core.speech.SpeechResult;
import io.github.minimax4j.core.transport.HttpTransport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to an endpoint that responds with one JSON object.
 *
 * @param operation the kind of call
 * @param model     the model, or null
 * @param fields    creates the collector of the response's members, one for each attempt
 * @param endpoint  chooses the endpoint
 * @param body      a {@link RequestBody}, a {@link MultipartBody}, or null
 * @param <T>       the response
 */
public record JsonRequest<T>(
        Operation operation,
        @Nullable String model,
        Supplier<ResponseFields<T>> fields,
        Function<Endpoints, DeclaredRequest> endpoint,
        @Nullable Object body) {

    /** The HTTP request. */
    public HttpTransport.Request request(Endpoints endpoints, RequestHeaders headers) {
        DeclaredRequest declared = endpoint.apply(endpoints);
        return body instanceof MultipartBody form
                ? declared.upload(headers, form)
                : declared.request(headers, (RequestBody) body);
    }

    public static JsonRequest<List<ModelDescription>> models() {
        return new JsonRequest<>(Operation.MODELS, null, ModelListFields::new, rare(MiniMaxApi::models), null);
    }

    public static JsonRequest<ModelDescription> model(String id) {
        if (id == null || id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("id is '" + id + "': give the id of a model, such as MiniMax-M3");
        }
        // ids of other vendors contain slashes
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return new JsonRequest<>(
                Operation.MODELS, id, ModelFields::new, rare((api, query) -> api.model(segment, query)), null);
    }

    public static JsonRequest<EmbeddingResult> embeddings(EmbeddingRequest request) {
        int texts = request.texts().size();
        return new JsonRequest<>(
                Operation.EMBEDDINGS,
                request.model(),
                () -> new EmbeddingFields(texts),
                Endpoints::embeddings,
                new RequestBody(request.body()));
    }

    public static JsonRequest<ImageResult> images(ImageRequest request) {
        RequestBody body = new RequestBody(request.body());
        return new JsonRequest<>(Operation.IMAGES, request.model(), ImageFields::new, rare(MiniMaxApi::images), body);
    }

    public static JsonRequest<SpeechResult> speech(SpeechRequest request) {
        RequestBody body = new RequestBody(request.body());
        return new JsonRequest<>(Operation.SPEECH, request.model(), SpeechFields::new, rare(MiniMaxApi::speech), body);
    }

    public static JsonRequest<Integer> inputTokens(String model, RequestBody body) {
        return new JsonRequest<>(
                Operation.INPUT_TOKENS, model, InputTokensFields::new, rare(MiniMaxApi::inputTokens), body);
    }

    public static JsonRequest<TokenPlan> tokenPlan() {
        return new JsonRequest<>(Operation.TOKEN_PLAN, null, TokenPlanFields::new, rare(MiniMaxApi::tokenPlan), null);
    }

    public static JsonRequest<StoredFile> upload(FileUpload upload) {
        return file(FileFields::one, MiniMaxApi::upload, new MultipartBody(upload));
    }

    public static JsonRequest<List<StoredFile>> files(@Nullable String purpose) {
        return file(FileFields::all, (api, query) -> api.files(purpose, query), null);
    }

    public static JsonRequest<StoredFile> file(String id) {
        String checked = fileId(id);
        return file(FileFields::one, (api, query) -> api.file(checked, query), null);
    }

    public static JsonRequest<String> deletion(String id, @Nullable String purpose) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("file_id", fileId(id));
        if (purpose != null) {
            body.put("purpose", purpose);
        }
        return file(() -> FileFields.deleted(id), MiniMaxApi::deletion, new RequestBody(body));
    }

    private static <T> JsonRequest<T> file(
            Supplier<ResponseFields<T>> fields,
            BiFunction<MiniMaxApi, Map<String, String>, DeclaredRequest> declared,
            @Nullable Object body) {
        return new JsonRequest<>(Operation.FILES, null, fields, rare(declared), body);
    }

    private static Function<Endpoints, DeclaredRequest> rare(
            BiFunction<MiniMaxApi, Map<String, String>, DeclaredRequest> declared) {
        return endpoints -> endpoints.resolve(declared);
    }

    private static String fileId(String id) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("id is '" + id + "': give the id of a file, as its upload returned it");
        }
        return id;
    }
}
