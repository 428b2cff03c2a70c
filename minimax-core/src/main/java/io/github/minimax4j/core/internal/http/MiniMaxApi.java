package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.config.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;
import retrofit2.http.Streaming;
import retrofit2.http.Url;

/**
 * The endpoints below {@link Endpoint#root}, declared for Retrofit. A method sends nothing: it returns what all requests to the endpoint
 * have in common.
 */
public interface MiniMaxApi {

    /** {@code POST chat/completions}. */
    @POST
    DeclaredRequest chat(@Url String url, @QueryMap Map<String, String> query);

    /** {@code POST chat/completions} for a stream of events. */
    @POST
    @Streaming
    DeclaredRequest chatStream(@Url String url, @QueryMap Map<String, String> query);

    /** {@code GET models}. */
    @GET("models")
    DeclaredRequest models(@QueryMap Map<String, String> query);

    /** {@code GET models/{id}}; the id is percent-encoded. */
    @GET("models/{id}")
    DeclaredRequest model(@Path(value = "id", encoded = true) String id, @QueryMap Map<String, String> query);

    /** {@code POST embeddings} in MiniMax's own form (Q38). */
    @POST("embeddings")
    DeclaredRequest embeddings(@QueryMap Map<String, String> query);

    /** {@code POST image_generation}. */
    @POST("image_generation")
    DeclaredRequest images(@QueryMap Map<String, String> query);

    /** {@code POST t2a_v2}. */
    @POST("t2a_v2")
    DeclaredRequest speech(@QueryMap Map<String, String> query);

    /** {@code POST responses/input_tokens}. */
    @POST("responses/input_tokens")
    DeclaredRequest inputTokens(@QueryMap Map<String, String> query);

    /** {@code GET token_plan/remains}. */
    @GET("token_plan/remains")
    DeclaredRequest tokenPlan(@QueryMap Map<String, String> query);

    /** {@code POST files/upload}, with a {@link MultipartBody}. */
    @POST("files/upload")
    DeclaredRequest upload(@QueryMap Map<String, String> query);

    /** {@code GET files/list}; without a purpose, of all files. */
    @GET("files/list")
    DeclaredRequest files(@Query("purpose") @Nullable String purpose, @QueryMap Map<String, String> query);

    /** {@code GET files/retrieve}. */
    @GET("files/retrieve")
    DeclaredRequest file(@Query("file_id") String id, @QueryMap Map<String, String> query);

    /** {@code POST files/delete}. */
    @POST("files/delete")
    DeclaredRequest deletion(@QueryMap Map<String, String> query);
}
