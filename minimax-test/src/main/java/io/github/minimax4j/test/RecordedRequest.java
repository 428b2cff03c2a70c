package io.github.minimax4j.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as a {@link MiniMaxServer} received it, for assertions and for rules.
 *
 * <pre>{@code
 * RecordedRequest request = server.takeRequest();
 * assertThat(request.path()).isEqualTo("/v1/chat/completions");
 * assertThat(request.at("messages[0].role")).isEqualTo("system");
 * assertThat(request.at("messages[-1].content")).isEqualTo("Hello");
 * }</pre>
 *
 * <p>JSON is returned as plain Java: {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code null}, and for numbers
 * {@code Integer} (or {@code Long}, {@code BigInteger} if too large) and {@code Double}. Immutable and thread-safe. {@link #toString()}
 * contains no header, so it never reveals an API key in a test report.
 */
public final class RecordedRequest {

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final int connection;
    private volatile @Nullable Parsed parsed;

    private record Parsed(@Nullable Object value, @Nullable String problem) {}

    RecordedRequest(String method, String target, Map<String, List<String>> headers, byte[] body, int connection) {
        this.method = method;
        this.target = target;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
        this.connection = connection;
    }

    /** The HTTP method, for example {@code POST}. */
    public String method() {
        return method;
    }

    /** The path without the query, for example {@code /v1/chat/completions}. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What follows the question mark, not decoded, or null without one. */
    public @Nullable String query() {
        int query = target.indexOf('?');
        return query < 0 ? null : target.substring(query + 1);
    }

    /** The first value of a header, or null if it was not sent. Names are case-insensitive. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(Objects.requireNonNull(name, "name"));
        return values == null ? null : values.get(0);
    }

    /** All headers. Look-ups by name are case-insensitive; the keys are spelled as they were sent. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The body as UTF-8 text, empty without one. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body's bytes (a copy). */
    public byte[] bodyBytes() {
        return body.clone();
    }

    /** The number of its connection, counted from 1 in the order in which they were opened. Equal numbers mean a reused connection. */
    public int connection() {
        return connection;
    }

    /**
     * The body as plain Java; null if the body is {@code null} or missing.
     *
     * @throws IllegalStateException if the body is not JSON
     */
    public @Nullable Object json() {
        Parsed result = parse();
        if (result.problem() != null) {
            throw new IllegalStateException(
                    "The body of " + method + " " + path() + " is not JSON (" + result.problem() + "): " + body());
        }
        return result.value();
    }

    /**
     * The value at a path in the JSON body, for example {@code messages[1].reasoning_details[0].text}; negative indexes
     * count from the end, so {@code messages[-1]} is the last message.
     *
     * @return null if there is no such member, or if it is null: {@link #has(String)} distinguishes the two
     * @throws IllegalArgumentException if the path is invalid
     * @throws IllegalStateException if the body is not JSON
     */
    public @Nullable Object at(String path) {
        Object value = JsonPath.find(json(), Objects.requireNonNull(path, "path"));
        return value == JsonPath.ABSENT ? null : value;
    }

    /**
     * Whether the JSON body has a member at this path, even if its value is null.
     *
     * @throws IllegalArgumentException if the path is invalid
     * @throws IllegalStateException if the body is not JSON
     */
    public boolean has(String path) {
        return JsonPath.find(json(), Objects.requireNonNull(path, "path")) != JsonPath.ABSENT;
    }

    /** The requested {@code model}, empty if there is none. */
    public String model() {
        return find("model") instanceof String model ? model : "";
    }

    /** Whether the request contains {@code "stream": true}. */
    public boolean isStream() {
        return Boolean.TRUE.equals(find("stream"));
    }

    /** The messages, in order; empty if there are none. */
    public List<Map<String, @Nullable Object>> messages() {
        return objects(find("messages"));
    }

    /**
     * The text of the last user message, with several text parts joined by line breaks; empty if there is none. Later messages of other
     * roles (tool results) are ignored.
     */
    public String lastUserText() {
        List<Map<String, @Nullable Object>> messages = messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if ("user".equals(messages.get(i).get("role"))) {
                return text(messages.get(i).get("content"));
            }
        }
        return "";
    }

    /** The texts of all system messages, joined by line breaks; empty if there are none. */
    public String systemText() {
        return messages().stream()
                .filter(message -> "system".equals(message.get("role")))
                .map(message -> text(message.get("content")))
                .collect(Collectors.joining("\n"));
    }

    /** The names of the tools offered, in order. */
    public List<String> toolNames() {
        return objects(find("tools")).stream()
                .map(tool -> JsonPath.find(tool, "function.name"))
                .map(String::valueOf)
                .toList();
    }

    /**
     * The tool results that the request ends with, in order: empty unless the last message has the role {@code tool}. A rule that calls a
     * tool usually needs the condition {@code request.toolResults().isEmpty()}, otherwise it calls the tool forever.
     */
    public List<String> toolResults() {
        List<String> results = new ArrayList<>();
        List<Map<String, @Nullable Object>> messages = messages();
        for (int i = messages.size() - 1;
                i >= 0 && "tool".equals(messages.get(i).get("role"));
                i--) {
            results.add(0, text(messages.get(i).get("content")));
        }
        return results;
    }

    /** Method, path, model and the start of the user's text, but no header. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(method).append(' ').append(path());
        if (!model().isEmpty()) {
            out.append(", model ").append(model());
        }
        if (isStream()) {
            out.append(", stream");
        }
        String text = lastUserText();
        if (!text.isEmpty()) {
            out.append(", user says \"");
            out.append(text.length() > 80 ? text.substring(0, 80) + "..." : text)
                    .append('"');
        }
        return out.toString();
    }

    /** As {@link #at(String)}, but null for a body that is not JSON: the server must respond to any request. */
    @Nullable
    Object find(String path) {
        Parsed result = parse();
        Object value = result.problem() == null ? JsonPath.find(result.value(), path) : null;
        return value == JsonPath.ABSENT ? null : value;
    }

    static String text(@Nullable Object content) {
        if (content instanceof String string) {
            return string;
        }
        return objects(content).stream()
                .map(part -> part.get("text"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining("\n"));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    objects.add((Map<String, @Nullable Object>) map);
                }
            }
        }
        return objects;
    }

    private Parsed parse() {
        Parsed result = parsed;
        if (result == null) {
            result = parse(body());
            parsed = result;
        }
        return result;
    }

    private static Parsed parse(String body) {
        if (body.isBlank()) {
            return new Parsed(null, null);
        }
        try {
            return new Parsed(Json.parse(body), null);
        } catch (IllegalArgumentException e) {
            return new Parsed(null, e.getMessage());
        }
    }
}
