package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.transport.HttpTransport;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HeaderMap;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;
import retrofit2.http.Streaming;
import retrofit2.http.Url;

/**
 * The endpoints below {@link Endpoint#root}, declared for Retrofit. A method sends nothing: it returns the request, see
 * {@link DeclaredRequests}.
 */
public interface MiniMaxApi {

    /** {@code POST chat/completions}. */
    @POST
    HttpTransport.Request chat(
            @Url String url,
            @HeaderMap Map<String, String> headers,
            @QueryMap Map<String, String> query,
            @Body ChatCompletionRequest request);

    /** {@code POST chat/completions} for a stream of events. */
    @POST
    @Streaming
    HttpTransport.Request chatStream(
            @Url String url,
            @HeaderMap Map<String, String> headers,
            @QueryMap Map<String, String> query,
            @Body ChatCompletionRequest request);

    /** {@code GET models}. */
    @GET("models")
    HttpTransport.Request models(@HeaderMap Map<String, String> headers, @QueryMap Map<String, String> query);

    /** {@code GET models/{id}}; the id is percent-encoded. */
    @GET("models/{id}")
    HttpTransport.Request model(
            @Path(value = "id", encoded = true) String id,
            @HeaderMap Map<String, String> headers,
            @QueryMap Map<String, String> query);

    /** {@code POST embeddings} in MiniMax's own form (Q38). */
    @POST("embeddings")
    HttpTransport.Request embeddings(
            @HeaderMap Map<String, String> headers,
            @QueryMap Map<String, String> query,
            @Body EmbeddingRequest request);

    /** {@code POST image_generation}. */
    @POST("image_generation")
    HttpTransport.Request images(
            @HeaderMap Map<String, String> headers, @QueryMap Map<String, String> query, @Body ImageRequest request);
}
