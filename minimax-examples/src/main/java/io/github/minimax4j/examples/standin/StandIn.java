package io.github.minimax4j.examples.standin;

import io.github.minimax4j.examples.standin.ToolPlan.Tool;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers like a model, but by rules, for demos and for trying out agents. It keeps no state between requests: everything it knows is in
 * the request.
 *
 * <p>It states what it is in its first answer of a conversation (in the thinking, if that answer must be JSON or is a tool call). It
 * understands some English: it thinks, calls an offered tool when the message asks for one, with arguments from the message according to
 * the tool's JSON schema (strings, numbers, dates, enums, booleans), one tool after the other if there are several, reports what the tools
 * returned, asks for missing values, and fills JSON schemas. It respects {@code tool_choice}, {@code response_format}, {@code thinking} and
 * the output limit. Paths other than chat and the list of models get a 404.
 */
public final class StandIn implements Function<RecordedRequest, Reply> {

    private static final String NOTICE = "I am a stand-in for MiniMax: rules, no model.";
    private static final int MAX_CALLS = 20;
    private static final Pattern CONTINUES_A_QUESTION =
            Pattern.compile("(?i)^\\W*(?:and|what about|how about|also|same (?:for|in))\\b");
    private static final Pattern ENDS_A_QUESTION =
            Pattern.compile("(?i)^\\W*(?:thanks|thank you|no\\b|never mind|forget it|stop|ok(?:ay)?\\W*$|bye)");
    private static final Pattern ASKS_FOR_OWN_NAME =
            Pattern.compile("(?i)\\bmy name\\b.*\\?|\\bwho am i\\b|\\bremember me\\b");
    private static final Pattern OWN_NAME =
            Pattern.compile("(?i:\\b(?:my name is|i am|i'm|i’m|call me))\\s+(\\p{Lu}[\\p{L}'’-]+)");

    private final Duration wordPause;

    private StandIn(Duration wordPause) {
        this.wordPause = wordPause;
    }

    /**
     * Starts a stand-in server on a free port. Streamed words are 20 ms apart.
     *
     * @throws UncheckedIOException if no port is available
     */
    public static MiniMaxServer start() {
        return start(0, Duration.ofMillis(20));
    }

    /**
     * Starts a stand-in server on this port of 127.0.0.1. Queued replies take precedence.
     *
     * @param port      0 for a free one
     * @param wordPause the time between two words of a stream; zero for none
     * @throws UncheckedIOException if the port is not available
     */
    public static MiniMaxServer start(int port, Duration wordPause) {
        return MiniMaxServer.start(port).when(request -> true, new StandIn(wordPause));
    }

    private record Planned(Tool tool, Map<String, @Nullable Object> arguments, List<String> missing) {}

    @Override
    public Reply apply(RecordedRequest request) {
        if (request.method().equals("GET") && request.path().endsWith("/models")) {
            return models();
        }
        if (!request.path().endsWith("/chat/completions") && !request.path().endsWith("/chatcompletion_v2")) {
            return Reply.error(ErrorShape.PLAIN_TEXT, 404, 0, "404 page not found");
        }
        if (request.messages().isEmpty()) {
            return Reply.error(2013, "invalid params, binding: expr_path=messages, cause=missing required parameter");
        }
        List<Tool> tools = choosable(request);
        ToolPlan plan = new ToolPlan(tools);
        Conversation conversation = Conversation.of(
                request,
                text -> ENDS_A_QUESTION.matcher(text).find()
                        || !plan.steps(text).isEmpty());
        CompletionReply reply = limited(answer(request, conversation, tools, plan), request);
        return reply.streamed(stream -> stream.pause(wordPause));
    }

    private static Reply models() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", "MiniMax-M3");
        model.put("object", "model");
        model.put("created", 1780272000);
        model.put("owned_by", "minimax");
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("object", "list");
        list.put("data", List.of(model));
        return Reply.raw(200, "application/json; charset=utf-8", Json.write(list));
    }

    private static CompletionReply answer(
            RecordedRequest request, Conversation conversation, List<Tool> tools, ToolPlan plan) {
        JsonRequest jsonRequest = JsonRequest.of(request, conversation.text());
        String text = jsonRequest == null ? conversation.text() : jsonRequest.text();
        if (!tools.isEmpty() && conversation.steps().size() < MAX_CALLS) {
            CompletionReply calls = calls(request, conversation, text, plan);
            if (calls != null) {
                return calls;
            }
        }
        if (jsonRequest != null) {
            return json(request, conversation, jsonRequest);
        }
        String notice = conversation.isFirstAnswer() ? NOTICE + " " : "";
        String thinking = conversation.steps().isEmpty()
                ? "The user says: " + quote(text) + ". No tool is needed."
                : "The tools have answered. I sum up what they returned.";
        return thinking(Reply.text(notice + words(conversation, text, tools)), request, thinking);
    }

    private static List<Tool> choosable(RecordedRequest request) {
        List<Tool> tools = ToolPlan.tools(request);
        if ("none".equals(request.at("tool_choice"))) {
            return List.of();
        }
        if (request.at("tool_choice.function.name") instanceof String named) {
            return tools.stream().filter(tool -> tool.name().equals(named)).toList();
        }
        return tools;
    }

    /** The next calls, a question for missing values, or null if no (further) tool call is needed. */
    private static @Nullable CompletionReply calls(
            RecordedRequest request, Conversation conversation, String text, ToolPlan plan) {
        List<ToolPlan.Step> steps = plan.steps(text);
        List<Conversation.Step> made = conversation.allSteps();
        if (steps.isEmpty()
                && !made.isEmpty()
                && CONTINUES_A_QUESTION.matcher(text).find()) {
            steps = plan.stepsAlike(made.get(made.size() - 1).tool(), text);
        }
        boolean forced = conversation.steps().isEmpty()
                && ("required".equals(request.at("tool_choice")) || request.at("tool_choice.function") != null);
        if (steps.isEmpty() && forced) {
            steps = List.of(new ToolPlan.Step(plan.anyTool(text), text));
        }
        List<ToolPlan.Step> open = open(steps, conversation);
        if (open.isEmpty()) {
            return null;
        }
        List<Planned> next = new ArrayList<>();
        for (ToolPlan.Step step : open) {
            if (!next.isEmpty() && !step.tool().name().equals(open.get(0).tool().name())) {
                break;
            }
            Planned planned = planned(step, conversation, text, forced);
            if (planned.missing().isEmpty()) {
                next.add(planned);
            } else if (next.isEmpty()) {
                return question(request, conversation, planned);
            }
        }
        CompletionReply reply = null;
        for (Planned call : next) {
            String arguments = Json.write(call.arguments());
            reply = reply == null
                    ? Reply.toolCall(call.tool().name(), arguments)
                    : reply.toolCall(call.tool().name(), arguments);
        }
        String names = next.stream()
                .map(call -> call.tool().name() + " with " + Json.write(call.arguments()))
                .collect(Collectors.joining(" and "));
        String begin = conversation.isFirstAnswer() && conversation.steps().isEmpty() ? NOTICE + " " : "";
        String already =
                conversation.steps().isEmpty() ? "The user says: " + quote(text) + ". " : "One thing is done. ";
        return thinking(Objects.requireNonNull(reply), request, begin + already + "I call " + names + ".");
    }

    /** The steps that have not been executed since the user's last message. */
    private static List<ToolPlan.Step> open(List<ToolPlan.Step> steps, Conversation conversation) {
        Map<String, Integer> made = new HashMap<>();
        conversation.steps().forEach(step -> made.merge(step.tool(), 1, Integer::sum));
        List<ToolPlan.Step> open = new ArrayList<>();
        for (ToolPlan.Step step : steps) {
            if (made.merge(step.tool().name(), -1, Integer::sum) < 0) {
                open.add(step);
            }
        }
        return open;
    }

    private static Planned planned(ToolPlan.Step step, Conversation conversation, String text, boolean invent) {
        String around = String.join("\n", conversation.earlier()) + "\n" + text;
        ResultValues results = new ResultValues(conversation.allSteps(), text);
        ArgumentFinder finder =
                new ArgumentFinder(step.text(), around, results, LocalDate.now(ZoneId.systemDefault()), invent);
        return new Planned(step.tool(), finder.object(step.tool().parameters()), finder.missing());
    }

    private static CompletionReply question(RecordedRequest request, Conversation conversation, Planned planned) {
        String missing = planned.missing().stream().map(Words::phrase).collect(Collectors.joining(", "));
        String done = conversation.steps().isEmpty() ? "" : results(conversation) + "\n\n";
        String notice = conversation.isFirstAnswer() ? NOTICE + " " : "";
        String text = notice + done + Conversation.ASKING_BACK + ": " + missing + ".";
        return thinking(Reply.text(text), request, planned.tool().name() + " fits, but I do not know " + missing + ".");
    }

    private static String words(Conversation conversation, String text, List<Tool> tools) {
        if (!conversation.steps().isEmpty()) {
            return results(conversation);
        }
        String name = nameGivenBefore(conversation);
        if (ASKS_FOR_OWN_NAME.matcher(text).find() && name != null) {
            return "Your name is " + name + ".";
        }
        String images = switch (conversation.images()) {
            case 0 -> "";
            case 1 -> " There is an image with it, which I cannot see.";
            default -> " There are " + conversation.images() + " images with it, which I cannot see.";
        };
        String offer = tools.isEmpty()
                ? ""
                : " I can use these tools: "
                        + tools.stream().map(tool -> Words.phrase(tool.name())).collect(Collectors.joining(", ")) + ".";
        return "You wrote: " + quote(text) + "." + images + offer;
    }

    private static String results(Conversation conversation) {
        return conversation.steps().stream().map(ResultValues::sentence).collect(Collectors.joining("\n"));
    }

    private static @Nullable String nameGivenBefore(Conversation conversation) {
        String name = null;
        for (String said : conversation.earlier()) {
            Matcher matcher = OWN_NAME.matcher(said);
            name = matcher.find() ? matcher.group(1) : name;
        }
        return name;
    }

    private static CompletionReply json(RecordedRequest request, Conversation conversation, JsonRequest jsonRequest) {
        Map<String, @Nullable Object> json;
        if (jsonRequest.schema() == null) {
            json = new LinkedHashMap<>();
            json.put("answer", words(conversation, jsonRequest.text(), List.of()));
        } else {
            ResultValues results = new ResultValues(conversation.steps(), jsonRequest.text());
            json = new ArgumentFinder(jsonRequest.text(), null, results, LocalDate.now(ZoneId.systemDefault()), true)
                    .object(jsonRequest.schema());
        }
        String notice = conversation.isFirstAnswer() ? NOTICE + " " : "";
        return thinking(Reply.json(json), request, notice + "The answer must be JSON. I fill in what I can find.");
    }

    private static CompletionReply thinking(CompletionReply reply, RecordedRequest request, String thinking) {
        return "disabled".equals(request.at("thinking.type")) ? reply : reply.thinking(thinking);
    }

    /** Truncates the answer at the output limit, counting words as tokens. */
    private static CompletionReply limited(CompletionReply reply, RecordedRequest request) {
        Object limit =
                request.has("max_completion_tokens") ? request.at("max_completion_tokens") : request.at("max_tokens");
        return limit instanceof Number number ? reply.limitedTo(number.intValue()) : reply;
    }

    private static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return "\"" + (line.length() > 200 ? line.substring(0, 200) + "..." : line) + "\"";
    }
}
