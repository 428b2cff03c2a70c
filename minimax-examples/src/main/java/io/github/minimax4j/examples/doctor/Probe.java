package io.github.minimax4j.examples.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.transport.HttpTransport.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the service. Several beliefs may look at its response. Immutable: the methods return modified copies.
 *
 * @param name         unique, for reports
 * @param url          with the query, if there is one
 * @param body         JSON, or null for a GET
 * @param call         the call of the library's that reads the response
 * @param key          the key to send
 * @param hangUpAfter  closes the connection after so many events, 0 for never
 * @param outputTokens the most that the model may write; 0 if the request cannot reach a model
 */
record Probe(
        String name, String url, @Nullable String body, LibraryCall call, Key key, int hangUpAfter, int outputTokens) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    // what a service adds to the messages
    private static final int TEMPLATE = 100;
    private static final int TEMPLATE_WITH_TOOLS = 400;

    /** Which key a request carries. */
    enum Key {
        /** The user's. */
        VALID,
        /** One that no account has. */
        WRONG,
        NONE
    }

    /** A chat that the library composes. */
    static Probe chat(String name, Library library, ChatCompletionRequest request, boolean stream) {
        LibraryCall call = stream ? LibraryCall.stream(request) : LibraryCall.chat(request);
        return of(name, library, call).limited();
    }

    /** A chat with one message, written by hand, for fields and values that the library would refuse, repair or add. */
    static Probe say(String name, Library library, String text) {
        return messages(name, library, List.of(Map.of("role", "user", "content", text)));
    }

    /** A chat with these messages, written by hand. */
    static Probe messages(String name, Library library, List<?> messages) {
        Target target = library.target();
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model(target.model())
                .messages(Message.user("Hello"))
                .build();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", target.model());
        body.put("messages", messages);
        body.put(target.profile().outputLimitField(), target.fewWords());
        body.putAll(target.quiet());
        return of(name, library, LibraryCall.chat(request))
                .withBody(write(body))
                .limited();
    }

    /** The request of any call that the library makes. */
    static Probe of(String name, Library library, LibraryCall call) {
        Request request = library.compose(call);
        byte[] body = request.body();
        String json = body == null ? null : new String(body, StandardCharsets.UTF_8);
        return new Probe(name, request.url(), json, call, Key.VALID, 0, 0);
    }

    Probe with(String field, Object value) {
        Map<String, Object> changed = fields();
        changed.put(field, value);
        return withBody(write(changed)).limited();
    }

    Probe without(String field) {
        Map<String, Object> changed = fields();
        changed.remove(field);
        return withBody(write(changed)).limited();
    }

    /** The same request as another one, for a variation. */
    Probe named(String newName) {
        return new Probe(newName, url, body, call, key, hangUpAfter, outputTokens);
    }

    Probe withBody(String newBody) {
        return new Probe(name, url, newBody, call, key, hangUpAfter, outputTokens);
    }

    Probe withKey(Key newKey) {
        return new Probe(name, url, body, call, newKey, hangUpAfter, 0);
    }

    /** Sends it to another path, which the end of the URL is replaced by. */
    Probe withPath(String end, String newEnd) {
        return new Probe(name, url.replaceFirst(end + "(?=$|\\?)", newEnd), body, call, key, hangUpAfter, outputTokens);
    }

    /** A stream, read by the library as one. */
    Probe streamed() {
        Probe streamed = with("stream", true);
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("any")
                .messages(Message.user("Hello"))
                .build();
        return new Probe(
                name, url, streamed.body, LibraryCall.stream(request), key, hangUpAfter, streamed.outputTokens);
    }

    /** Stops reading after so many events, so that a service that accepts a large limit writes little. */
    Probe hangingUpAfter(int events, int tokensAtMost) {
        return new Probe(name, url, body, call, key, events, tokensAtMost);
    }

    /** Counts tokens that its fields do not show, such as those of an image. */
    Probe costing(int moreTokens) {
        return new Probe(name, url, body, call, key, hangUpAfter, outputTokens + moreTokens);
    }

    /** The tokens that this request can cost, if the service keeps to its output limit. */
    int tokensAtMost() {
        if (key != Key.VALID || body == null) {
            return 0;
        }
        int template = body.contains("\"tools\"") ? TEMPLATE_WITH_TOOLS : TEMPLATE;
        return template + body.length() / 2 + outputTokens;
    }

    private Probe limited() {
        Map<String, Object> fields = fields();
        int limit = 0;
        for (String field : List.of("max_completion_tokens", "max_tokens")) {
            if (fields.get(field) instanceof Integer number) {
                limit = Math.max(limit, number);
            }
        }
        int choices = fields.get("n") instanceof Integer number ? number : 1;
        return new Probe(name, url, body, call, key, hangUpAfter, limit * choices);
    }

    private Map<String, Object> fields() {
        if (body == null) {
            return new LinkedHashMap<>();
        }
        try {
            return JSON.readValue(body, OBJECT);
        } catch (JsonProcessingException e) {
            return new LinkedHashMap<>(); // sent as it is, because it is no JSON
        }
    }

    private static String write(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
