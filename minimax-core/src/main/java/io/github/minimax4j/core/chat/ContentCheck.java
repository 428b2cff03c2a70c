package io.github.minimax4j.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * What MiniMax's content check found in the request and in the response. The types are numbers of MiniMax's: 1 severe violation, 2
 * pornography, 3 advertising, 4 prohibited, 5 abuse, 6 violence or terrorism, 7 other; 0 or null for none.
 *
 * @param inputSensitive      the request was found sensitive
 * @param inputSensitiveType  why, or null
 * @param outputSensitive     the response was found sensitive
 * @param outputSensitiveType why, or null
 */
public record ContentCheck(
        boolean inputSensitive,
        @Nullable Integer inputSensitiveType,
        boolean outputSensitive,
        @Nullable Integer outputSensitiveType) {

    /** Nothing was found, or the target has no such check. */
    public static final ContentCheck CLEAN = new ContentCheck(false, null, false, null);
}
