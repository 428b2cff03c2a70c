package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.error.ErrorKind;
import java.util.Locale;
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
     * @param summary what happened
     * @param hint    what to do about it
     */
    public record Entry(ErrorKind kind, String summary, String hint) {}

    private static final Entry NO_CREDIT_LEFT = of(ErrorKind.QUOTA_EXCEEDED);

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
        return switch (code) {
            case 1000, 1013, 1024, 1033 -> of(ErrorKind.SERVER_ERROR);
            case 1001 -> of(ErrorKind.TIMEOUT);
            case 1002, 2062 -> of(ErrorKind.RATE_LIMIT);
            case 1004, 2049 -> of(ErrorKind.AUTHENTICATION);
            case 1008, 1028, 1030, 2056 -> NO_CREDIT_LEFT;
            case 1026 ->
                new Entry(
                        ErrorKind.CONTENT_FILTERED,
                        "The content check refused the request",
                        "Rephrase the request, or leave out the text or image that it objects to");
            case 1027 ->
                new Entry(
                        ErrorKind.CONTENT_FILTERED,
                        "The content check refused the response",
                        "Rephrase the request, or send it again: the next response may pass");
            case 1039 ->
                new Entry(ErrorKind.RATE_LIMIT, "Too many tokens in a short time", "Send fewer tokens a minute");
            case 1041 ->
                new Entry(
                        ErrorKind.RATE_LIMIT,
                        "Too many connections at once",
                        "Run fewer calls at the same time; contact MiniMax if it persists");
            case 1042 ->
                new Entry(
                        ErrorKind.INVALID_REQUEST,
                        "More than a tenth of the text is invisible or illegal characters",
                        "Remove control characters and broken Unicode from the messages");
            case 1043, 1044, 2037, 2039, 2042, 2048, 20132 ->
                of(
                        ErrorKind.INVALID_REQUEST,
                        "This code belongs to MiniMax's voice functions, which this library does not call: check the base URL");
            case 2013 -> of(ErrorKind.INVALID_REQUEST);
            case 2044 ->
                new Entry(
                        ErrorKind.AUTHENTICATION,
                        "The account has no access to this interface",
                        "Use the key of an account with access, or ask MiniMax for it");
            case 2045 ->
                new Entry(
                        ErrorKind.RATE_LIMIT,
                        "The rate of requests grew too fast",
                        "Start slower, and raise the rate step by step");
            case 2061 ->
                new Entry(
                        ErrorKind.MODEL_NOT_FOUND,
                        "The plan does not include this model",
                        "Choose a model of the plan, or use the key of a plan that includes it");
            case 2064 -> of(ErrorKind.OVERLOADED);
            default -> null;
        };
    }

    static Entry ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> of(ErrorKind.AUTHENTICATION);
            case 304 ->
                new Entry(
                        ErrorKind.MALFORMED_RESPONSE,
                        "A cache or proxy replied 'not modified' to a request that it must not cache",
                        "Let requests to this host bypass the cache");
            case 402 -> NO_CREDIT_LEFT;
            case 408, 504 -> of(ErrorKind.TIMEOUT);
            // OpenAI's and Anthropic's own SDKs retry it too: servers mean a lock that was not free in time
            case 409 ->
                new Entry(ErrorKind.SERVER_ERROR, "The request is in conflict with another one", "Try again later");
            case 413 -> of(ErrorKind.INVALID_REQUEST, "Send less: fewer or shorter messages, fewer or smaller images");
            // RFC 8470: the client may send the request again
            case 425 -> new Entry(ErrorKind.OVERLOADED, "The server finds the request too early", "Try again later");
            case 429 -> of(ErrorKind.RATE_LIMIT);
            case 503, 529 -> of(ErrorKind.OVERLOADED);
            default -> of(status >= 300 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.SERVER_ERROR);
        };
    }

    /** What a kind stands for, where nothing says more. */
    static Entry of(ErrorKind kind) {
        return switch (kind) {
            case AUTHENTICATION ->
                new Entry(
                        kind,
                        "The key was not accepted",
                        "Check the key: it works only in the region and for the plan that issued it");
            case RATE_LIMIT -> new Entry(kind, "Rate limit reached", "Send fewer requests or tokens a minute");
            case OVERLOADED ->
                new Entry(
                        kind, "The service is overloaded", "Try again later, or raise maxRetries if the call can wait");
            case QUOTA_EXCEEDED ->
                new Entry(
                        kind,
                        "The balance or quota is used up",
                        "Top up the balance or wait until the plan's quota is renewed; a quick retry does not help");
            case CONTEXT_TOO_LONG ->
                new Entry(kind, "The conversation is too long for the model", "Send fewer or shorter messages");
            case MODEL_NOT_FOUND ->
                new Entry(
                        kind, "The model is not available", "Check the model's name, and whether it has been retired");
            case CONTENT_FILTERED ->
                new Entry(kind, "The content check refused the request or the response", "Rephrase the request");
            case TIMEOUT -> new Entry(kind, "The service timed out", "Try again later, or stream the response");
            case SERVER_ERROR ->
                new Entry(
                        kind,
                        "The service failed",
                        "Try again later; if it persists, report it to the provider, with the trace id if there is one");
            default -> new Entry(kind, "The request was refused", "Correct the request: it would be refused again");
        };
    }

    static Entry of(ErrorKind kind, String hint) {
        return new Entry(kind, of(kind).summary(), hint);
    }
}
