package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.core.error.ErrorKind.AUTHENTICATION;
import static io.github.minimax4j.core.error.ErrorKind.CONTENT_FILTERED;
import static io.github.minimax4j.core.error.ErrorKind.CONTEXT_TOO_LONG;
import static io.github.minimax4j.core.error.ErrorKind.INVALID_REQUEST;
import static io.github.minimax4j.core.error.ErrorKind.MODEL_NOT_FOUND;
import static io.github.minimax4j.core.error.ErrorKind.OVERLOADED;
import static io.github.minimax4j.core.error.ErrorKind.QUOTA_EXCEEDED;
import static io.github.minimax4j.core.error.ErrorKind.RATE_LIMIT;
import static io.github.minimax4j.core.error.ErrorKind.SERVER_ERROR;
import static io.github.minimax4j.core.error.ErrorKind.TIMEOUT;
import static io.github.minimax4j.examples.doctor.Checks.readAs;
import static io.github.minimax4j.examples.doctor.Checks.refused;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Errors: their status, form and code, and the kind that the library makes of them. */
final class ErrorBeliefs extends BeliefGroup {

    private static final String PATH = "/chat/completions";
    private static final String TEMPORARY = "the service decides when it comes";
    private static final String PAID = "it would take an account without credit";
    private static final String HARMFUL = "it would take content that may cost you the account";
    private static final String VOICE = "it belongs to voice functions, which are not called";

    ErrorBeliefs(Library library) {
        super(library);
        keys();
        requests();
        unreadable();
        tooLong();
        codes();
    }

    private void keys() {
        Probe wrong = say("wrong-key", "Hello").withKey(Probe.Key.WRONG);
        believe(
                "wrong-key",
                "Q1",
                "What does a wrong key result in?",
                "401 with 1004 or 2049",
                wrong,
                (exchange, all) -> Finding.of(
                        exchange.status() == 401 && exchange.isKeyRefused() && exchange.code() != 0, exchange.shown()));
        believe(
                "error-form",
                "6.1",
                "What is the form of an error?",
                "type error, an error object with http_code as text, request_id equal to Trace-Id",
                wrong,
                (exchange, all) -> {
                    JsonNode error = exchange.at("error");
                    return Finding.of(
                            exchange.at("type").asText().equals("error")
                                    && error.path("http_code").isTextual()
                                    && exchange.at("request_id").asText("?").equals(exchange.header("trace-id")),
                            Exchange.shortened(exchange.body(), 120));
                });
        believe(
                "code-in-text",
                "Q3",
                "Where is the code of an error?",
                "in parentheses at the end of its message",
                wrong,
                (exchange, all) -> {
                    String message = exchange.at("error/message").asText();
                    return Finding.of(message.strip().matches("(?s).*\\(\\d{4,5}\\)"), Exchange.shortened(message, 80));
                });
        if (target.profile() != TargetProfile.SELF_HOSTED) { // engines may take any key
            believe(
                    "library-wrong-key",
                    "B12",
                    "What does the library make of a wrong key?",
                    "AUTHENTICATION",
                    wrong,
                    readAs(AUTHENTICATION));
        }
        believe(
                "refused-stream",
                "Q37",
                "What is the form of a refused stream?",
                "JSON, not a stream",
                say("wrong-key-stream", "Hello").streamed().withKey(Probe.Key.WRONG),
                (exchange, all) -> Finding.of(
                        !exchange.isEventStream() && exchange.json().isObject(), exchange.header("content-type")));
        believe(
                "no-key",
                "6.3",
                "What does a missing key result in?",
                "401 with 1004",
                say("no-key", "Hello").withKey(Probe.Key.NONE),
                refused(401, 1004, ""));
        believe(
                "native-status",
                "Q2",
                "What is the status of an error on the native path?",
                "200, with the code in base_resp",
                say("native", "Hello").withPath(PATH, "/text/chatcompletion_v2").withKey(Probe.Key.WRONG),
                (exchange, all) -> Finding.of(
                        exchange.status() == 200
                                && exchange.at("base_resp/status_code").asInt() != 0,
                        exchange.shown()));
    }

    private void requests() {
        Probe unknown = say("unknown-model", "Hello").with("model", "minimax4j-no-such-model");
        believe(
                "unknown-model",
                "Q24",
                "What does an unknown model result in?",
                "400 with 2013, unknown model",
                unknown,
                refused(400, 2013, "unknown model"));
        believe(
                "library-unknown-model",
                "Q24",
                "What does the library make of it?",
                "MODEL_NOT_FOUND",
                unknown,
                readAs(MODEL_NOT_FOUND));
        believe(
                "wrong-path",
                "Q25",
                "What does a wrong path result in?",
                "404 in plain text",
                say("wrong-path", "Hello").withPath(PATH, "/chat/no-such-path"),
                (exchange, all) -> Finding.of(
                        exchange.status() == 404 && !exchange.json().isObject(),
                        exchange.shown() + " (" + exchange.header("content-type") + ")"));
        believe(
                "no-json",
                "6.3",
                "What does a body that is no JSON result in?",
                "400 with 2013",
                say("no-json", "Hello").withBody("{\"model\": "),
                refused(400, 2013, ""));
        Probe invisible = say("invisible", "Hello" + "\u200B\u200C\u2060".repeat(15));
        believe(
                "invisible",
                "6.3",
                "Does text that is mostly invisible result in 1042?",
                "yes",
                invisible,
                (exchange, all) -> Finding.of(exchange.code() == 1042, exchange.shown()));
    }

    /** Whatever the service sends, the library reads it or names the error. */
    private void unreadable() {
        believe(
                "library-reads-all",
                "B16",
                "Is there a response that the library cannot read?",
                "no",
                null,
                (none, evidence) -> {
                    List<String> unreadable = evidence.all().stream()
                            .filter(exchange -> exchange.reading() != null
                                    && exchange.reading().isUnreadable())
                            .map(exchange -> exchange.probe().name())
                            .toList();
                    return evidence.all().stream().allMatch(exchange -> exchange.reading() == null)
                            ? Finding.notSeen("no response")
                            : Finding.of(unreadable.isEmpty(), unreadable.isEmpty() ? "none" : unreadable.toString());
                });
    }

    /** What would take a whole context. */
    private void tooLong() {
        believe(
                "too-long",
                "6.5",
                "What does a conversation that is too long result in?",
                "400 with 2013, context window exceeds limit; the library says CONTEXT_TOO_LONG",
                null,
                (none, evidence) -> evidence.all().stream()
                        .filter(exchange -> exchange.message().contains("context window exceeds"))
                        .map(exchange -> judge(exchange, List.of(CONTEXT_TOO_LONG), List.of(400)))
                        .min(Comparator.comparing(Finding::verdict))
                        .orElse(Finding.skipped("not provoked: it would take a message as long as the context")));
    }

    /** The table of codes: whichever arrives must have a status of the table, and be of its kind for the library. */
    private void codes() {
        code(1000, SERVER_ERROR, TEMPORARY, 500, 200);
        code(1001, TIMEOUT, TEMPORARY, 408, 504, 200);
        code(1002, RATE_LIMIT, "it would use up the account's rate limit", 429, 200);
        code(1004, AUTHENTICATION, "no response had it", 401, 200);
        code(1008, QUOTA_EXCEEDED, PAID, 429, 500, 200);
        code(1013, SERVER_ERROR, TEMPORARY, 500, 200);
        code(1024, SERVER_ERROR, TEMPORARY, 500, 200);
        code(1026, CONTENT_FILTERED, HARMFUL, 422, 200);
        code(1027, CONTENT_FILTERED, HARMFUL, 422, 200);
        code(1028, QUOTA_EXCEEDED, PAID);
        code(1030, QUOTA_EXCEEDED, PAID);
        code(1033, SERVER_ERROR, TEMPORARY, 500, 200);
        code(1039, RATE_LIMIT, "it would use up the account's rate limit", 200);
        code(1041, RATE_LIMIT, "it would take very many connections");
        code(1042, INVALID_REQUEST, "no response had it");
        code(2013, List.of(INVALID_REQUEST, MODEL_NOT_FOUND, CONTEXT_TOO_LONG), "no response had it", 400, 200);
        code(2044, AUTHENTICATION, "it depends on the account");
        code(2045, RATE_LIMIT, "it would use up the account's rate limit");
        code(2049, AUTHENTICATION, "no response had it", 401, 200);
        code(2056, QUOTA_EXCEEDED, "it would use up the plan", 429);
        code(2061, MODEL_NOT_FOUND, "it depends on the plan", 500, 200);
        code(2062, RATE_LIMIT, "it would use up the plan's rate limit", 429);
        code(2064, OVERLOADED, TEMPORARY, 529);
        for (int voice : new int[] {1043, 1044, 2037, 2039, 2042, 2048, 20132}) {
            code(voice, INVALID_REQUEST, VOICE);
        }
    }

    private void code(int code, ErrorKind kind, String notProvoked, Integer... statuses) {
        code(code, List.of(kind), notProvoked, statuses);
    }

    private void code(int code, List<ErrorKind> kinds, String notProvoked, Integer... statuses) {
        List<Integer> known = Arrays.asList(statuses);
        String status = known.isEmpty() ? "any status" : "HTTP " + known;
        believe(
                "code-" + code,
                "6.3",
                "With which status does " + code + " come, and what is it?",
                status + ", " + kinds.get(0),
                null,
                (none, evidence) -> evidence.all().stream()
                        .filter(exchange -> exchange.code() == code)
                        .map(exchange -> judge(exchange, kinds, known))
                        // one that differs counts more than those that do not
                        .min(Comparator.comparing(Finding::verdict))
                        .orElse(Finding.skipped("not provoked: " + notProvoked)));
    }

    private static Finding judge(Exchange exchange, List<ErrorKind> kinds, List<Integer> statuses) {
        Reading reading = exchange.reading();
        if (reading == null) {
            return Finding.notSeen("the response was not read");
        }
        return Finding.of(
                (statuses.isEmpty() || statuses.contains(exchange.status())) && kinds.contains(reading.kind()),
                "HTTP " + exchange.status() + ", " + reading.kind());
    }
}
