package io.github.minimax4j.examples.standin;

import io.github.minimax4j.examples.standin.Conversation.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Extracts values for later calls from the results of earlier ones, and describes results in words. */
final class ResultValues {

    private static final Pattern IDENTIFIER = Pattern.compile("\\b(?=\\w*\\d)[A-Z][A-Z\\d]*(?:-\\w+)*\\b");
    private static final Pattern CHEAPEST = Pattern.compile("(?i)\\bcheap(est)?\\b|\\blowest\\b");

    private final List<Step> steps;
    private final boolean cheapest;

    ResultValues(List<Step> steps, String text) {
        this.steps = steps;
        this.cheapest = CHEAPEST.matcher(text).find();
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The value of this name in the latest result that has one. */
    @Nullable
    Object find(String name) {
        List<String> stems = Words.stems(name);
        boolean identifier = Words.of(name).contains("id") || Words.of(name).contains("reference");
        for (int i = steps.size() - 1; i >= 0; i--) {
            Object json = steps.get(i).json();
            Object value = find(json, stems);
            if (value == null && identifier) {
                value = find(json, List.of("id"));
            }
            if (value == null && identifier) {
                Matcher matcher = IDENTIFIER.matcher(steps.get(i).result());
                value = matcher.find() ? matcher.group() : null;
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Object find(@Nullable Object json, List<String> stems) {
        if (json instanceof List<?> list) {
            return inOrder(list).stream()
                    .map(item -> find(item, stems))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        if (!(json instanceof Map<?, ?> map)) {
            return null;
        }
        for (Map.Entry<?, ?> member : map.entrySet()) {
            boolean scalar = !(member.getValue() instanceof Map) && !(member.getValue() instanceof List);
            if (scalar && Words.stems(member.getKey().toString()).equals(stems)) {
                return member.getValue();
            }
        }
        return map.values().stream()
                .map(value -> find(value, stems))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<?> inOrder(List<?> list) {
        if (!cheapest) {
            return list;
        }
        List<Object> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingDouble(ResultValues::price));
        return sorted;
    }

    private static double price(@Nullable Object item) {
        if (item instanceof Map<?, ?> map) {
            for (String name : List.of("price", "cost", "fare", "total", "amount")) {
                if (map.get(name) instanceof Number price) {
                    return price.doubleValue();
                }
            }
        }
        return Double.MAX_VALUE;
    }

    /** A tool's result in sentences. */
    static String sentence(Step step) {
        String call = "I called " + Words.phrase(step.tool());
        List<String> known = List.of();
        if (Json.parse(step.arguments()) instanceof Map<?, ?> map && !map.isEmpty()) {
            known = map.values().stream().map(ResultValues::words).toList();
            call += " with " + Words.enumeration(known);
        }
        Object json = step.json();
        List<String> news = json instanceof Map<?, ?> map ? news(map, known) : List.of();
        if (!news.isEmpty()) {
            return call + ". It returned " + Words.enumeration(news) + ".";
        }
        String result = json instanceof Map || json instanceof List
                ? words(json)
                : step.result().strip();
        if (result.isEmpty() || result.equals("(empty)")) {
            return call + ", and it is done.";
        }
        if (json instanceof List<?> list && list.size() > 1) {
            result = list.size() + " results: " + result;
        } else if (!(json instanceof Map || json instanceof List)) {
            result = "this: " + result;
        }
        return call + ". It returned " + result + (result.matches("(?s).*[.!?]") ? "" : ".");
    }

    /** The members of a result whose values are not those of the arguments. */
    private static List<String> news(Map<?, ?> result, List<String> known) {
        return result.entrySet().stream()
                .filter(member -> !known.contains(words(member.getValue())))
                .map(member -> Words.phrase(member.getKey().toString()) + " " + words(member.getValue()))
                .toList();
    }

    private static String words(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return String.join(
                    ", ",
                    map.entrySet().stream()
                            .map(member -> Words.phrase(member.getKey().toString()) + " " + words(member.getValue()))
                            .toList());
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "nothing"
                    : String.join("; ", list.stream().map(ResultValues::words).toList());
        }
        return String.valueOf(value);
    }
}
