package io.github.minimax4j.examples.doctor;

import static io.github.minimax4j.examples.doctor.Checks.accepted;
import static io.github.minimax4j.examples.doctor.Checks.onStream;
import static io.github.minimax4j.examples.doctor.Checks.onSuccess;
import static io.github.minimax4j.examples.doctor.Checks.refused;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tool calls, tool choice, and definitions of tools. */
final class ToolBeliefs extends BeliefGroup {

    static final List<Object> WEATHER = List.of(tool(
            "function",
            "get_weather",
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("city", Map.of("type", "string")),
                    "required",
                    List.of("city"))));

    private final int room;

    ToolBeliefs(Library library) {
        super(library);
        room = target.alwaysThinks() ? 1_500 : 300;
        if (target.isAbab()) {
            return;
        }
        streamedCalls();
        unaryCall();
        choice();
        definitions();
        phantoms();
    }

    private void streamedCalls() {
        Probe stream = Probe.chat(
                "tools-stream",
                library,
                request()
                        .messages(Message.user(
                                "Call get_weather for Oslo, get_weather for Rome and get_time, all three at once."))
                        .tools(TOOLS)
                        .maxCompletionTokens(room)
                        .build(),
                true);
        believe("tools", "2.5", "Are tools accepted?", "yes", stream, accepted());
        believe(
                "tool-ids",
                "5.3",
                "What identifies a call?",
                "an id of its own, in its first fragment",
                stream,
                onCalls(calls -> {
                    List<String> ids = calls.each().stream()
                            .map(fragments -> fragments.get(0).path("id").asText(""))
                            .toList();
                    return Finding.of(
                            ids.stream().noneMatch(String::isEmpty)
                                    && ids.stream().distinct().count() == ids.size(),
                            ids.toString());
                }));
        believe("tool-index", "Q30", "Has each fragment an index?", "yes, from 0", stream, onStream(events -> {
            List<JsonNode> fragments = events.toolFragments();
            if (fragments.isEmpty()) {
                return Finding.notSeen("the model called no tool");
            }
            long without = fragments.stream()
                    .filter(fragment -> !fragment.has("index"))
                    .count();
            return Finding.of(
                    without == 0 && fragments.get(0).path("index").asInt(-1) == 0,
                    without + " of " + fragments.size() + " without one");
        }));
        believe(
                "tool-fragments",
                "5.3",
                "Do further fragments repeat id and name?",
                "no, they only add arguments",
                stream,
                onCalls(calls -> {
                    List<JsonNode> further = calls.each().stream()
                            .flatMap(fragments -> fragments.stream().skip(1))
                            .toList();
                    boolean repeated = further.stream()
                            .anyMatch(fragment -> !fragment.path("id")
                                            .asText("")
                                            .isEmpty()
                                    || !fragment.at("/function/name").asText("").isEmpty());
                    return further.isEmpty()
                            ? Finding.of(true, "each call in one delta")
                            : Finding.of(
                                    !repeated, further.size() + " further fragments" + (repeated ? ", repeated" : ""));
                }));
        believe(
                "tool-finish",
                "4.4",
                "What is the finish reason of tool calls?",
                "tool_calls",
                stream,
                onCalls(calls -> Finding.of(
                        calls.finish().equals("tool_calls"), calls.finish().isEmpty() ? "none" : calls.finish())));
        believe("tool-arguments", "B19", "Are the arguments JSON objects?", "yes", stream, onCalls(calls -> {
            List<String> wrong = calls.each().stream()
                    .map(Calls::arguments)
                    .filter(arguments ->
                            !arguments.isBlank() && !Exchange.parse(arguments).isObject())
                    .toList();
            return Finding.of(wrong.isEmpty(), wrong.isEmpty() ? calls.each().size() + " calls" : wrong.toString());
        }));
        believe(
                "tool-empty-arguments",
                "B17",
                "What are the arguments of a tool that has none?",
                "{}",
                stream,
                onCalls(calls -> calls.each().stream()
                        .filter(call -> Calls.name(call).equals("get_time"))
                        .findFirst()
                        .map(Calls::arguments)
                        .map(arguments -> Finding.of(arguments.strip().equals("{}"), "\"" + arguments + "\""))
                        .orElse(Finding.notSeen("get_time was not called"))));
        believe(
                "tool-parallel",
                "5.3",
                "Are there several calls in one response?",
                "yes, if asked for",
                stream,
                onCalls(calls -> {
                    int count = calls.each().size();
                    return count > 1 ? Finding.of(true, count + " calls") : Finding.notSeen("one call");
                }));
        believe(
                "tool-markup",
                "Q27",
                "Do calls arrive as markup in the text?",
                "not as a rule",
                stream,
                onStream(events -> {
                    String text = String.join("", events.texts("content"));
                    boolean markup = text.contains("minimax:tool_call") || text.contains("]<]minimax[>[");
                    return Finding.of(!markup, markup ? Exchange.shortened(text, 80) : "no markup");
                }));
        believe(
                "library-tool-calls",
                "B6",
                "Does the library put the fragments together?",
                "each call once, with its arguments",
                stream,
                onCalls(calls -> {
                    List<String> read = Objects.requireNonNull(calls.reading()).toolCalls().stream()
                            .map(ToolBeliefs::shown)
                            .sorted()
                            .toList();
                    return Finding.of(read.equals(calls.shown()), read.toString());
                }));
    }

    private void unaryCall() {
        Probe unary = Probe.chat(
                "tools-unary",
                library,
                request()
                        .messages(Message.user("What is the weather in Oslo? Use the tool."))
                        .tools(TOOLS)
                        .maxCompletionTokens(room)
                        .build(),
                false);
        believe("tool-index-unary", "Q30", "Has a unary call an index, too?", "yes", unary, onUnaryCall(exchange -> {
            JsonNode index = exchange.at("choices/0/message/tool_calls/0/index");
            return Finding.of(index.isInt(), "index: " + Checks.shown(index));
        }));
        believe(
                "tool-content",
                "Q32",
                "What is the content beside a tool call?",
                "absent or empty",
                unary,
                onUnaryCall(exchange -> {
                    JsonNode content = exchange.at("choices/0/message/content");
                    return Finding.of(
                            content.asText("").isBlank() || content.isNull(), "content: " + Checks.shown(content));
                }));
    }

    private void choice() {
        Probe none = say("choice-none", "What is the weather in Oslo?")
                .with("tools", WEATHER)
                .with("tool_choice", "none");
        believe(
                "choice-none",
                "Q12",
                "Does tool_choice none keep the model from calling?",
                target.isM2() ? "no, it is ignored" : "yes",
                none,
                onSuccess(exchange -> called(exchange, target.isM2())));
        Probe required = limited(say("choice-required", "Say hello.").with("tools", WEATHER), room)
                .with("tool_choice", "required");
        believe(
                "choice-required",
                "Q12",
                "Does tool_choice required make the model call?",
                target.isM2() ? "no, it is ignored" : "yes",
                required,
                onSuccess(exchange -> called(exchange, !target.isM2())));
        believe(
                "choice-named",
                "Q12",
                "May tool_choice name a tool?",
                target.isM2() ? "no: 400" : "yes, it is accepted",
                limited(say("choice-named", "Say hello.").with("tools", WEATHER), room)
                        .with("tool_choice", Map.of("type", "function", "function", Map.of("name", "get_weather"))),
                target.isM2() ? refused(400, 0, "") : accepted());
    }

    /** A model that calls what was not offered. */
    private void phantoms() {
        believe(
                "phantom-calls",
                "Q28",
                "Does the model call tools that were not offered?",
                "rarely",
                null,
                (none, evidence) -> {
                    List<Exchange> without = evidence.all().stream()
                            .filter(exchange -> exchange.succeeded()
                                    && exchange.at("choices").isArray())
                            .filter(exchange -> !Objects.requireNonNullElse(
                                            exchange.probe().body(), "")
                                    .contains("\"tools\""))
                            .toList();
                    long calling = without.stream()
                            .filter(exchange ->
                                    !exchange.at("choices/0/message/tool_calls").isEmpty())
                            .count();
                    return without.isEmpty()
                            ? Finding.notSeen("no response without tools")
                            : Finding.of(calling == 0, calling + " of " + without.size() + " responses");
                });
    }

    private void definitions() {
        believe(
                "tool-name",
                "2.5",
                "May a name have dots and dashes, and a tool no description?",
                "yes",
                say("tool-name", "Hello")
                        .with("tools", List.of(tool("function", "my-tool.v2", Map.of("type", "object")))),
                accepted());
        believe(
                "tools-empty",
                "2.5",
                "May the list of tools be empty?",
                "no: 400",
                say("tools-empty", "Hello").with("tools", List.of()),
                refused(400, 0, ""));
        believe(
                "tool-without-parameters",
                "Q14",
                "May a tool lack parameters?",
                "no: 400 with 2013, function parameters is empty",
                say("tool-without-parameters", "Hello")
                        .with("tools", List.of(Map.of("type", "function", "function", Map.of("name", "get_time")))),
                refused(400, 2013, "parameters is empty"));
        believe(
                "tool-type",
                "6.5",
                "May a tool be something else than a function?",
                "no: 400 with 2013, invalid tool type",
                say("tool-type", "Hello")
                        .with("tools", List.of(tool("web_search", "search", Map.of("type", "object")))),
                refused(400, 2013, "invalid tool type"));
    }

    private static Map<String, Object> tool(String type, String name, Map<String, ?> parameters) {
        return Map.of("type", type, "function", Map.of("name", name, "parameters", parameters));
    }

    private static Finding called(Exchange exchange, boolean expected) {
        int calls = exchange.at("choices/0/message/tool_calls").size();
        return Finding.of(calls > 0 == expected, calls + " calls");
    }

    private static Belief.Judge onUnaryCall(Function<Exchange, Finding> judge) {
        return onSuccess(exchange -> exchange.at("choices/0/message/tool_calls").isEmpty()
                ? Finding.notSeen("the model called no tool")
                : judge.apply(exchange));
    }

    private static Belief.Judge onCalls(Function<Calls, Finding> judge) {
        return onSuccess(exchange -> {
            Calls calls = Calls.of(exchange);
            return calls.each().isEmpty() ? Finding.notSeen("the model called no tool") : judge.apply(calls);
        });
    }

    private static String shown(ToolCall call) {
        return call.name() + call.arguments();
    }

    /** The tool calls of a stream: the fragments of each, by its index, or its id if there is none. */
    private record Calls(
            Map<String, List<JsonNode>> fragments,
            String finish,
            @Nullable Reading reading) {

        static Calls of(Exchange exchange) {
            Events events = exchange.events();
            int end = events.finishIndex();
            String finish = end < 0
                    ? ""
                    : events.chunks().get(end).at("/choices/0/finish_reason").asText();
            Map<String, List<JsonNode>> fragments = new LinkedHashMap<>();
            String open = "";
            for (JsonNode fragment : events.toolFragments()) {
                String id = fragment.path("id").asText("");
                open = fragment.has("index") ? fragment.path("index").asText() : id.isEmpty() ? open : id;
                fragments.computeIfAbsent(open, key -> new ArrayList<>()).add(fragment);
            }
            return new Calls(fragments, finish, exchange.reading());
        }

        /** Each call's fragments. */
        List<List<JsonNode>> each() {
            return List.copyOf(fragments.values());
        }

        static String name(List<JsonNode> call) {
            return call.get(0).at("/function/name").asText();
        }

        static String arguments(List<JsonNode> call) {
            StringBuilder arguments = new StringBuilder();
            call.forEach(fragment ->
                    arguments.append(fragment.at("/function/arguments").asText("")));
            return arguments.toString();
        }

        List<String> shown() {
            return each().stream()
                    .map(call -> name(call) + (arguments(call).isBlank() ? "{}" : arguments(call)))
                    .sorted()
                    .toList();
        }
    }
}
