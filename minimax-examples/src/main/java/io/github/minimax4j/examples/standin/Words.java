package io.github.minimax4j.examples.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English words for the stand-in: splits identifiers, removes endings, unifies a few synonyms. */
final class Words {

    private static final Pattern WORD = Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{Ll}\\p{Lo}\\p{M}]+|\\d+");

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("find", "search"),
            Map.entry("look", "search"),
            Map.entry("lookup", "search"),
            Map.entry("fly", "flight"),
            Map.entry("plane", "flight"),
            Map.entry("reserve", "book"),
            Map.entry("reservation", "book"),
            Map.entry("rain", "weather"),
            Map.entry("sunny", "weather"),
            Map.entry("umbrella", "weather"),
            Map.entry("temperature", "weather"),
            Map.entry("cost", "price"),
            Map.entry("remove", "delete"),
            Map.entry("storno", "cancel"),
            Map.entry("plu", "add"),
            Map.entry("sum", "add"));

    private static final Set<String> STOP = Set.copyOf(List.of(
            ("a an the of for to in on at by with and or is are be this that it its from given user return get fetch give"
                            + " tool function value use one all any some as if me my i you your we what how do can will please there")
                    .split(" ", -1)));

    private Words() {}

    /** The lower-case words of a text, or of an identifier in any style. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** The stems of the words that carry meaning. */
    static List<String> stems(String text) {
        return of(text).stream()
                .map(Words::stem)
                .filter(stem -> !STOP.contains(stem))
                .toList();
    }

    static String stem(String word) {
        String stem = word.toLowerCase(Locale.ROOT);
        if (stem.endsWith("ies") && stem.length() > 4) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.endsWith("s") && !stem.endsWith("ss") && stem.length() > 3) {
            stem = stem.substring(0, stem.length() - 1);
        }
        for (String ending : List.of("ing", "ed")) {
            if (stem.endsWith(ending) && stem.length() - ending.length() > 2) {
                stem = stem.substring(0, stem.length() - ending.length());
                int last = stem.length() - 1;
                if (last > 2 && stem.charAt(last) == stem.charAt(last - 1)) {
                    stem = stem.substring(0, last);
                }
            }
        }
        return SYNONYMS.getOrDefault(stem, stem);
    }

    /** {@code searchFlights} as "search flights". */
    static String phrase(String identifier) {
        return String.join(" ", of(identifier));
    }

    /** Words as "a, b and c". */
    static String enumeration(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
