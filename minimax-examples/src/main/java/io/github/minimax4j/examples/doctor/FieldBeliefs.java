package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.member;
import static io.github.minimax4j.examples.doctor.Checks.onSuccess;
import static io.github.minimax4j.examples.doctor.Checks.refused;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the service does with fields and messages of a request. */
final class FieldBeliefs extends BeliefGroup {

    private static final String OK = "Reply with the single word ok.";

    // 56 pixels squared, one colour
    private static final String IMAGE =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAADgAAAA4CAIAAAAn5KxJAAAAQ0lEQVR42u3OQQkAAAgEsIt0/VMYyYcphMECLN"
                    + "O+EFFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFR0bNfrYzTpKB7jgAAAABJRU5ErkJggg==";

    FieldBeliefs(Library library) {
        super(library);
        numbers();
        fields();
        messages();
    }

    private void numbers() {
        believe(
                "temperature-zero",
                "Q5",
                "Is a temperature of 0 accepted?",
                "yes",
                say("temperature-zero", OK).with("temperature", 0),
                accepted());
        believe(
                "temperature-high",
                "Q5",
                "Is a temperature above 2 refused?",
                "yes: 400 with 2013",
                say("temperature-high", OK).with("temperature", 5),
                refused(400, 2013, ""));
        believe(
                "top-p-high",
                "2.1",
                "Is a top_p above 1 refused?",
                "yes: 400 with 2013",
                say("top-p-high", OK).with("top_p", 1.5),
                refused(400, 2013, ""));
        int most = target.isM2() ? 204_800 : 524_288;
        believe(
                "limit-high",
                "6.5",
                "Is an output limit above " + most + " refused?",
                "yes: 400 with 2013, does not support max tokens",
                limited(say("limit-high", OK), most + 1).streamed().hangingUpAfter(1, target.fewWords()),
                refused(400, 2013, "does not support max tokens"));
        believe(
                "limit-negative",
                "2.1",
                "Is an output limit below 1 refused?",
                "yes: 400",
                limited(say("limit-negative", OK), -1).streamed().hangingUpAfter(1, target.fewWords()),
                refused(400, 0, ""));
        believe(
                "limit-precedence",
                "2.1",
                "Which output limit counts if both names are sent?",
                "max_completion_tokens",
                say("limit-precedence", OK).with("max_tokens", 1).with("max_completion_tokens", target.fewWords()),
                member("choices/0/finish_reason", "stop"));
    }

    private void fields() {
        Probe stop = say("stop", "Write exactly this and nothing else: one two three four")
                .with("stop", List.of("three"));
        believe("stop-accepted", "2.1", "Is stop accepted?", "yes", stop, accepted());
        believe(
                "stop-ignored",
                target.isMiniMax() ? "Q4" : "2.3",
                "Has stop an effect?",
                !target.isMiniMax() ? "yes" : target.isM3() ? "no (uncertain for M3)" : "no",
                stop,
                onSuccess(exchange -> {
                    String text = exchange.text();
                    return text.contains("two")
                            ? Finding.of(text.contains("three") == target.isMiniMax(), Exchange.shortened(text, 60))
                            : Finding.notSeen("the model wrote: " + Exchange.shortened(text, 60));
                }));
        believe(
                "one-of-two",
                "2.1",
                "What does n of 2 result in?",
                "one choice",
                say("n", OK).with("n", 2),
                onSuccess(exchange -> Finding.of(
                        exchange.at("choices").size() == 1,
                        exchange.at("choices").size() + " choices")));
        believe(
                "unknown-fields",
                "2.1",
                "What does the service do with fields that it does not know?",
                "it ignores them",
                say("unknown-fields", OK)
                        .with("presence_penalty", 1)
                        .with("frequency_penalty", 1)
                        .with("seed", 7)
                        .with("user", "doctor")
                        .with("parallel_tool_calls", false)
                        .with("minimax4j_doctor", true),
                accepted());
        believe(
                "model-case",
                "2.1",
                "Does the case of a model's name matter?",
                "no",
                say("model-case", OK).with("model", target.model().toLowerCase(Locale.ROOT)),
                accepted());
        if (target.isAbab()) {
            return;
        }
        believe(
                "json-object",
                "2.6",
                "Is response_format json_object accepted?",
                "yes, without a guarantee",
                say("json-object", "Ada is 36. Reply with a JSON object that has her name and her age.")
                        .with("response_format", Map.of("type", "json_object")),
                jsonAccepted());
        believe(
                "json-schema",
                "2.6",
                "Is response_format json_schema accepted?",
                "yes, without a guarantee",
                say("json-schema", "Ada is 36.")
                        .with(
                                "response_format",
                                Map.of(
                                        "type",
                                        "json_schema",
                                        "json_schema",
                                        Map.of(
                                                "name",
                                                "person",
                                                "schema",
                                                Map.of(
                                                        "type",
                                                        "object",
                                                        "properties",
                                                        Map.of("name", Map.of("type", "string")),
                                                        "required",
                                                        List.of("name"))))),
                jsonAccepted());
    }

    /** Shows whether the text is JSON, which nobody promised. */
    private static Belief.Judge jsonAccepted() {
        return (exchange, evidence) -> {
            String text = exchange.text().strip();
            String form = Exchange.parse(text).isObject() ? "JSON" : text.contains("```") ? "fenced" : "no JSON";
            return Finding.of(
                    exchange.succeeded(),
                    exchange.succeeded() ? form + ": " + Exchange.shortened(text, 60) : exchange.shown());
        };
    }

    private void messages() {
        Map<String, String> user = Map.of("role", "user", "content", OK);
        Map<String, String> system = Map.of("role", "system", "content", "Be brief.");
        believe(
                "several-system",
                "Q13",
                "May there be several system messages?",
                target.isM2() ? "no: 400 with 2013, invalid chat setting" : "yes",
                Probe.messages("several-system", library, List.of(system, system, user)),
                target.isM2() ? refused(400, 2013, "invalid chat setting") : accepted());
        if (target.isM2()) {
            believe(
                    "late-system",
                    "Q13",
                    "May a system message come late?",
                    "no: 400 with 2013, invalid message role",
                    Probe.messages("late-system", library, List.of(user, system, user)),
                    refused(400, 2013, "invalid message role"));
        }
        believe(
                "developer-role",
                "3",
                "Is the role developer known?",
                "no: 400",
                Probe.messages(
                        "developer-role", library, List.of(Map.of("role", "developer", "content", "Be brief."), user)),
                refused(400, 0, ""));
        believe(
                "empty-message",
                "6.5",
                "May a message be empty?",
                "no: 400 with 2013, chat content is empty",
                say("empty-message", ""),
                refused(400, 2013, "chat content is empty"));
        believe(
                "no-messages",
                "2.1",
                "May the list of messages be empty?",
                "no: 400",
                Probe.messages("no-messages", library, List.of()),
                refused(400, 0, ""));
        if (target.isM3() || target.isM31()) {
            believe("image", "2.7", "Is an image as a data URL accepted?", "yes", image("image", "low"), accepted());
            believe(
                    "image-auto",
                    "Q33",
                    "Is the detail auto known?",
                    "no: 400",
                    image("image-auto", "auto"),
                    refused(400, 0, ""));
        }
    }

    private Probe image(String name, String detail) {
        return Probe.messages(
                        name,
                        library,
                        List.of(Map.of(
                                "role",
                                "user",
                                "content",
                                List.of(
                                        Map.of("type", "text", "text", "Which colour? One word."),
                                        Map.of(
                                                "type",
                                                "image_url",
                                                "image_url",
                                                Map.of("url", IMAGE, "detail", detail))))))
                .costing(1_000);
    }
}
