package io.github.minimax4j.core.internal.decode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of an error, in whichever of the many shapes (wire reference 6.1).
 *
 * @param codeName the code as the server wrote it; OpenAI-compatible servers give words, such as {@code insufficient_quota}
 */
record ServerError(
        @Nullable Integer code,
        @Nullable String message,
        @Nullable String type,
        @Nullable Integer httpCode,
        @Nullable String requestId,
        @Nullable String codeName) {

    // on the OpenAI path the code stands at the end of the message only (Q3)
    private static final Pattern CODE_AT_END = Pattern.compile("\\((\\d{4,5})\\)\\s*$");

    /** What is no JSON. */
    static ServerError ofText(String text) {
        return new ServerError(codeIn(text), text, null, null, null, null);
    }

    static @Nullable Integer codeIn(@Nullable String message) {
        if (message == null) {
            return null;
        }
        Matcher matcher = CODE_AT_END.matcher(message);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    /** Whether a number can be a code of MiniMax's; smaller ones repeat the HTTP status. */
    static boolean isCode(int number) {
        return number >= 1000 && number <= 99999;
    }
}
