package io.github.minimax4j.examples.standin;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what an English text mentions: names, places, numbers, dates, identifiers. Returns each number and name only once. */
final class Mentions {

    private static final String NAME =
            "\\p{Lu}[\\p{L}\\p{M}'’]*(?:-\\p{L}+)*(?:[ ]+(?:(?:de|la|of|da|van|von|di|del)[ ]+)?\\p{Lu}[\\p{L}\\p{M}'’-]*)*";
    private static final Pattern NAMES = Pattern.compile("(?<![\\p{L}\\d-])" + NAME);
    private static final Pattern AFTER_PLACE_WORD =
            Pattern.compile("(?i)\\b(?:from|to|into|in|at|near)\\s+(?:the\\s+)?$");
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[A-Za-z]*[A-Z\\d][\\w]*(?:-\\w+)*");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"<>]+[^\\s\"<>.,;!?]");
    private static final Pattern QUOTED = Pattern.compile("[\"“„«]([^\"“”„«»]+)[\"”“»]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,])-?\\d+(?:[.,]\\d+)?(?!\\w)");
    private static final String NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve";
    private static final Pattern NUMBER_WORD = Pattern.compile(
            "\\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b", Pattern.CASE_INSENSITIVE);

    /** Words that are capitalised only at the start of a sentence. */
    private static final Set<String> NOT_NAMES = Set.copyOf(List.of(
            ("a add also an and any are as at book buy call can cancel check compare could create delete do does extract fetch"
                            + " find flight flights fly for from get give has have he hello hey hi how i i'd i'll i'm i've if in is"
                            + " it let list look make may my need next no not now of on once open or order please plan put remind"
                            + " reserve s search send set she show so start stop summarise summarize tell thank thanks that the"
                            + " then there they this to today tomorrow translate turn update use want was we weather what what's"
                            + " when where which who why will with would write yes you your monday tuesday wednesday thursday"
                            + " friday saturday sunday january february march april june july august september october november"
                            + " december its travel go see know be visit take leave return stay have me us his her our their mr mrs ms dr after before both only")
                    .split(" ", -1)));

    private record Mention<T>(T value, int start, int end) {}

    private final String text;
    private final String names;
    private final List<LocalDate> dates;
    private final List<Mention<Number>> numbers;
    private final List<Mention<String>> unusedNames;
    private final boolean hasNames;

    Mentions(String text, LocalDate today) {
        this.text = text;
        this.dates = Dates.find(text, today).stream().map(Dates.Found::date).toList();
        String plain = blank(Dates.blank(text, today), MAIL, URL, IDENTIFIER);
        this.names = plain;
        this.numbers = numbers(plain);
        this.unusedNames = names(plain);
        this.hasNames = !unusedNames.isEmpty();
    }

    private static String blank(String text, Pattern... patterns) {
        String result = text;
        for (Pattern pattern : patterns) {
            result = pattern.matcher(result)
                    .replaceAll(match -> " ".repeat(match.group().length()));
        }
        return result;
    }

    private static List<Mention<Number>> numbers(String text) {
        List<Mention<Number>> numbers = new ArrayList<>();
        NUMBER.matcher(text).results().forEach(m -> numbers.add(new Mention<>(number(m.group()), m.start(), m.end())));
        NUMBER_WORD
                .matcher(text)
                .results()
                .forEach(m -> numbers.add(new Mention<>(
                        List.of(NUMBER_WORDS.split(" ", -1)).indexOf(m.group().toLowerCase(Locale.ROOT)),
                        m.start(),
                        m.end())));
        return numbers;
    }

    private static Number number(String digits) {
        if (digits.matches("-?\\d{1,18}")) {
            return Long.valueOf(digits);
        }
        return Double.valueOf(digits.replace(',', '.'));
    }

    private static List<Mention<String>> names(String text) {
        List<Mention<String>> found = new ArrayList<>();
        for (MatchResult match : NAMES.matcher(text).results().toList()) {
            String name = withoutCommonStart(match.group());
            if (!name.isEmpty()) {
                found.add(new Mention<>(name, match.end() - name.length(), match.end()));
            }
        }
        return found;
    }

    private static String withoutCommonStart(String name) {
        String rest = name;
        while (!rest.isEmpty()) {
            String first = rest.split("\\s+", 2)[0];
            if (!NOT_NAMES.contains(first.toLowerCase(Locale.ROOT).replace('’', '\''))) {
                return rest;
            }
            rest = rest.substring(first.length()).stripLeading();
        }
        return rest;
    }

    String text() {
        return text.strip();
    }

    List<LocalDate> dates() {
        return dates;
    }

    @Nullable
    LocalTime time() {
        return Dates.time(text);
    }

    @Nullable
    String mail() {
        return first(MAIL, text, 0);
    }

    @Nullable
    String url() {
        return first(URL, text, 0);
    }

    @Nullable
    String quoted() {
        return first(QUOTED, text, 1);
    }

    @Nullable
    String identifier() {
        return first(IDENTIFIER, blank(text, MAIL, URL), 0);
    }

    @Nullable
    String placeFrom() {
        String after = nameAfter("from|leaving|departing");
        return use(after == null ? nameBefore("to|into") : after);
    }

    @Nullable
    String placeTo() {
        return use(nameAfter("to|into|towards|for"));
    }

    @Nullable
    String place() {
        String place = nameAfter("in|at|near|around|of|for|visit|about");
        return use(place == null ? nameAfter("to|into") : place);
    }

    /** The place that "there" refers to: the last destination that the user named, or else the last location. */
    @Nullable
    String placeMeant() {
        List<String> goals = namesAfter("to|into");
        List<String> places = goals.isEmpty() ? namesAfter("in|at|near") : goals;
        return places.isEmpty() ? null : places.get(places.size() - 1);
    }

    @Nullable
    String person() {
        return use(nameAfter("for|name is|named|called|passengers?|i am|i'm|i’m|call me|guest|customer|by|with"));
    }

    /** The next unused name, in the order of the text. */
    @Nullable
    String nextName() {
        return unusedNames.isEmpty() ? null : unusedNames.remove(0).value();
    }

    /** The next unused name that is not in the position of a place. */
    @Nullable
    String nextPerson() {
        for (Mention<String> name : unusedNames) {
            if (!AFTER_PLACE_WORD.matcher(names.substring(0, name.start())).find()) {
                unusedNames.remove(name);
                return name.value();
            }
        }
        return null;
    }

    private @Nullable String use(@Nullable String name) {
        if (name != null) {
            unusedNames.removeIf(mention -> mention.value().equals(name));
        }
        return name;
    }

    /** The first unused name after one of these words; a lower-case word if the text contains no names. */
    private @Nullable String nameAfter(String words) {
        List<String> found = namesAfter(words);
        return found.isEmpty() ? null : found.get(0);
    }

    private @Nullable String nameBefore(String words) {
        Matcher matcher =
                Pattern.compile("(" + NAME + ")\\s+(?:" + words + ")\\s").matcher(names);
        return matcher.find() ? nullIfEmpty(withoutCommonStart(matcher.group(1))) : null;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private List<String> namesAfter(String words) {
        List<String> found = new ArrayList<>();
        for (MatchResult match : Pattern.compile("(?i:\\b(?:" + words + "))\\s+(?:the\\s+)?(" + NAME + ")")
                .matcher(names)
                .results()
                .toList()) {
            String name = withoutCommonStart(match.group(1));
            if (unusedNames.stream().anyMatch(mention -> mention.value().equals(name))) {
                found.add(name);
            }
        }
        if (hasNames) {
            return found;
        }
        Matcher lower = Pattern.compile("\\b(?:" + words + ")\\s+(?:the\\s+|my\\s+|our\\s+)?([\\p{Ll}-]{3,})")
                .matcher(names);
        while (lower.find()) {
            if (!NOT_NAMES.contains(lower.group(1))) {
                found.add(lower.group(1));
            }
        }
        return found;
    }

    /** The value after the name of a property: "seat 12A", "category: books". */
    @Nullable
    String after(String property) {
        String phrase = String.join("\\s+", Words.of(property));
        if (phrase.isEmpty()) {
            return null;
        }
        Matcher matcher = Pattern.compile(
                        "(?i)\\b" + phrase + "\\s*(?:is\\s|=|:|number\\s|no\\.\\s|#|\\s)\\s*[\"“]?([\\p{L}\\d][\\w-]*)")
                .matcher(text);
        return matcher.find() && !NOT_NAMES.contains(matcher.group(1).toLowerCase(Locale.ROOT))
                ? matcher.group(1)
                : null;
    }

    @Nullable
    Number nextNumber() {
        return numbers.isEmpty() ? null : numbers.remove(0).value();
    }

    /** A number next to one of these words: "2 passengers", "a budget of 300". */
    @Nullable
    Number numberNear(List<String> stems) {
        for (Mention<Number> number : numbers) {
            List<String> behind = Words.of(names.substring(number.end()));
            List<String> before = Words.of(names.substring(0, number.start()));
            List<String> near = new ArrayList<>(behind.subList(0, Math.min(2, behind.size())));
            near.addAll(before.subList(Math.max(0, before.size() - 3), before.size()));
            if (near.stream().map(Words::stem).anyMatch(stems::contains)) {
                numbers.remove(number);
                return number.value();
            }
        }
        return null;
    }

    boolean says(String phrase) {
        return !phrase.isBlank()
                && (" " + String.join(" ", Words.of(text)) + " ").contains(" " + phrase.toLowerCase(Locale.ROOT) + " ");
    }

    /** Whether the text affirms or denies one of these words; null if it mentions none. */
    @Nullable
    Boolean saysYesOrNo(List<String> stems) {
        List<String> words = Words.of(text.replace("n't", " not"));
        for (int i = 0; i < words.size(); i++) {
            if (stems.contains(Words.stem(words.get(i)))) {
                List<String> before = words.subList(Math.max(0, i - 3), i);
                return before.stream().noneMatch(Set.of("no", "not", "without", "never")::contains);
            }
        }
        return null;
    }

    /** Whether the text says on or off; null if neither. */
    @Nullable
    Boolean saysOnOrOff() {
        boolean off = says("off") || says("disable") || says("deactivate");
        return off || says("on") || says("enable") || says("activate") ? Boolean.valueOf(!off) : null;
    }

    /** "positive" or "negative" if the text expresses it. */
    @Nullable
    String mood() {
        if (Pattern.compile("(?i)\\b(great|good|love\\w*|excellent|wonderful|happy|best|fantastic|amazing)\\b")
                .matcher(text)
                .find()) {
            return "positive";
        }
        boolean bad = Pattern.compile("(?i)\\b(bad|awful|hate\\w*|terrible|worst|angry|broken|disappoint\\w*)\\b")
                .matcher(text)
                .find();
        return bad ? "negative" : null;
    }

    private static @Nullable String first(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(group) : null;
    }
}
