package io.github.minimax4j.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The scripted response of a {@link MiniMaxServer} to one request. Immutable: every method returns a modified copy, so a reply can be kept
 * in a constant, shared between threads and reused.
 *
 * <pre>{@code
 * Reply.text("Hello.").thinking("Greet.").usage(10, 5)
 * Reply.toolCall("get_weather", "{\"city\":\"Oslo\"}").toolCall("get_time", "{}")
 * Reply.text("Once upon a time").streamed(stream -> stream.pause(Duration.ofMillis(20))).cutAfterEvents(2)
 * Reply.error(2013, "invalid params, unknown model 'x'")
 * Reply.raw(404, "text/plain", "404 page not found")
 * }</pre>
 *
 * <p>The static methods create a reply; the methods below them change how it is delivered. Positions in bytes count the bytes of the body,
 * without the HTTP head and the framing of HTTP chunks. Positions in events count server-sent events with data, including {@code [DONE]}
 * but not comments. A position beyond the end of the body means its end. A reply has at most one of the faults cut, reset and stall: the
 * last one set applies.
 */
public sealed interface Reply permits BaseReply {

    /** A response with this text. To add more, see {@link CompletionReply}. */
    static CompletionReply text(String text) {
        return new CompletionReply().text(text);
    }

    /** A response that (so far) consists of thinking only. */
    static CompletionReply thinking(String thinking) {
        return new CompletionReply().thinking(thinking);
    }

    /**
     * A response that calls a tool, with a generated id in MiniMax's form, {@code call_function_<random>_<number>}.
     *
     * @param argumentsJson sent unchanged, whether valid JSON or not
     */
    static CompletionReply toolCall(String name, String argumentsJson) {
        return new CompletionReply().toolCall(name, argumentsJson);
    }

    /**
     * A response that calls a tool.
     *
     * @param argumentsJson sent unchanged, whether valid JSON or not
     */
    static CompletionReply toolCall(String id, String name, String argumentsJson) {
        return new CompletionReply().toolCall(id, name, argumentsJson);
    }

    /** A response whose text is this value as JSON. The value may consist of maps, lists, strings, numbers, booleans and null. */
    static CompletionReply json(Map<String, ?> value) {
        return text(Json.write(value));
    }

    /** A response whose text is this JSON, sent unchanged. */
    static CompletionReply json(String json) {
        return text(json);
    }

    /**
     * An error in the form of the OpenAI path ({@link ErrorShape#ENVELOPE}), with the HTTP status that MiniMax has been observed to use for
     * this code (500 for an unknown code).
     *
     * @param code MiniMax's code, for example 1008
     */
    static Reply error(int code, String message) {
        return error(ErrorShape.ENVELOPE, ErrorShape.usualStatus(code), code, message);
    }

    /**
     * An error. The same reply works for unary calls, rejected streams, and {@link CompletionReply#errorAfterEvents(int, Reply)}.
     *
     * @param httpStatus the status sent; {@link ErrorShape#ENVELOPE_WITH_STATUS_200} writes it in the body only
     * @param code MiniMax's code; 0 for an error without one
     */
    static Reply error(ErrorShape shape, int httpStatus, int code, String message) {
        return new ErrorReply(shape, httpStatus, code, message);
    }

    /** The response of {@code GET /v1/models}: a list of models with these ids. */
    static Reply models(String... ids) {
        List<String> list = List.of(ids);
        return new JsonReply((request, traceId) -> EndpointJson.models(list));
    }

    /** The response of {@code GET /v1/models/{id}}: the description of one model. */
    static Reply model(String id) {
        return new JsonReply((request, traceId) -> EndpointJson.model(id));
    }

    /**
     * The response of {@code POST /v1/embeddings}: one vector for each of the request's {@code texts}. Each word counts as a token.
     *
     * @param embedder computes the vector of a text; runs on the server's threads
     */
    static Reply embeddings(Function<String, float[]> embedder) {
        return new JsonReply((request, traceId) -> EndpointJson.embeddings(request, embedder));
    }

    /** The response of {@code POST /v1/responses/input_tokens}: the number of tokens of an input. */
    static Reply inputTokens(int tokens) {
        return new JsonReply((request, traceId) -> EndpointJson.inputTokens(tokens));
    }

    /**
     * The response of {@code GET /v1/token_plan/remains}: one quota, {@code general}.
     *
     * @param intervalPercent what is left of the window of five hours
     * @param weeklyPercent   what is left of the week
     */
    static Reply tokenPlan(int intervalPercent, int weeklyPercent) {
        return new JsonReply((request, traceId) -> EndpointJson.tokenPlan(intervalPercent, weeklyPercent));
    }

    /** The response of {@code /v1/files/upload}, {@code retrieve} and {@code delete}: a video with this id. */
    static Reply file(String id) {
        return new JsonReply((request, traceId) -> EndpointJson.file(id));
    }

    /** The response of {@code /v1/files/list}: videos with these ids. */
    static Reply files(String... ids) {
        List<String> list = List.of(ids);
        return new JsonReply((request, traceId) -> EndpointJson.files(list));
    }

    /** The response of {@code POST /v1/t2a_v2}: this audio, in hexadecimal digits, as mp3. */
    static Reply speech(byte[] audio) {
        String hex = HexFormat.of().formatHex(audio);
        return new JsonReply((request, traceId) -> EndpointJson.speech(traceId, hex, audio.length));
    }

    /** The response of {@code POST /v1/t2a_v2} to a request for an address. */
    static Reply speechUrl(String url) {
        return new JsonReply((request, traceId) -> EndpointJson.speech(traceId, url, 160_323));
    }

    /** The response of {@code POST /v1/image_generation}: images by URL. */
    static Reply imageUrls(String... urls) {
        String[] images = urls.clone();
        return new JsonReply((request, traceId) -> EndpointJson.images(traceId, "image_urls", images));
    }

    /** The response of {@code POST /v1/image_generation}: images as Base64. */
    static Reply imagesBase64(byte[]... images) {
        String[] encoded =
                Stream.of(images).map(Base64.getEncoder()::encodeToString).toArray(String[]::new);
        return new JsonReply((request, traceId) -> EndpointJson.images(traceId, "image_base64", encoded));
    }

    /** Any body, sent as UTF-8. The only headers are {@code Content-Type} and the length. */
    static Reply raw(int status, String contentType, String body) {
        return raw(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Any body. The only headers are {@code Content-Type} and the length. */
    static Reply raw(int status, String contentType, byte[] body) {
        return new RawReply(contentType, body, true, Delivery.PLAIN.withStatus(status));
    }

    /** These bytes instead of an HTTP response; then the connection is closed. */
    static Reply rawBytes(byte[] bytes) {
        return new RawReply("", bytes, false, Delivery.PLAIN);
    }

    /** A stream of these events, one payload each, sent unchanged: {@code data: <payload>} and an empty line. */
    static EventsReply events(String... payloads) {
        return new EventsReply(List.of(payloads));
    }

    /** No response: the server reads the request and then sends nothing until the client hangs up. */
    static Reply stall() {
        return rawBytes(new byte[0]).stallAfter(0);
    }

    /**
     * No response: the server reads the request and closes the connection; with {@code .resetAfter(0)} it resets the connection instead.
     */
    static Reply disconnect() {
        return rawBytes(new byte[0]).cutAfter(0);
    }

    /** Sets the HTTP status. Default: 200, or the status of the error. */
    Reply status(int status);

    /**
     * Adds a response header. It replaces the server's own header of the same name; further calls with this name add values. With
     * {@code Content-Length} or {@code Transfer-Encoding}, the body is sent without any framing, so the header may be wrong.
     */
    Reply header(String name, String value);

    /** Waits this long before it sends the head. */
    Reply delay(Duration delay);

    /** Closes the connection (FIN) after this many bytes of the body. */
    Reply cutAfter(long bytes);

    /** Closes the connection (FIN) after this many events. */
    Reply cutAfterEvents(int events);

    /** Resets the connection (RST) after this many bytes of the body. The client may lose bytes that it has not read yet. */
    Reply resetAfter(long bytes);

    /** Resets the connection (RST) after this many events. The client may lose events that it has not read yet. */
    Reply resetAfterEvents(int events);

    /** Sends nothing more after this many bytes of the body and waits until the client hangs up. */
    Reply stallAfter(long bytes);

    /** Sends nothing more after this many events and waits until the client hangs up. */
    Reply stallAfterEvents(int events);

    /** Sends the body in writes of at most this many bytes with a pause between them; this splits multi-byte characters. */
    Reply trickle(int bytesPerWrite, Duration pause);

    /** Inserts these bytes (UTF-8) into the body after this many of its bytes; the rest follows. */
    Reply garbageAfter(long bytes, String garbage);

    /** Inserts these bytes (UTF-8) into the body after this many events, unchanged; the rest follows. */
    Reply garbageAfterEvents(int events, String garbage);

    /**
     * Sends the body without a length and without chunks, as HTTP/1.0 did: the end of the connection ends the body. The client can then
     * distinguish a cut from a regular end only by what it has read.
     */
    Reply untilClose();
}
