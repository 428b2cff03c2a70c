package io.github.minimax4j.examples.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.examples.doctor.Belief.Judge;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The judges that beliefs share. */
final class Checks {

    private Checks() {}

    /** The request succeeds. */
    static Judge accepted() {
        return (exchange, all) -> Finding.of(exchange.succeeded(), exchange.shown());
    }

    /**
     * The request is refused.
     *
     * @param code    MiniMax's code, 0 for any
     * @param wording a part of the message in lower case, empty for any
     */
    static Judge refused(int status, int code, String wording) {
        return (exchange, all) -> Finding.of(
                exchange.status() == status
                        && (code == 0 || exchange.code() == code)
                        && exchange.message().toLowerCase(Locale.ROOT).contains(wording),
                exchange.shown());
    }

    /** The library names this kind for the error, whatever the status. */
    static Judge readAs(ErrorKind... kinds) {
        return read(reading ->
                Finding.of(reading.kind() != null && Arrays.asList(kinds).contains(reading.kind()), reading.shown()));
    }

    /** Judges the success; an error was judged by the belief that the request is accepted. */
    static Judge onSuccess(Function<Exchange, Finding> judge) {
        return (exchange, all) ->
                exchange.succeeded() ? judge.apply(exchange) : Finding.notSeen("refused: " + exchange.shown());
    }

    /** Judges the events of a stream. */
    static Judge onStream(Function<Events, Finding> judge) {
        return onSuccess(exchange -> {
            Events events = exchange.events();
            return exchange.isEventStream() && !events.chunks().isEmpty()
                    ? judge.apply(events)
                    : Finding.notSeen("no stream, but " + exchange.header("content-type"));
        });
    }

    /** Judges what the library makes of the response. */
    static Judge read(Function<Reading, Finding> judge) {
        return (exchange, all) -> {
            Reading reading = exchange.reading();
            return reading == null ? Finding.notSeen("the response was not read") : judge.apply(reading);
        };
    }

    /** A member of the body of a success has this value. */
    static Judge member(String path, Object expected) {
        return onSuccess(exchange -> is(path, exchange.at(path), expected));
    }

    /** A value is the expected one. */
    static Finding is(String name, JsonNode value, Object expected) {
        return Finding.of(value.asText("").equals(expected.toString()), name + ": " + shown(value));
    }

    static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : Exchange.shortened(value.toString(), 60);
    }

    /** Whether each text repeats everything before it and adds to it. */
    static boolean areSnapshots(List<String> texts) {
        if (texts.size() < 2) {
            return false;
        }
        for (int i = 1; i < texts.size(); i++) {
            if (!texts.get(i).startsWith(texts.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    static String joined(List<String> texts) {
        return areSnapshots(texts) ? texts.get(texts.size() - 1) : String.join("", texts);
    }
}
