package io.github.minimax4j.examples.standin;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fills a JSON schema from the messages and from the results of tools. One instance fills one object and remembers the values used. */
final class ArgumentFinder {

    private static final Set<String> BOOLEAN_FILLERS =
            Set.of("ha", "with", "include", "only", "flag", "want", "need", "should", "enable");

    private static final Set<String> SWITCHES = Set.of("on", "enabled", "enable", "active", "state", "power");

    private final Mentions here;
    private final @Nullable Mentions around;
    private final ResultValues results;
    private final LocalDate today;
    private final boolean invent;
    private final List<String> missing = new ArrayList<>();
    private int datesUsed;
    private @Nullable String person;
    private boolean hasSurname;

    /**
     * @param here the part of the message about this object
     * @param around all messages of the user, for values not found here, or null
     * @param invent whether missing required values get a placeholder
     */
    ArgumentFinder(String here, @Nullable String around, ResultValues results, LocalDate today, boolean invent) {
        this.here = new Mentions(here, today);
        this.around = around == null ? null : new Mentions(around, today);
        this.results = results;
        this.today = today;
        this.invent = invent;
    }

    /** The required properties without a value. */
    List<String> missing() {
        return missing;
    }

    Map<String, @Nullable Object> object(Map<?, ?> schema) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return object;
        }
        hasSurname |= properties.keySet().stream()
                .anyMatch(name -> Words.of(name.toString()).contains("surname"));
        List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
        properties.forEach((key, value) -> {
            String name = String.valueOf(key);
            Map<?, ?> property = value instanceof Map<?, ?> map ? map : Map.of();
            boolean needed = required.contains(name);
            Object found = value(name, property, needed);
            if (found != null) {
                object.put(name, found);
            } else if (needed && invent) {
                object.put(name, placeholder(property));
            } else if (needed) {
                missing.add(name);
            }
        });
        return object;
    }

    private @Nullable Object value(String name, Map<?, ?> property, boolean needed) {
        if (property.get("enum") instanceof List<?> choices) {
            Object choice = choice(choices);
            return choice == null && needed ? property.get("default") : choice;
        }
        return switch (type(property)) {
            case "integer" -> integer(number(name, needed));
            case "number" -> number(name, needed);
            case "boolean" -> bool(name, needed);
            case "array" -> array(name, property, needed);
            case "object" -> needed || property.containsKey("properties") ? nested(property, needed) : null;
            default -> string(name, property, needed);
        };
    }

    static String type(Map<?, ?> property) {
        if (property.get("type") instanceof List<?> types) {
            return types.stream()
                    .map(String::valueOf)
                    .filter(type -> !type.equals("null"))
                    .findFirst()
                    .orElse("string");
        }
        if (property.get("type") instanceof String type) {
            return type;
        }
        return property.containsKey("properties") ? "object" : "string";
    }

    private @Nullable Map<String, @Nullable Object> nested(Map<?, ?> property, boolean needed) {
        Map<String, @Nullable Object> object = object(property);
        return object.isEmpty() && !needed ? null : object;
    }

    private @Nullable Object choice(List<?> choices) {
        for (Object choice : choices) {
            if (here.says(Words.phrase(String.valueOf(choice)))) {
                return choice;
            }
        }
        for (Object choice : choices) {
            if (here.mood() != null && String.valueOf(choice).equalsIgnoreCase(here.mood())) {
                return choice;
            }
        }
        for (Object choice : choices) {
            if (around != null && around.says(Words.phrase(String.valueOf(choice)))) {
                return choice;
            }
        }
        return null;
    }

    private @Nullable Number number(String name, boolean needed) {
        Number number = here.numberNear(Words.stems(name));
        if (number == null && needed) {
            number = here.nextNumber();
        }
        if (number == null && results.find(name) instanceof Number result) {
            number = result;
        }
        return number;
    }

    private static @Nullable Number integer(@Nullable Number number) {
        return number == null ? null : (Number) number.longValue();
    }

    private @Nullable Boolean bool(String name, boolean needed) {
        List<String> stems = Words.stems(name).stream()
                .filter(stem -> !BOOLEAN_FILLERS.contains(stem))
                .toList();
        Boolean said = here.saysYesOrNo(stems);
        if (said == null && Words.of(name).stream().anyMatch(SWITCHES::contains)) {
            said = here.saysOnOrOff();
        }
        return said == null && needed ? Boolean.FALSE : said;
    }

    private @Nullable List<?> array(String name, Map<?, ?> property, boolean needed) {
        Map<?, ?> items = property.get("items") instanceof Map<?, ?> map ? map : Map.of();
        if (items.get("enum") instanceof List<?> choices) {
            return nullIfEmpty(
                    choices.stream()
                            .filter(choice -> here.says(Words.phrase(String.valueOf(choice))))
                            .toList(),
                    needed);
        }
        List<@Nullable Object> values = new ArrayList<>();
        if (!needed && !here.says(Words.phrase(name))) {
            return null;
        }
        switch (type(items)) {
            case "integer", "number" -> {
                boolean whole = type(items).equals("integer");
                for (Number n = here.nextNumber(); n != null; n = here.nextNumber()) {
                    values.add(whole ? integer(n) : n);
                }
            }
            case "object" -> {
                Map<String, @Nullable Object> item = nested(items, needed);
                if (item != null) {
                    values.add(item);
                }
            }
            default -> {
                for (String next = here.nextName(); next != null; next = here.nextName()) {
                    values.add(next);
                }
            }
        }
        return nullIfEmpty(values, needed);
    }

    private static @Nullable List<?> nullIfEmpty(List<?> values, boolean needed) {
        return values.isEmpty() && !needed ? null : values;
    }

    private @Nullable String string(String name, Map<?, ?> property, boolean needed) {
        String said = said(name, property, needed);
        if (said != null) {
            return said;
        }
        Object result = results.find(name);
        if (result != null && !(result instanceof Boolean)) {
            return result.toString();
        }
        return around != null && Kind.of(name, property) == Kind.IDENTIFIER ? around.identifier() : null;
    }

    private @Nullable String said(String name, Map<?, ?> property, boolean needed) {
        return switch (Kind.of(name, property)) {
            case DATE -> date();
            case DATE_TIME -> dateTime();
            case TIME -> time();
            case MAIL -> anywhere(Mentions::mail);
            case URL -> anywhere(Mentions::url);
            case IDENTIFIER -> firstOf(here.after(name), here.identifier());
            case PLACE_FROM -> anywhere(Mentions::placeFrom);
            case PLACE_TO -> firstOf(here.mail(), anywhere(Mentions::placeTo));
            case PLACE ->
                firstOf(
                        firstOf(here.place(), needed ? here.nextName() : null),
                        around == null ? null : around.placeMeant());
            case PERSON -> person(name, needed);
            case TEXT -> needed ? firstOf(here.quoted(), here.text()) : here.after(name);
            case OTHER -> firstOf(here.after(name), needed ? firstOf(here.quoted(), here.nextName()) : null);
        };
    }

    private interface Search {
        @Nullable
        String in(Mentions mentions);
    }

    private @Nullable String anywhere(Search search) {
        String found = search.in(here);
        return found == null && around != null ? search.in(around) : found;
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
        return first == null || first.isBlank() ? second : first;
    }

    /** A person's name, or the part of it that the property needs; one person may fill several properties. */
    private @Nullable String person(String name, boolean needed) {
        List<String> words = Words.of(name);
        boolean last = words.stream().anyMatch(Set.of("surname", "last", "lastname", "family")::contains);
        boolean first =
                !last && (words.stream().anyMatch(Set.of("first", "firstname", "given")::contains) || hasSurname);
        if (person == null || !(first || last)) {
            String next = firstOf(here.person(), needed ? here.nextPerson() : null);
            next = next == null && needed && around != null ? around.person() : next;
            person = next == null ? person : next;
        }
        if (person == null || !(first || last)) {
            return person;
        }
        int space = person.lastIndexOf(' ');
        return first ? person.substring(0, space < 0 ? person.length() : space) : person.substring(space + 1);
    }

    private @Nullable String date() {
        List<LocalDate> dates = here.dates().isEmpty() && around != null ? around.dates() : here.dates();
        if (dates.isEmpty()) {
            return null;
        }
        LocalDate date = dates.get(Math.min(datesUsed, dates.size() - 1));
        datesUsed++;
        return date.toString();
    }

    private @Nullable String dateTime() {
        LocalTime time = here.time();
        String date = date();
        if (date == null && time == null) {
            return null;
        }
        return (date == null ? today.toString() : date) + "T" + (time == null ? LocalTime.NOON : time) + ":00";
    }

    private @Nullable String time() {
        LocalTime time = here.time();
        return time == null ? null : time.toString();
    }

    private @Nullable Object placeholder(Map<?, ?> property) {
        if (property.get("enum") instanceof List<?> choices && !choices.isEmpty()) {
            return choices.get(0);
        }
        return switch (type(property)) {
            case "integer", "number" -> 0;
            case "boolean" -> false;
            case "array" -> List.of();
            case "object" -> Map.of();
            default -> Kind.of("", property) == Kind.DATE ? today.toString() : "unknown";
        };
    }

    /** The kind of value of a string property, by its format, name and description. */
    enum Kind {
        DATE,
        DATE_TIME,
        TIME,
        MAIL,
        URL,
        IDENTIFIER,
        PLACE_FROM,
        PLACE_TO,
        PLACE,
        PERSON,
        TEXT,
        OTHER;

        static Kind of(String name, Map<?, ?> property) {
            switch (String.valueOf(property.get("format")).toLowerCase(Locale.ROOT)) {
                case "date" -> {
                    return DATE;
                }
                case "date-time" -> {
                    return DATE_TIME;
                }
                case "time" -> {
                    return TIME;
                }
                case "email" -> {
                    return MAIL;
                }
                case "uri", "url" -> {
                    return URL;
                }
                default -> {}
            }
            Kind byName = of(Words.of(name));
            Object description = property.get("description");
            return byName == OTHER && description != null ? of(Words.of(description.toString())) : byName;
        }

        private static Kind of(List<String> words) {
            Set<String> set = new TreeSet<>(words);
            if (any(set, "date day checkin checkout when birthday yyyy")) {
                return DATE;
            }
            if (any(set, "time hour")) {
                return TIME;
            }
            if (any(set, "mail email")) {
                return MAIL;
            }
            if (any(set, "url uri link")) {
                return URL;
            }
            if (any(set, "id identifier number code reference ref key pnr")) {
                return IDENTIFIER;
            }
            if (any(set, "from origin departure source start")) {
                return PLACE_FROM;
            }
            if (any(set, "to destination arrival target")) {
                return PLACE_TO;
            }
            if (any(set, "city place location country town airport region where area address room")) {
                return PLACE;
            }
            if (any(
                    set,
                    "name surname passenger person guest customer recipient traveller traveler who author attendee user")) {
                return PERSON;
            }
            if (any(
                    set,
                    "text query message content subject note question topic body prompt title description comment"
                            + " keyword reason summary answer")) {
                return TEXT;
            }
            return OTHER;
        }

        private static boolean any(Set<String> words, String candidates) {
            return List.of(candidates.split(" ", -1)).stream().anyMatch(words::contains);
        }
    }
}
