package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.internal.config.Endpoint;
import java.util.Map;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HeaderMap;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/** The endpoints below {@link Endpoint#root}, as Retrofit sees them. The answer goes to the sink, see {@link PushedCall}. */
public interface MiniMaxApi {

    String MODELS = "models";

    String EMBEDDINGS = "embeddings";

    String IMAGES = "image_generation";

    /** {@code POST chat/completions}, unary or as a stream. */
    @POST
    @Headers("Content-Type: application/json")
    Call<Void> chat(
            @Url String url,
            @HeaderMap Map<String, String> headers,
            @Body ChatCompletionRequest request,
            @Tag AnswerForm form,
            @Tag ResponseSink sink);

    /** {@code GET models}. */
    @GET(MODELS)
    Call<Void> models(@HeaderMap Map<String, String> headers, @Tag ResponseSink sink);

    /** {@code GET models/{id}}; the id is percent-encoded. */
    @GET(MODELS + "/{id}")
    Call<Void> model(
            @Path(value = "id", encoded = true) String id,
            @HeaderMap Map<String, String> headers,
            @Tag ResponseSink sink);

    /** {@code POST embeddings} in MiniMax's own form (Q38). */
    @POST(EMBEDDINGS)
    @Headers("Content-Type: application/json")
    Call<Void> embeddings(
            @HeaderMap Map<String, String> headers, @Body EmbeddingRequest request, @Tag ResponseSink sink);

    /** {@code POST image_generation}. */
    @POST(IMAGES)
    @Headers("Content-Type: application/json")
    Call<Void> images(@HeaderMap Map<String, String> headers, @Body ImageRequest request, @Tag ResponseSink sink);
}
