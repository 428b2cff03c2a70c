package io.github.minimax4j.core.internal.decode;

import static java.util.Map.entry;

import io.github.minimax4j.core.error.ErrorKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MiniMax's error codes as data: what each means to the caller and what to do about it. After MiniMax's page "Error codes" and,
 * where that is silent, wire reference 6.3.
 */
public final class ErrorTable {

    /**
     * What a code stands for.
     *
     * @param summary what happened, where the kind alone says too little
     */
    public record Entry(
            ErrorKind kind, @Nullable String hint, @Nullable String summary) {

        Entry(ErrorKind kind, @Nullable String hint) {
            this(kind, hint, null);
        }
    }

    private static final String REGION_HINT = "A key works only in the region and for the plan that issued it";

    private static final String QUOTA_HINT =
            "Top up the balance or wait until the plan's quota is renewed; a quick retry does not help";

    private static final Entry NO_CREDIT_LEFT = new Entry(ErrorKind.QUOTA_EXCEEDED, QUOTA_HINT);

    private static final String VOICE_HINT = "This code belongs to MiniMax's voice functions";

    private static final Map<Integer, Entry> ENTRIES = Map.ofEntries(
            entry(1000, new Entry(ErrorKind.SERVER_ERROR, null)),
            entry(1001, new Entry(ErrorKind.TIMEOUT, null)),
            entry(1002, new Entry(ErrorKind.RATE_LIMIT, null)),
            entry(1004, new Entry(ErrorKind.AUTHENTICATION, REGION_HINT)),
            entry(1008, NO_CREDIT_LEFT),
            entry(1013, new Entry(ErrorKind.SERVER_ERROR, null)),
            entry(1024, new Entry(ErrorKind.SERVER_ERROR, null)),
            entry(1026, new Entry(ErrorKind.CONTENT_FILTERED, "The content check refused the request")),
            entry(1027, new Entry(ErrorKind.CONTENT_FILTERED, "The content check refused the response")),
            entry(1028, NO_CREDIT_LEFT),
            entry(1030, NO_CREDIT_LEFT),
            entry(1033, new Entry(ErrorKind.SERVER_ERROR, null)),
            entry(1039, new Entry(ErrorKind.RATE_LIMIT, "Too many tokens in a short time")),
            entry(1041, new Entry(ErrorKind.RATE_LIMIT, "Too many connections at once")),
            entry(
                    1042,
                    new Entry(
                            ErrorKind.INVALID_REQUEST,
                            "More than a tenth of the text is invisible or illegal characters")),
            entry(1043, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)),
            entry(1044, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)),
            entry(2013, new Entry(ErrorKind.INVALID_REQUEST, null)),
            entry(2037, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)),
            entry(2039, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)),
            entry(2042, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)),
            entry(2044, new Entry(ErrorKind.AUTHENTICATION, "The account has no access to this interface")),
            entry(2045, new Entry(ErrorKind.RATE_LIMIT, "The rate of requests grew too fast: start slower")),
            entry(2048, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)),
            entry(2049, new Entry(ErrorKind.AUTHENTICATION, REGION_HINT)),
            entry(2056, NO_CREDIT_LEFT),
            entry(2061, new Entry(ErrorKind.MODEL_NOT_FOUND, "The plan does not include this model")),
            entry(2062, new Entry(ErrorKind.RATE_LIMIT, null)),
            entry(2064, new Entry(ErrorKind.OVERLOADED, null)),
            entry(20132, new Entry(ErrorKind.INVALID_REQUEST, VOICE_HINT)));

    // types and codes by which OpenAI, gateways and resellers name an account without credit, under 429, 403 or 402
    private static final Set<String> NO_CREDIT = Set.of(
            "insufficient_quota",
            "insufficient_user_quota",
            "insufficient_balance",
            "insufficient_balance_error",
            "insufficient_credits",
            "billing_hard_limit_reached",
            "exceeded_current_quota_error");

    // the same in words
    private static final Pattern NO_CREDIT_TEXT = Pattern.compile(
            "insufficient[ _](?:account |user )?(?:balance|quota|credits?|funds)"
                    + "|balance (?:is )?(?:insufficient|not enough|too low|exhausted|used up)"
                    + "|quota (?:has been |was |is )?(?:exceeded|exhausted|used up)"
                    + "|exceeded (?:your|the|its) (?:current )?quota"
                    + "|余额不足|额度不足",
            Pattern.CASE_INSENSITIVE);

    // Google's and other gateways call a limit of requests a minute a quota too
    private static final Pattern SHORT_LIMIT = Pattern.compile(
            "\\bper[ _](?:second|minute|hour|day)|rate.?limit|too many requests|(?:retry|try again) (?:in|after)|\\b[rt]p[smd]\\b",
            Pattern.CASE_INSENSITIVE);

    private ErrorTable() {}

    /** What a type or a code in words stands for whatever the status, or null. */
    static @Nullable Entry ofName(@Nullable String name) {
        return name != null && NO_CREDIT.contains(name.toLowerCase(Locale.ROOT)) ? NO_CREDIT_LEFT : null;
    }

    /** What a message stands for that says in words that the account has no credit, under a status that leaves it open; or null. */
    static @Nullable Entry ofText(@Nullable String message, int status) {
        return message != null
                        && (status < 300 || status == 403 || status == 429)
                        && NO_CREDIT_TEXT.matcher(message).find()
                        && !SHORT_LIMIT.matcher(message).find()
                ? NO_CREDIT_LEFT
                : null;
    }

    public static @Nullable Entry ofCode(int code) {
        return ENTRIES.get(code);
    }

    static Entry ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> new Entry(ErrorKind.AUTHENTICATION, REGION_HINT);
            case 304 ->
                new Entry(
                        ErrorKind.MALFORMED_RESPONSE,
                        "Let requests to this host bypass the cache",
                        "A cache or proxy replied 'not modified' to a request that it must not cache");
            case 402 -> NO_CREDIT_LEFT;
            case 408, 504 -> new Entry(ErrorKind.TIMEOUT, null);
            // OpenAI's and Anthropic's own SDKs retry it too: servers mean a lock that was not free in time
            case 409 -> new Entry(ErrorKind.SERVER_ERROR, null, "The request is in conflict with another one");
            // RFC 8470: the client may send the request again
            case 425 -> new Entry(ErrorKind.OVERLOADED, null, "The server finds the request too early");
            case 429 -> new Entry(ErrorKind.RATE_LIMIT, null);
            case 503, 529 -> new Entry(ErrorKind.OVERLOADED, null);
            default ->
                new Entry(status >= 300 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.SERVER_ERROR, null);
        };
    }
}
