package io.github.minimax4j.examples.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.minimax4j.test.MiniMaxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Asks the stand-in without a client of ours. */
final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Http() {}

    static HttpResponse<String> post(MiniMaxServer server, String body) {
        return post(server, "/v1/chat/completions", body);
    }

    static HttpResponse<String> post(MiniMaxServer server, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> get(MiniMaxServer server, String path) {
        return send(HttpRequest.newBuilder(URI.create(server.baseUrl() + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object at(HttpResponse<String> response, String path) {
        return at(response.body(), path);
    }

    /** The value at a path of a JSON text, such as choices[0].delta; the string "absent" if there is none. */
    static Object at(String json, String path) {
        try {
            JsonNode node = MAPPER.readTree(json)
                    .at("/" + path.replace("[", "/").replace("]", "").replace('.', '/'));
            return node.isMissingNode() ? "absent" : MAPPER.treeToValue(node, Object.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /** The payloads of the events in a body, in order. */
    static List<String> events(HttpResponse<String> response) {
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).strip())
                .filter(payload -> !payload.isEmpty())
                .toList();
    }

    /** All values at a path in the events, joined; events without it add nothing. */
    static String joined(List<String> events, String path) {
        StringBuilder all = new StringBuilder();
        for (String event : events) {
            Object value = event.equals("[DONE]") ? "absent" : at(event, path);
            if (!"absent".equals(value)) {
                all.append(value);
            }
        }
        return all.toString();
    }
}
