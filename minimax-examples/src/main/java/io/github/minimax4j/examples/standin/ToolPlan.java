package io.github.minimax4j.examples.standin;

import io.github.minimax4j.test.RecordedRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides by the words of a message which of the offered tools to call, and in which order. */
final class ToolPlan {

    private static final Pattern PLACE_SEPARATOR =
            Pattern.compile("\\s*,\\s*(?:and|or)\\s+|\\s*,\\s*|\\s+(?:and|or)\\s+");

    private static final double MIN_SCORE = 1.2;
    private static final Pattern BOUNDARY = Pattern.compile(
            "\\n+|(?<=[.!?;])\\s+|,\\s*|\\s+(?:and|then|but)\\s+(?:then\\s+|also\\s+)?", Pattern.CASE_INSENSITIVE);
    private static final String NAME = "\\p{Lu}[\\p{L}'’-]*(?:[ ]+\\p{Lu}[\\p{L}'’-]*)*";
    private static final Pattern PLACES = Pattern.compile(
            "\\b(in|for|of|at|between)\\s+(" + NAME + "(?:,\\s*" + NAME + ")*\\s*,?\\s+(?:and|or)\\s+" + NAME + ")");

    /** An offered tool. */
    record Tool(String name, String description, Map<?, ?> parameters) {

        /** The only property that is a place, or null if there are none or several. */
        private @Nullable String place() {
            if (!(parameters.get("properties") instanceof Map<?, ?> properties)) {
                return null;
            }
            List<String> places = properties.entrySet().stream()
                    .filter(property -> property.getValue() instanceof Map<?, ?> schema
                            && ArgumentFinder.type(schema).equals("string")
                            && ArgumentFinder.Kind.of(property.getKey().toString(), schema)
                                    == ArgumentFinder.Kind.PLACE)
                    .map(property -> property.getKey().toString())
                    .toList();
            return places.size() == 1 ? places.get(0) : null;
        }
    }

    /** A tool to call, and the part of the message that calls for it. */
    record Step(Tool tool, String text) {}

    private final List<Tool> tools;
    private final Map<String, Integer> toolsByNameWord = new HashMap<>();

    ToolPlan(List<Tool> tools) {
        this.tools = tools;
        for (Tool tool : tools) {
            for (String stem : new LinkedHashSet<>(Words.stems(tool.name()))) {
                toolsByNameWord.merge(stem, 1, Integer::sum);
            }
        }
    }

    static List<Tool> tools(RecordedRequest request) {
        return Json.objects(request.at("tools")).stream()
                .filter(tool -> tool.get("function") instanceof Map<?, ?>)
                .map(tool -> {
                    Map<?, ?> function = (Map<?, ?>) tool.get("function");
                    Object description = function.get("description");
                    return new Tool(
                            String.valueOf(function.get("name")),
                            description == null ? "" : description.toString(),
                            function.get("parameters") instanceof Map<?, ?> map ? map : Map.of());
                })
                .toList();
    }

    /** All steps that the message calls for. */
    List<Step> steps(String message) {
        List<Step> steps = new ArrayList<>();
        StringBuilder clause = new StringBuilder();
        Tool current = null;
        for (String part : parts(message)) {
            Tool tool = best(part);
            if (tool != null && current != null && isNewStep(current, clause.toString(), tool, part)) {
                steps.add(new Step(current, clause.toString()));
                clause.setLength(0);
            }
            current = tool != null ? tool : current;
            clause.append(part);
        }
        if (current != null) {
            steps.add(new Step(current, clause.toString()));
        }
        return steps.stream().flatMap(step -> perPlace(step).stream()).toList();
    }

    /** The steps of a message that only continues the previous question, such as "and in Rome?"; empty if that tool is not offered. */
    List<Step> stepsAlike(String toolName, String message) {
        return tools.stream()
                .filter(tool -> tool.name().equals(toolName))
                .flatMap(tool -> perPlace(new Step(tool, message)).stream())
                .toList();
    }

    /** The tool that fits best, even if it fits badly. */
    Tool anyTool(String message) {
        Tool best = tools.get(0);
        for (Tool tool : tools) {
            best = score(tool, message) > score(best, message) ? tool : best;
        }
        return best;
    }

    /** A second clause for the same tool is a separate step if it contains all required values. */
    private static boolean isNewStep(Tool current, String clause, Tool tool, String part) {
        if (!current.name().equals(tool.name())) {
            return true;
        }
        return tool.parameters().get("required") instanceof List<?> required
                && !required.isEmpty()
                && missing(current, clause).isEmpty()
                && missing(tool, part).isEmpty();
    }

    /** The share of the required properties that the text contains, 0 to 1: a tool that can be called is the more likely one. */
    private static double knownShare(Tool tool, String text) {
        if (!(tool.parameters().get("required") instanceof List<?> required) || required.isEmpty()) {
            return 0;
        }
        return 1.0 - (double) missing(tool, text).size() / required.size();
    }

    private static List<String> missing(Tool tool, String text) {
        ArgumentFinder finder = new ArgumentFinder(text, null, new ResultValues(List.of(), ""), LocalDate.EPOCH, false);
        finder.object(tool.parameters());
        return finder.missing();
    }

    private static List<String> parts(String message) {
        List<String> parts = new ArrayList<>();
        Matcher boundary = BOUNDARY.matcher(message);
        int start = 0;
        while (boundary.find()) {
            parts.add(message.substring(start, boundary.end()));
            start = boundary.end();
        }
        parts.add(message.substring(start));
        return parts;
    }

    private static List<Step> perPlace(Step step) {
        Matcher places = PLACES.matcher(step.text());
        if (step.tool().place() == null || !places.find()) {
            return List.of(step);
        }
        List<Step> steps = new ArrayList<>();
        for (String place : PLACE_SEPARATOR.splitAsStream(places.group(2)).toList()) {
            String text = step.text().substring(0, places.start()) + "in " + place
                    + step.text().substring(places.end());
            steps.add(new Step(step.tool(), text));
        }
        return steps;
    }

    private @Nullable Tool best(String clause) {
        Tool best = null;
        double bestScore = MIN_SCORE;
        for (Tool tool : tools) {
            double score = score(tool, clause);
            if (score > bestScore) {
                best = tool;
                bestScore = score;
            }
        }
        return best;
    }

    /** Scores a tool. The words of its name weigh most, the first one (usually the verb) even more, words shared by several tools less. */
    private double score(Tool tool, String text) {
        Set<String> words = new LinkedHashSet<>(Words.stems(text));
        double score = 0;
        double factor = 1.3;
        for (String stem : new LinkedHashSet<>(Words.stems(tool.name()))) {
            if (words.contains(stem)) {
                score += factor * 3 / toolsByNameWord.getOrDefault(stem, 1);
            }
            factor = 1;
        }
        double byDescription = 0;
        for (String stem : new LinkedHashSet<>(Words.stems(tool.description()))) {
            byDescription += words.contains(stem) ? 0.4 : 0;
        }
        if (tool.parameters().get("properties") instanceof Map<?, ?> properties) {
            for (Object property : properties.keySet()) {
                byDescription += Words.stems(property.toString()).stream().anyMatch(words::contains) ? 0.2 : 0;
            }
        }
        return score + Math.min(byDescription, 1.6) + (score > 0 ? knownShare(tool, text) : 0);
    }
}
