package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.is;
import static io.github.minimax4j.examples.doctor.Checks.member;
import static io.github.minimax4j.examples.doctor.Checks.onSuccess;
import static io.github.minimax4j.examples.doctor.Checks.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Message;
import java.util.List;
import java.util.Objects;

/** Unary responses and headers. */
final class ResponseBeliefs extends BeliefGroup {

    ResponseBeliefs(Library library) {
        super(library);
        Probe plain = Probe.chat(
                "plain",
                library,
                request()
                        .messages(Message.user("Reply with the single word ok."))
                        .build(),
                false);
        believe("chat", "2.1", "Is the request of the library accepted?", "yes", plain, accepted());
        believe(
                "base-resp",
                "4.1",
                "What does a success have in base_resp?",
                "status_code 0",
                plain,
                member("base_resp/status_code", 0));
        believe(
                "content-check",
                "4.1",
                "Does a response say whether the content check objected?",
                "yes: input_sensitive and output_sensitive are false",
                plain,
                onSuccess(exchange -> Finding.of(
                        exchange.at("input_sensitive").toString().equals("false")
                                && exchange.at("output_sensitive").toString().equals("false"),
                        "input_sensitive: " + Checks.shown(exchange.at("input_sensitive")) + ", output_sensitive: "
                                + Checks.shown(exchange.at("output_sensitive")))));
        believe("object", "4.1", "What is the object?", "chat.completion", plain, member("object", "chat.completion"));
        believe(
                "one-choice",
                "4.2",
                "How many choices are there?",
                "one, with the index 0",
                plain,
                onSuccess(exchange -> Finding.of(
                        exchange.at("choices").size() == 1
                                && exchange.at("choices/0/index").asInt(-1) == 0,
                        exchange.at("choices").size() + " choices, the first with the index "
                                + exchange.at("choices/0/index"))));
        believe(
                "finish-stop",
                "4.4",
                "What is the finish reason of a complete text?",
                "stop",
                plain,
                member("choices/0/finish_reason", "stop"));
        believe(
                "usage",
                "4.3",
                "Is there a count of tokens?",
                "prompt_tokens and completion_tokens, total_tokens is their sum",
                plain,
                onSuccess(exchange -> {
                    JsonNode usage = exchange.at("usage");
                    int prompt = usage.path("prompt_tokens").asInt();
                    int completion = usage.path("completion_tokens").asInt();
                    return Finding.of(
                            prompt > 0
                                    && completion > 0
                                    && usage.path("total_tokens").asInt() == prompt + completion,
                            Checks.shown(usage));
                }));
        believe(
                "total-characters",
                "4.3",
                "What is usage.total_characters?",
                "always 0",
                plain,
                member("usage/total_characters", 0));
        believe(
                "model-named",
                "Q35",
                "Which model does the response name?",
                "the requested one, unless another serves its name",
                plain,
                onSuccess(exchange -> {
                    String named = exchange.at("model").asText();
                    return Finding.of(named.equalsIgnoreCase(target.model()), named);
                }));
        if (target.isM3()) {
            believe(
                    "service-tier",
                    "4.1",
                    "Does M3 name the service tier?",
                    "yes, standard by default",
                    plain,
                    member("service_tier", "standard"));
            believe(
                    "cached-tokens",
                    "Q39",
                    "Under which name does M3 report cached tokens?",
                    "prompt_tokens_details.cached_tokens",
                    plain,
                    onSuccess(exchange -> Finding.of(
                            exchange.at("usage/prompt_tokens_details/cached_tokens")
                                    .isInt(),
                            Checks.shown(exchange.at("usage/prompt_tokens_details")))));
        }
        believe(
                "trace-id",
                "1.3",
                "Which header names the request?",
                "Trace-Id, 32 hexadecimal digits, equal to the body's id",
                plain,
                onSuccess(exchange -> {
                    String id = exchange.header("trace-id");
                    return Finding.of(
                            id.matches("[0-9a-f]{32}")
                                    && id.equals(exchange.at("id").asText()),
                            (id.isEmpty() ? "no Trace-Id" : "Trace-Id " + id) + ", id " + exchange.at("id"));
                }));
        believe(
                "library-plain",
                "B1",
                "Does the library read what was written?",
                "the same text, finish reason STOP" + (target.alwaysThinks() ? "" : ", no thinking"),
                plain,
                onSuccess(exchange -> {
                    Reading reading = Objects.requireNonNull(exchange.reading());
                    String content = exchange.at("choices/0/message/content").asText();
                    return Finding.of(
                            reading.kind() == null
                                    && content.contains(Objects.requireNonNullElse(reading.text(), "?"))
                                    && (target.alwaysThinks() || reading.thinking() == null)
                                    && reading.finishReason() == FinishReason.STOP,
                            reading.shown());
                }));
        believe(
                "no-limit-headers",
                "Q34",
                "Do responses say how much may be sent?",
                "no: neither Retry-After nor headers of rate limits",
                null,
                (none, evidence) -> {
                    List<String> seen = evidence.all().stream()
                            .flatMap(exchange -> exchange.headers().keySet().stream())
                            .filter(name -> name.equals("retry-after") || name.contains("ratelimit"))
                            .distinct()
                            .toList();
                    return evidence.all().stream().allMatch(exchange -> exchange.status() == 0)
                            ? Finding.notSeen("no response")
                            : Finding.of(seen.isEmpty(), seen.isEmpty() ? "no such header" : String.join(", ", seen));
                });

        Probe cut = limited(say("output-limit", "Write the numbers from 1 to 100 in words."), 8);
        believe(
                "finish-length",
                "4.4",
                "What is the finish reason at the output limit?",
                "length",
                cut,
                member("choices/0/finish_reason", "length"));
        believe("limit-kept", "2.1", "Does the service keep to the output limit?", "yes", cut, onSuccess(exchange -> {
            JsonNode tokens = exchange.at("usage/completion_tokens");
            return Finding.of(tokens.asInt(99) <= 8, "completion_tokens: " + Checks.shown(tokens));
        }));
        if (target.isM3()) {
            believe(
                    "thinking-disabled",
                    "2.1",
                    "Does disabled stop the thinking of M3?",
                    "yes",
                    plain,
                    onSuccess(exchange ->
                            is("reasoning_content", exchange.at("choices/0/message/reasoning_content"), "")));
        } else if (target.alwaysThinks()) {
            believe(
                    "thinking-eats-limit",
                    "Q17",
                    "What does a small output limit leave of the text?",
                    "nothing: the thinking counts too, and the finish reason is length",
                    cut,
                    read(reading -> Finding.of(
                            reading.finishReason() == FinishReason.LENGTH
                                    && (reading.text() == null || reading.text().isBlank()),
                            reading.shown())));
        }
    }
}
