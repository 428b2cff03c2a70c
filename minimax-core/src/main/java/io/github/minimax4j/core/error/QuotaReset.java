package io.github.minimax4j.core.error;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the time in the message of a quota error at which the quota is renewed: {@code … resets at 2026-05-15T15:00:00Z (2056)}. */
final class QuotaReset {

    // a time without a zone is ambiguous: it could be the server's or the account's
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)(?![\\d:])");

    private QuotaReset() {}

    static @Nullable Instant in(@Nullable String message) {
        if (message == null) {
            return null;
        }
        Matcher matcher = TIME.matcher(message);
        if (!matcher.find()) {
            return null;
        }
        String zone = matcher.group(3);
        if (zone.equals("UTC") || zone.equals("GMT")) {
            zone = "Z";
        } else if (zone.length() == 5) {
            zone = zone.substring(0, 3) + ":" + zone.substring(3);
        }
        try {
            return OffsetDateTime.parse(matcher.group(1) + "T" + matcher.group(2) + zone)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
