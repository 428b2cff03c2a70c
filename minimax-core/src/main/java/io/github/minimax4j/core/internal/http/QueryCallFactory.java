package io.github.minimax4j.core.internal.http;

import java.util.Map;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Adds query parameters to the URL of each request, behind what logs and errors show: some gateways take their key there. Names and
 * values are percent-encoded. Thread-safe.
 */
public final class QueryCallFactory implements Call.Factory {

    private final Call.Factory carrier;

    private final Map<String, String> parameters;

    private QueryCallFactory(Call.Factory carrier, Map<String, String> parameters) {
        this.carrier = carrier;
        this.parameters = parameters;
    }

    public static Call.Factory around(Call.Factory carrier, Map<String, String> parameters) {
        return parameters.isEmpty() ? carrier : new QueryCallFactory(carrier, parameters);
    }

    @Override
    public Call newCall(Request request) {
        HttpUrl.Builder url = request.url().newBuilder();
        parameters.forEach(url::addQueryParameter);
        return carrier.newCall(request.newBuilder().url(url.build()).build());
    }
}
