package io.github.minimax4j.test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits texts into deltas. */
final class TextSplitter {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+(\\s+$)?|\\s+");

    private TextSplitter() {}

    static List<String> of(String text, int chunkSize) {
        return chunkSize == 0 ? words(text) : characters(text, chunkSize);
    }

    /** Words, each with the space before it. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<String> characters(String text, int size) {
        List<String> parts = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int characters = Math.min(size, text.codePointCount(start, text.length()));
            int end = text.offsetByCodePoints(start, characters);
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }
}
