package io.github.minimax4j.core.internal.decode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags that models put around thinking (wire reference 4.5). */
final class ThinkingTags {

    private static final List<String> NAMES = List.of("think>", "thinking>", "mm:think>", "minimax:think>");

    private static final String ANY_NAME = "(?:" + String.join("|", NAMES) + ")";

    static final Pattern OPENING = Pattern.compile("<" + ANY_NAME);

    static final Pattern CLOSING = Pattern.compile("</" + ANY_NAME);

    static final Pattern ANY = Pattern.compile("</?" + ANY_NAME);

    private ThinkingTags() {}

    /** Whether a text holds such a tag, or ends with the beginning of one: quick where the text is full of other tags. */
    static boolean mayBeIn(String text) {
        for (int tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', tag + 1)) {
            int begin = text.startsWith("/", tag + 1) ? tag + 2 : tag + 1;
            for (String name : NAMES) {
                if (text.regionMatches(begin, name, 0, Math.min(name.length(), text.length() - begin))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the end of a text begins that becomes such a tag if the text goes on; the length of the text if nowhere. */
    static int beforePartial(StringBuilder text, Pattern tag) {
        int last = text.lastIndexOf("<");
        if (last < 0) {
            return text.length();
        }
        Matcher matcher = tag.matcher(text).region(last, text.length());
        return !matcher.lookingAt() && matcher.hitEnd() ? last : text.length();
    }
}
