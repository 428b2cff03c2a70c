package io.github.minimax4j.core.internal.decode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags that models put around thinking (wire reference 4.5). */
final class ThinkingTags {

    private static final String NAMES = "(?:think|thinking|mm:think|minimax:think)>";

    static final Pattern OPENING = Pattern.compile("<" + NAMES);

    static final Pattern CLOSING = Pattern.compile("</" + NAMES);

    static final Pattern ANY = Pattern.compile("</?" + NAMES);

    private ThinkingTags() {}

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
