package io.github.minimax4j.examples.doctor;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an examination saw, as a file of JSON, from which a {@link MiniMaxServer} can be made that responds in the same way. Data and not
 * code, so that a file from somebody else can be replayed without being trusted.
 *
 * @param entries in the order in which they were sent
 */
public record Recording(List<Entry> entries) {

    // they belong to the connection
    private static final Set<String> NOT_REPLAYED = Set.of(
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "date",
            "content-encoding");

    /**
     * A request and its response.
     *
     * @param probe   what the request was for
     * @param path    with a mask in place of what may be a token
     * @param key     which key it had: {@code VALID}, {@code WRONG} or {@code NONE}
     * @param request the body, or null for a GET
     * @param status  0 if there was no response
     * @param body    empty if there was none
     * @param cut     whether the response is incomplete
     */
    public record Entry(
            String probe,
            String method,
            String path,
            String key,
            @Nullable String request,
            int status,
            Map<String, List<String>> headers,
            String body,
            boolean cut) {

        static Entry of(Exchange exchange, Secrets secrets) {
            Probe probe = exchange.probe();
            return new Entry(
                    probe.name(),
                    probe.body() == null ? "GET" : "POST",
                    secrets.removeFrom(URI.create(probe.url()).getRawPath()),
                    probe.key().name(),
                    probe.body(),
                    exchange.status(),
                    exchange.headers(),
                    exchange.body(),
                    exchange.failure() != null || exchange.hungUp());
        }

        boolean matches(RecordedRequest received) {
            return method.equals(received.method())
                    && isPath(received.path())
                    && isKey(received.header("Authorization"))
                    && (request == null
                            ? received.body().isEmpty()
                            : request.equals(received.body()) || sameJson(request, received.body()));
        }

        /** Anything stands for a part of the path that was removed. */
        private boolean isPath(String received) {
            return Arrays.stream(path.split(Pattern.quote(Secrets.MASK), -1))
                    .map(Pattern::quote)
                    .collect(Collectors.collectingAndThen(Collectors.joining(".*"), received::matches));
        }

        /** Where a key is valid, none is, too: engines need none. */
        private boolean isKey(@Nullable String authorization) {
            boolean wrong = ("Bearer " + Wire.WRONG_KEY).equals(authorization);
            return switch (Probe.Key.valueOf(key)) {
                case VALID -> !wrong;
                case WRONG -> wrong;
                case NONE -> authorization == null;
            };
        }

        private static boolean sameJson(String one, String other) {
            JsonNode json = Exchange.parse(one);
            return json.isObject() && json.equals(Exchange.parse(other));
        }

        Reply reply() {
            if (status == 0) {
                return Reply.disconnect();
            }
            Reply reply = Reply.raw(status, String.join(", ", headers.getOrDefault("content-type", List.of())), body);
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                if (!NOT_REPLAYED.contains(header.getKey())) {
                    for (String value : header.getValue()) {
                        reply = reply.header(header.getKey(), value);
                    }
                }
            }
            // the length would tell that nothing is missing
            return cut ? reply.untilClose().cutAfter(body.getBytes(StandardCharsets.UTF_8).length) : reply;
        }
    }

    static Recording of(Evidence evidence, Secrets secrets) {
        return new Recording(evidence.all().stream()
                .map(exchange -> Entry.of(exchange, secrets))
                .toList());
    }

    /**
     * Reads a recording.
     *
     * @throws IOException if there is none
     */
    public static Recording read(Path file) throws IOException {
        return Probe.JSON.readValue(file.toFile(), Recording.class);
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file, Probe.JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(this), StandardCharsets.UTF_8);
    }

    /**
     * Starts a server that responds to each request of the recording as the service did, and to the same request sent again with the next
     * recorded response, or the last one. Anything else gets HTTP 500. Any key counts as valid.
     */
    public MiniMaxServer start() {
        MiniMaxServer server = MiniMaxServer.start();
        Deque<Entry> remaining = new ArrayDeque<>(entries);
        return server.when(
                received -> entries.stream().anyMatch(entry -> entry.matches(received)),
                received -> next(remaining, received).reply());
    }

    private Entry next(Deque<Entry> remaining, RecordedRequest received) {
        synchronized (remaining) {
            for (Entry entry : remaining) {
                if (entry.matches(received)) {
                    remaining.removeFirstOccurrence(entry);
                    return entry;
                }
            }
        }
        Entry last = null;
        for (Entry entry : entries) {
            last = entry.matches(received) ? entry : last;
        }
        return Objects.requireNonNull(last);
    }
}
