package io.github.minimax4j.examples.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request and what came back, as it was on the wire. Contains no secret.
 *
 * @param status  0 if there is no response
 * @param headers in lower case, without those that name the account
 * @param body    as UTF-8
 * @param json    the body as JSON; of a stream, its first event that reports an error
 * @param events  the body as a stream
 * @param failure why the response is missing or incomplete, or null
 * @param hungUp  whether the doctor itself closed the connection, having seen enough
 * @param reading what the library makes of it, null without a response
 */
record Exchange(
        Probe probe,
        int status,
        Map<String, List<String>> headers,
        String body,
        JsonNode json,
        Events events,
        @Nullable String failure,
        boolean hungUp,
        Duration time,
        @Nullable Reading reading) {

    private static final Pattern CODE_IN_TEXT = Pattern.compile(".*\\((\\d{4,5})\\)\\s*", Pattern.DOTALL);

    private static final Set<Integer> TRANSIENT =
            Set.of(1000, 1001, 1002, 1013, 1024, 1033, 1039, 1041, 2045, 2062, 2064);

    private static final Set<Integer> NO_CREDIT = Set.of(1008, 1028, 1030, 2056);

    private static final Set<Integer> WRONG_KEY = Set.of(1004, 2049);

    /** For beliefs that no single response decides. */
    static final Exchange NONE = of(
            new Probe("none", "", null, LibraryCall.models(), Probe.Key.NONE, 0, 0),
            0,
            Map.of(),
            "",
            null,
            false,
            Duration.ZERO,
            null);

    static Exchange of(
            Probe probe,
            int status,
            Map<String, List<String>> headers,
            String body,
            @Nullable String failure,
            boolean hungUp,
            Duration time,
            @Nullable Reading reading) {
        Events events = Events.of(body);
        String text = body.strip();
        JsonNode json = text.startsWith("{") || text.startsWith("[")
                ? parse(text)
                : events.chunks().stream()
                        .filter(chunk -> code(chunk) != 0 || chunk.hasNonNull("error"))
                        .findFirst()
                        .orElse(MissingNode.getInstance());
        return new Exchange(probe, status, headers, body, json, events, failure, hungUp, time, reading);
    }

    /** A member of the body, such as {@code choices/0/message}. */
    JsonNode at(String path) {
        return json.at("/" + path);
    }

    boolean isEventStream() {
        return header("content-type").startsWith("text/event-stream");
    }

    String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? "" : String.join(", ", values);
    }

    /** MiniMax's code, wherever it is written, or 0. */
    int code() {
        return code(json);
    }

    /** The server's message about an error, or the beginning of the body. */
    String message() {
        String message = at("error/message")
                .asText(at("base_resp/status_msg").asText(at("message").asText("")));
        return message.isEmpty() ? body : message;
    }

    /** What the library takes for the text: the content without thinking. */
    String text() {
        return reading == null || reading.text() == null ? "" : reading.text();
    }

    boolean succeeded() {
        return status >= 200 && status < 300 && code() == 0 && !json.hasNonNull("error");
    }

    /** Status and code, and what the server says if it refuses. */
    String shown() {
        if (failure != null) {
            return failure;
        }
        if (succeeded()) {
            return "HTTP " + status;
        }
        return "HTTP " + status + (code() == 0 ? "" : ", code " + code()) + ": " + shortened(message(), 90);
    }

    /** Why the response says nothing about the request, or null. */
    @Nullable
    String obstacle() {
        if (status == 0 || failure != null) {
            return failure == null ? "no response" : failure;
        }
        boolean account = probe.key() == Probe.Key.VALID && (isWithoutCredit() || isKeyRefused());
        return isTransient() || account ? shown() : null;
    }

    static boolean isWithoutConnection(Exchange exchange) {
        return exchange.status == 0 && exchange.failure != null && exchange.failure.startsWith("no connection");
    }

    /** Whether the same request may succeed later. */
    boolean isTransient() {
        return TRANSIENT.contains(code())
                || code() == 0 && at("error/type").asText().equals("rate_limit_error")
                || code() == 0 && (status == 429 && !isWithoutCredit() || status == 503 || status == 529);
    }

    boolean isWithoutCredit() {
        return NO_CREDIT.contains(code()) || status == 402 || message().contains("insufficient_quota");
    }

    boolean isKeyRefused() {
        return WRONG_KEY.contains(code()) || code() == 0 && (status == 401 || status == 403);
    }

    /** Whether the service does not have the model, or not for this account. */
    boolean isModelMissing() {
        return code() == 2061 || message().contains("unknown model");
    }

    /** The tokens that the response says it used. */
    int reportedTokens() {
        int total = at("usage/total_tokens").asInt(at("total_tokens").asInt());
        for (JsonNode chunk : isEventStream() ? events.chunks() : List.<JsonNode>of()) {
            total = Math.max(total, chunk.at("/usage/total_tokens").asInt());
        }
        return total;
    }

    /** The tokens to count against the limit: what is reported, or else the most that it can be. */
    int countedTokens() {
        int reported = reportedTokens();
        if (reported > 0) {
            return reported;
        }
        return succeeded() || status == 0 ? probe.tokensAtMost() : 0;
    }

    static JsonNode parse(String text) {
        try {
            JsonNode node = Probe.JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static String shortened(String text, int length) {
        // control characters would reach the terminal
        String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length) + "…";
    }

    private static int code(JsonNode json) {
        int code = json.at("/base_resp/status_code").asInt();
        if (code != 0) {
            return code;
        }
        Matcher inText = CODE_IN_TEXT.matcher(
                json.at("/error/message").asText(json.at("/message").asText()));
        return inText.matches() ? Integer.parseInt(inText.group(1)) : 0;
    }
}
