package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.onSuccess;
import static io.github.minimax4j.examples.doctor.Checks.read;
import static io.github.minimax4j.examples.doctor.Checks.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Thinking in unary responses, and the fields that control it. */
final class ThinkingBeliefs extends BeliefGroup {

    private static final int ROOM = 1_200;

    ThinkingBeliefs(Library library) {
        super(library);
        Probe inline = limited(
                say("thinking", "What is 17 times 23? Reply with the number.").without("thinking"), ROOM);
        if (!target.isM31() && !target.isAbab()) {
            believe(
                    "thinking-in-tags",
                    "4.5",
                    "Where is the thinking without reasoning_split?",
                    "at the start of the content, between <think> and </think>",
                    inline,
                    onSuccess(exchange -> {
                        String content =
                                exchange.at("choices/0/message/content").asText();
                        return Finding.of(
                                content.strip().startsWith("<think>") && content.contains("</think>"),
                                "the content begins: " + Exchange.shortened(content, 40));
                    }));
            believe(
                    "thinking-once",
                    "Q11",
                    "Is the thinking in fields as well then?",
                    "no",
                    inline,
                    onSuccess(exchange -> {
                        JsonNode message = exchange.at("choices/0/message");
                        List<String> fields = List.of("reasoning_content", "reasoning_details", "reasoning").stream()
                                .filter(field -> !message.path(field).asText().isEmpty()
                                        || message.path(field).size() > 0)
                                .toList();
                        return Finding.of(fields.isEmpty(), fields.isEmpty() ? "no such field" : fields.toString());
                    }));
        }
        believe(
                "library-thinking",
                "B14",
                "Does the library take the thinking out of the text?",
                "yes, and the text has no tag",
                inline,
                read(this::takenOut));
        believe(
                "reasoning-tokens",
                "4.3",
                "Are the tokens of the thinking counted?",
                "completion_tokens_details.reasoning_tokens, a part of completion_tokens",
                inline,
                onSuccess(exchange -> {
                    JsonNode usage = exchange.at("usage");
                    int reasoning = usage.at("/completion_tokens_details/reasoning_tokens")
                            .asInt(-1);
                    return Finding.of(
                            reasoning >= 0
                                    && reasoning
                                            <= usage.path("completion_tokens").asInt(),
                            "reasoning_tokens: "
                                    + Checks.shown(usage.at("/completion_tokens_details/reasoning_tokens")));
                }));
        if (target.isM3()) {
            Probe small = limited(inline, 16).named("thinking-limit").with("reasoning_split", true);
            believe(
                    "thinking-eats-limit",
                    "Q17",
                    "What does a small output limit leave of the text?",
                    "nothing: the thinking counts too, and the finish reason is length",
                    small,
                    onSuccess(exchange -> Finding.of(
                            exchange.at("choices/0/finish_reason").asText().equals("length")
                                    && exchange.at("choices/0/message/content")
                                            .asText("")
                                            .isBlank(),
                            exchange.at("choices/0/finish_reason") + ", content "
                                    + Checks.shown(exchange.at("choices/0/message/content")))));
            believe(
                    "effort-ignored",
                    "2.1",
                    "What does M3 do with reasoning_effort?",
                    "ignores it",
                    say("effort", "Reply with the single word ok.").with("reasoning_effort", "low"),
                    accepted());
        }
        believe(
                "thinking-boolean",
                "Q20",
                "May thinking be a boolean?",
                "no: 400 with 2013",
                say("thinking-boolean", "Hello").with("thinking", true),
                refused(400, 2013, ""));
        believe(
                "split-number",
                "Q20",
                "May reasoning_split be a number?",
                "no: 400 with 2013",
                say("split-number", "Hello").with("reasoning_split", 1),
                refused(400, 2013, ""));
        if (target.isM31()) {
            believe(
                    "effort-none",
                    "2.1",
                    "Does M3.1 take the effort none?",
                    "no: 400",
                    say("effort-none", "Hello").with("reasoning_effort", "none"),
                    refused(400, 0, ""));
            believe(
                    "thinking-always",
                    "Q21",
                    "Can the thinking of M3.1 be disabled?",
                    "no: 400 with 2013",
                    say("thinking-disabled", "Hello").with("thinking", Map.of("type", "disabled")),
                    refused(400, 2013, ""));
            believe(
                    "always-split",
                    "Q21",
                    "Does M3.1 put its thinking into fields unasked?",
                    "yes, always",
                    inline,
                    onSuccess(exchange -> {
                        String thinking = exchange.at("choices/0/message/reasoning_content")
                                .asText("");
                        String content =
                                exchange.at("choices/0/message/content").asText("");
                        return Finding.of(
                                !thinking.isEmpty() && !content.contains("<think>"),
                                "reasoning_content of " + thinking.length() + " characters, the content begins: "
                                        + Exchange.shortened(content, 40));
                    }));
        }
    }
}
