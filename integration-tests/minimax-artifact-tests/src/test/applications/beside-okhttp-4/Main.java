package application;

import java.io.IOException;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;

/** Calls another service with Retrofit and OkHttp of its own. */
public class Main {

    interface Models {

        @GET("v1/models")
        Call<ResponseBody> list();
    }

    public static void main(String[] args) throws IOException {
        Calls.make(args[0]);

        OkHttpClient client = new OkHttpClient();
        Models models = new Retrofit.Builder()
                .baseUrl(args[0] + "/")
                .client(client)
                .build()
                .create(Models.class);
        try (ResponseBody body = models.list().execute().body()) {
            System.out.println("OkHttp " + OkHttp.VERSION + ": " + body.string());
        }
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
