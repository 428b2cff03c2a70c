package io.github.minimax4j.core;

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

/** The endpoints, as Retrofit sees them. The answer goes to the sink, see {@link PushedCall}. */
interface MiniMaxApi {

    String MODELS = "v1/models";

    String EMBEDDINGS = "v1/embeddings";

    String IMAGES = "v1/image_generation";

    /** {@code POST /v1/chat/completions}, unary or as a stream. */
    @POST
    @Headers("Content-Type: application/json")
    Call<Void> chat(
            @Url String path,
            @HeaderMap Map<String, String> headers,
            @Body ChatCompletionRequest request,
            @Tag AnswerForm form,
            @Tag ResponseSink sink);

    /** {@code GET /v1/models}. */
    @GET(MODELS)
    Call<Void> models(@HeaderMap Map<String, String> headers, @Tag ResponseSink sink);

    /** {@code GET /v1/models/{id}}; the id is percent-encoded. */
    @GET(MODELS + "/{id}")
    Call<Void> model(
            @Path(value = "id", encoded = true) String id,
            @HeaderMap Map<String, String> headers,
            @Tag ResponseSink sink);

    /** {@code POST /v1/embeddings} in MiniMax's own form (Q38). */
    @POST(EMBEDDINGS)
    @Headers("Content-Type: application/json")
    Call<Void> embeddings(
            @HeaderMap Map<String, String> headers, @Body EmbeddingRequest request, @Tag ResponseSink sink);

    /** {@code POST /v1/image_generation}. */
    @POST(IMAGES)
    @Headers("Content-Type: application/json")
    Call<Void> images(@HeaderMap Map<String, String> headers, @Body ImageRequest request, @Tag ResponseSink sink);
}
