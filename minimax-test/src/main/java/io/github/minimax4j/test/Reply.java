package io.github.minimax4j.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a {@link MiniMaxServer} answers to one request. Immutable: every method returns a changed copy, so a reply may be
 * kept in a constant, shared between threads and used many times.
 *
 * <pre>{@code
 * Reply.text("Hello.").thinking("Greet.").usage(10, 5)
 * Reply.toolCall("get_weather", "{\"city\":\"Oslo\"}").toolCall("get_time", "{}")
 * Reply.text("Once upon a time").streamed(stream -> stream.pause(Duration.ofMillis(20))).cutAfterEvents(2)
 * Reply.error(2013, "invalid params, unknown model 'x'")
 * Reply.raw(404, "text/plain", "404 page not found")
 * }</pre>
 *
 * <p>The methods that start a reply are static; those below change how any reply travels. Positions in bytes count the
 * bytes of the body: neither the HTTP head nor the framing of HTTP chunks. Positions in events count server-sent events
 * that carry data, {@code [DONE]} included, comments not. A position behind the end of the body means its end. A reply
 * has at most one of the faults cut, reset and stall: the last one set counts.
 */
public sealed interface Reply permits BaseReply {

    /** An answer with this text; more can be added, see {@link CompletionReply}. */
    static CompletionReply text(String text) {
        return new CompletionReply().text(text);
    }

    /** An answer that (so far) consists of thinking only. */
    static CompletionReply thinking(String thinking) {
        return new CompletionReply().thinking(thinking);
    }

    /**
     * An answer that calls a tool, with a generated id in MiniMax's form, {@code call_function_<random>_<number>}.
     *
     * @param argumentsJson sent as it is, valid JSON or not
     */
    static CompletionReply toolCall(String name, String argumentsJson) {
        return new CompletionReply().toolCall(name, argumentsJson);
    }

    /**
     * An answer that calls a tool.
     *
     * @param argumentsJson sent as it is, valid JSON or not
     */
    static CompletionReply toolCall(String id, String name, String argumentsJson) {
        return new CompletionReply().toolCall(id, name, argumentsJson);
    }

    /** An answer whose text is this value written as JSON; maps, lists, strings, numbers, booleans and null. */
    static CompletionReply json(Map<String, ?> value) {
        return text(Json.write(value));
    }

    /** An answer whose text is this JSON, sent as it is. */
    static CompletionReply json(String json) {
        return text(json);
    }

    /**
     * An error in the form of the OpenAI path ({@link ErrorShape#ENVELOPE}), with the HTTP status that MiniMax was seen
     * to use for this code (500 for an unknown one).
     *
     * @param code MiniMax's code, for example 1008
     */
    static Reply error(int code, String message) {
        return error(ErrorShape.ENVELOPE, ErrorShape.usualStatus(code), code, message);
    }

    /**
     * An error. The same reply serves unary calls, refused streams, and
     * {@link CompletionReply#errorAfterEvents(int, Reply)}.
     *
     * @param httpStatus the status sent; {@link ErrorShape#ENVELOPE_WITH_STATUS_200} writes it in the body only
     * @param code MiniMax's code; 0 for an error without one
     */
    static Reply error(ErrorShape shape, int httpStatus, int code, String message) {
        return new ErrorReply(shape, httpStatus, code, message);
    }

    /** The list of models that {@code GET /v1/models} gives, with these ids. */
    static Reply models(String... ids) {
        List<String> list = List.of(ids);
        return new JsonReply((request, traceId) -> EndpointJson.models(list));
    }

    /** The description of one model that {@code GET /v1/models/{id}} gives. */
    static Reply model(String id) {
        return new JsonReply((request, traceId) -> EndpointJson.model(id));
    }

    /**
     * The vectors that {@code POST /v1/embeddings} gives, one for each of the request's {@code texts}; each word counts as
     * a token.
     *
     * @param embedder makes a vector from a text; runs on the server's threads
     */
    static Reply embeddings(Function<String, float[]> embedder) {
        return new JsonReply((request, traceId) -> EndpointJson.embeddings(request, embedder));
    }

    /** The images that {@code POST /v1/image_generation} gives, by their addresses. */
    static Reply imageUrls(String... urls) {
        String[] images = urls.clone();
        return new JsonReply((request, traceId) -> EndpointJson.images(traceId, "image_urls", images));
    }

    /** The images that {@code POST /v1/image_generation} gives, in Base64. */
    static Reply imagesBase64(byte[]... images) {
        String[] encoded =
                Stream.of(images).map(Base64.getEncoder()::encodeToString).toArray(String[]::new);
        return new JsonReply((request, traceId) -> EndpointJson.images(traceId, "image_base64", encoded));
    }

    /** Any body, sent as UTF-8. No header is added but {@code Content-Type} and the length. */
    static Reply raw(int status, String contentType, String body) {
        return raw(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Any body. No header is added but {@code Content-Type} and the length. */
    static Reply raw(int status, String contentType, byte[] body) {
        return new RawReply(contentType, body, true, Delivery.PLAIN.withStatus(status));
    }

    /** These bytes instead of an HTTP response; then the connection is closed. */
    static Reply rawBytes(byte[] bytes) {
        return new RawReply("", bytes, false, Delivery.PLAIN);
    }

    /** A stream of these events, one payload each, sent as they are: {@code data: <payload>} and an empty line. */
    static EventsReply events(String... payloads) {
        return new EventsReply(List.of(payloads));
    }

    /** No answer at all: the request is read, and then nothing happens until the client hangs up. */
    static Reply stall() {
        return rawBytes(new byte[0]).stallAfter(0);
    }

    /**
     * No answer at all: the connection is closed after the request was read; with {@code .resetAfter(0)} it is reset
     * instead.
     */
    static Reply disconnect() {
        return rawBytes(new byte[0]).cutAfter(0);
    }

    /** The HTTP status; 200 or the error's own by default. */
    Reply status(int status);

    /**
     * A response header. It replaces the server's own of the same name; further ones of this name are added. With
     * {@code Content-Length} or {@code Transfer-Encoding} the body is sent without any framing: what you claim is what is
     * sent.
     */
    Reply header(String name, String value);

    /** Waits so long before the head is sent. */
    Reply delay(Duration delay);

    /** Closes the connection (FIN) after so many bytes of the body. */
    Reply cutAfter(long bytes);

    /** Closes the connection (FIN) after so many events. */
    Reply cutAfterEvents(int events);

    /** Resets the connection (RST) after so many bytes of the body. A client may lose bytes it has not read yet. */
    Reply resetAfter(long bytes);

    /** Resets the connection (RST) after so many events. A client may lose events it has not read yet. */
    Reply resetAfterEvents(int events);

    /** Sends nothing more after so many bytes of the body and waits until the client hangs up. */
    Reply stallAfter(long bytes);

    /** Sends nothing more after so many events and waits until the client hangs up. */
    Reply stallAfterEvents(int events);

    /** Sends the body in writes of at most so many bytes with a pause between them; cuts characters in the middle. */
    Reply trickle(int bytesPerWrite, Duration pause);

    /** Slips these bytes (UTF-8) into the body after so many of its bytes; the rest follows. */
    Reply garbageAfter(long bytes, String garbage);

    /** Slips these bytes (UTF-8) into the body after so many events, as they are; the rest follows. */
    Reply garbageAfterEvents(int events, String garbage);

    /**
     * Sends the body without a length and without chunks, as HTTP/1.0 did: its end is the end of the connection. A client
     * cannot tell a cut from a good end then, except by what it has read.
     */
    Reply untilClose();
}
