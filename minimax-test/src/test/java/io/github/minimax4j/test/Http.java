package io.github.minimax4j.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The JDK's client, and a reader of events that is written down anew here, so that it does not share the server's mistakes. */
final class Http {

    static final String CHAT = "/v1/chat/completions";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> post(MiniMaxServer server, String body) {
        return post(server, CHAT, body);
    }

    static HttpResponse<String> post(MiniMaxServer server, String path, String body) {
        try {
            return CLIENT.send(request(server, path, body), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest request(MiniMaxServer server, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    static HttpResponse<String> get(MiniMaxServer server, String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A chat request of one user message; members such as {@code "stream":true} may be added. */
    static String chat(String userText, String... members) {
        StringBuilder body = new StringBuilder(
                        "{\"model\":\"MiniMax-M3\",\"messages\":[{\"role\":\"user\",\"content\":")
                .append(Json.write(userText))
                .append("}]");
        for (String member : members) {
            body.append(',').append(member);
        }
        return body.append('}').toString();
    }

    static String stream(String... members) {
        String[] all = java.util.Arrays.copyOf(members, members.length + 1);
        all[members.length] = "\"stream\":true";
        return chat("Hi", all);
    }

    static Object at(HttpResponse<String> response, String path) {
        return at(response.body(), path);
    }

    /** The value at a path of a JSON text, the string "absent" if there is none. */
    static Object at(String json, String path) {
        Object value = JsonPath.find(Json.parse(json), path);
        return value == JsonPath.ABSENT ? "absent" : value;
    }

    /** The payloads of the events in a body, in order. */
    static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).strip())
                .filter(payload -> !payload.isEmpty())
                .toList();
    }

    static List<String> events(HttpResponse<String> response) {
        return events(response.body());
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
