package io.github.minimax4j.core;

import java.util.Map;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.HeaderMap;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/** The endpoints, as Retrofit sees them. The answer goes to the sink, see {@link JdkCallFactory}. */
interface MiniMaxApi {

    /** {@code POST /v1/chat/completions}, unary or as a stream. */
    @POST
    @Headers("Content-Type: application/json")
    Call<Void> chat(
            @Url String path,
            @HeaderMap Map<String, String> headers,
            @Body ChatCompletionRequest request,
            @Tag ResponseSink sink);
}
