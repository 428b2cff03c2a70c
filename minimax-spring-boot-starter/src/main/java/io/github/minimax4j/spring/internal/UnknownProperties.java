package io.github.minimax4j.spring.internal;

import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Finds properties that no record has, which the binder ignores: misspelled ones, and those that are not where they belong. Environment
 * variables are not looked at, because their names do not tell words from levels.
 */
public final class UnknownProperties {

    /** Whether the property has entries of any name, by its name below the root. */
    private final Map<String, Boolean> known = new LinkedHashMap<>();

    private UnknownProperties(Environment environment) {
        collect("", ConnectionProperties.class);
        collect("", Chat.class);
        collect("", MiniMaxProperties.class);
        collect("", MiniMaxModelProperties.class);
        known.put("test-server", false); // set by minimax-test
        for (String name : PropertySources.namedModels(environment)) {
            collect("models." + name + ".", ConnectionProperties.class);
            collect("models." + name + ".", Chat.class);
        }
    }

    private void collect(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (name.equals("models")) {
                continue;
            }
            if (component.getType().isRecord()) {
                collect(name + ".", component.getType());
            } else {
                known.put(
                        name,
                        Map.class.isAssignableFrom(component.getType())
                                || Collection.class.isAssignableFrom(component.getType()));
            }
        }
    }

    /** A sentence for each property that has no effect, with where it is set and what it may be meant to be. */
    public static List<String> warnings(Environment environment) {
        List<String> warnings = new ArrayList<>();
        UnknownProperties unknown = new UnknownProperties(environment);
        String root = ModelGroup.ROOT.substring(0, ModelGroup.ROOT.length() - 1);
        for (ConfigurationPropertyName name : PropertySources.namesBelow(root, environment)) {
            if (!unknown.isKnown(name)) {
                String property = name.toString();
                List<String> meant = unknown.nearest(property.substring(ModelGroup.ROOT.length()));
                warnings.add(PropertySources.withOrigin(property, environment)
                        + " has no effect, because there is no such property."
                        + (meant.isEmpty() ? "" : " Did you mean " + String.join(" or ", meant) + "?"));
            }
        }
        return warnings;
    }

    private boolean isKnown(ConfigurationPropertyName name) {
        if (name.equals(ConfigurationPropertyName.of(ModelGroup.ROOT + "models"))) {
            return true; // without an entry, of which the binder complains
        }
        return known.entrySet().stream().anyMatch(entry -> {
            ConfigurationPropertyName candidate =
                    ConfigurationPropertyName.adapt(ModelGroup.ROOT + entry.getKey(), '.');
            return candidate.equals(name)
                    || name.isAncestorOf(candidate) // an empty group, of which the binder complains where it matters
                    || entry.getValue() && candidate.isAncestorOf(name);
        });
    }

    /** The known properties that are spelled most similarly: of a property at the root, those of all groups. */
    private List<String> nearest(String name) {
        List<String> candidates = known.keySet().stream()
                .filter(candidate -> candidate.startsWith("models.") == name.startsWith("models."))
                .toList();
        int least = candidates.stream()
                .mapToInt(candidate -> distance(name, candidate))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (least > Math.max(2, last(name).length() / 3)) {
            return List.of();
        }
        List<String> nearest = candidates.stream()
                .filter(candidate -> distance(name, candidate) == least)
                .sorted(Comparator.<String, Boolean>comparing(
                                candidate -> candidate.contains(".") != name.contains("."))
                        .thenComparing(candidate -> edits(name, candidate)))
                .map(candidate -> ModelGroup.ROOT + candidate)
                .toList();
        return name.contains(".") ? nearest.subList(0, 1) : nearest;
    }

    /** The edits between the names, or one more than those between their last parts, if only the group differs. */
    private static int distance(String name, String candidate) {
        String last = last(candidate);
        boolean shortened = Arrays.asList(last.split("-"))
                .containsAll(Arrays.asList(last(name).split("-")));
        int ofLast = shortened ? Math.min(1, edits(last(name), last)) : edits(last(name), last);
        boolean sameGroup = name.length() - last(name).length() == candidate.length() - last.length()
                && candidate.startsWith(
                        name.substring(0, name.length() - last(name).length()));
        return ofLast + (sameGroup ? 0 : 1);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The number of characters to insert, remove or replace (Levenshtein's distance). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
