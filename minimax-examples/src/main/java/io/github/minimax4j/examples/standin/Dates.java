package io.github.minimax4j.examples.standin;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds dates and times in English text. */
final class Dates {

    private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
    private static final String MONTH =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
                    + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "(?:,?\\s+(\\d{4}))?";
    private static final String WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

    private static final Pattern ISO = pattern("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern DOTS = pattern("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern SLASHES = pattern("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern DAY_FIRST = pattern(DAY + "\\s+(?:of\\s+)?" + MONTH + YEAR);
    private static final Pattern RANGE_START =
            pattern(DAY + "(?=\\s*(?:to|until|till|and|-|–)\\s*" + DAY + "\\s+(?:of\\s+)?" + MONTH + YEAR + ")");
    private static final Pattern MONTH_FIRST = pattern(MONTH + "\\s+" + DAY + YEAR);
    private static final Pattern RELATIVE =
            pattern("(day after tomorrow|today|tonight|tomorrow|next week|in (\\d+|a) (day|week)s?|(?:next )?(?:"
                    + WEEKDAY + "))");
    private static final Pattern TIME = pattern("(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)|(\\d{1,2}):(\\d{2})");

    /** A date and its position in the text. */
    record Found(LocalDate date, int start, int end) {}

    private interface Reader {
        LocalDate read(Matcher matcher);
    }

    private Dates() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile("(?<!\\w)(?<!\\p{L}-)" + regex + "(?![\\w])", Pattern.CASE_INSENSITIVE);
    }

    /** All dates, in the order of the text. A date without a year is the next such day. */
    static List<Found> find(String text, LocalDate today) {
        List<Found> found = new ArrayList<>();
        add(found, ISO, text, m -> LocalDate.of(number(m, 1), number(m, 2), number(m, 3)));
        add(found, DOTS, text, m -> LocalDate.of(number(m, 3), number(m, 2), number(m, 1)));
        add(found, SLASHES, text, m -> LocalDate.of(number(m, 3), number(m, 1), number(m, 2)));
        add(found, RANGE_START, text, m -> inYear(m.group(4), month(m.group(3)), number(m, 1), today));
        add(found, DAY_FIRST, text, m -> inYear(m.group(3), month(m.group(2)), number(m, 1), today));
        add(found, MONTH_FIRST, text, m -> inYear(m.group(3), month(m.group(1)), number(m, 2), today));
        add(found, RELATIVE, text, m -> relative(m, today));
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }

    /** Replaces dates and times in the text by spaces, so that their digits and names are not mistaken for others. */
    static String blank(String text, LocalDate today) {
        StringBuilder out = new StringBuilder(text);
        for (Found date : find(text, today)) {
            blank(out, date.start(), date.end());
        }
        Matcher time = TIME.matcher(text);
        while (time.find()) {
            blank(out, time.start(), time.end());
        }
        return out.toString();
    }

    static @Nullable LocalTime time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        try {
            if (matcher.group(3) == null) {
                return LocalTime.of(number(matcher, 4), number(matcher, 5));
            }
            int hour = number(matcher, 1) % 12 + (matcher.group(3).equalsIgnoreCase("pm") ? 12 : 0);
            return LocalTime.of(hour, matcher.group(2) == null ? 0 : number(matcher, 2));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void blank(StringBuilder out, int start, int end) {
        out.replace(start, end, " ".repeat(end - start));
    }

    private static void add(List<Found> found, Pattern pattern, String text, Reader reader) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            try {
                Found next = new Found(reader.read(matcher), matcher.start(), matcher.end());
                if (found.stream().noneMatch(other -> other.start() < next.end() && next.start() < other.end())) {
                    found.add(next);
                }
            } catch (DateTimeException e) {
                // looks like a date, but does not exist
            }
        }
    }

    private static LocalDate inYear(@Nullable String year, int month, int day, LocalDate today) {
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), month, day);
        }
        LocalDate date = LocalDate.of(today.getYear(), month, day);
        return date.isBefore(today) ? date.plusYears(1) : date;
    }

    private static LocalDate relative(Matcher matcher, LocalDate today) {
        String words = matcher.group(1).toLowerCase(Locale.ROOT);
        if (words.startsWith("in ")) {
            long count = matcher.group(2).equals("a") ? 1 : Long.parseLong(matcher.group(2));
            return matcher.group(3).equalsIgnoreCase("week") ? today.plusWeeks(count) : today.plusDays(count);
        }
        return switch (words) {
            case "today", "tonight" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "day after tomorrow" -> today.plusDays(2);
            case "next week" -> today.plusWeeks(1);
            default -> {
                String day = words.substring(words.lastIndexOf(' ') + 1).toUpperCase(Locale.ROOT);
                yield today.with(TemporalAdjusters.next(DayOfWeek.valueOf(day)));
            }
        };
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) / 4 + 1;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
