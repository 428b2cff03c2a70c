package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.refused;

import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tool calls of earlier turns, with their results and the thinking before them. */
final class HistoryBeliefs extends BeliefGroup {

    HistoryBeliefs(Library library) {
        super(library);
        if (target.isAbab()) {
            return;
        }
        ToolCall call = new ToolCall("doctor_1", "get_weather", "{\"city\":\"Oslo\"}");
        believe(
                "thinking-back",
                "3.1",
                "Is thinking accepted back, with its text only?",
                "yes",
                Probe.chat(
                        "thinking-back",
                        library,
                        request()
                                .messages(
                                        Message.user("What is the weather in Oslo?"),
                                        Message.builder(Message.Role.ASSISTANT)
                                                .content("")
                                                .reasoningDetails(List.of(Map.of("text", "I need the weather.")))
                                                .toolCalls(List.of(call))
                                                .build(),
                                        Message.tool("doctor_1", "4 degrees"))
                                .tools(TOOLS)
                                .build(),
                        false),
                accepted());
        believe(
                "result-empty",
                "Q16",
                "May the result of a tool be empty?",
                "no: 400",
                history("result-empty", "{}", result("doctor_1", "")),
                refused(400, 0, ""));
        believe(
                "result-orphan",
                "Q15",
                "May a result belong to no call?",
                "no: 400 with 2013",
                history("result-orphan", "{}", result("doctor_9", "4 degrees")),
                refused(400, 2013, "tool"));
        believe(
                "result-late",
                "Q15",
                "May something stand between a call and its result?",
                "no: 400 with 2013, does not follow",
                history(
                        "result-late",
                        "{}",
                        Map.of("role", "user", "content", "Well?"),
                        result("doctor_1", "4 degrees")),
                refused(400, 2013, "does not follow"));
        believe(
                "malformed-arguments",
                "B19",
                "May the history have arguments that are not JSON?",
                "no: 400 with 2013, invalid function arguments",
                history("malformed-arguments", "{\"city\":", result("doctor_1", "4 degrees")),
                refused(400, 2013, "invalid function arguments"));
    }

    private Probe history(String name, String arguments, Object... after) {
        List<Object> messages = new ArrayList<>();
        messages.add(Map.of("role", "user", "content", "What is the weather in Oslo?"));
        messages.add(Map.of(
                "role",
                "assistant",
                "content",
                "",
                "tool_calls",
                List.of(Map.of(
                        "id",
                        "doctor_1",
                        "type",
                        "function",
                        "function",
                        Map.of("name", "get_weather", "arguments", arguments)))));
        messages.addAll(List.of(after));
        return Probe.messages(name, library, messages).with("tools", ToolBeliefs.WEATHER);
    }

    private static Map<String, Object> result(String id, String content) {
        return Map.of("role", "tool", "tool_call_id", id, "content", content);
    }
}
