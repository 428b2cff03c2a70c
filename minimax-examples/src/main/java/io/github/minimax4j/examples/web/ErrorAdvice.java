package io.github.minimax4j.examples.web;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.langchain4j.MiniMaxQuotaExceededException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;

/** Explains a failure to the user of the page: what happened, and what to do. */
final class ErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    private static final List<String> RETRY = List.of("retry");

    private static final List<String> NEW = List.of("new");

    private ErrorAdvice() {}

    static DeskEvent.Failed of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableQuestionException unusable) {
                return unusable.advice();
            }
            if (cause instanceof MiniMaxException failure) {
                return of(failure.kind(), error);
            }
            if (cause instanceof DataAccessException || cause instanceof TransactionException) {
                LOG.error("Cannot store or read a conversation of the page", error);
                return failed(
                        "The conversation cannot be stored or read.",
                        "Check the database, then try again.",
                        error,
                        RETRY);
            }
            if (cause instanceof DataBufferLimitException) {
                return failed("The question is too big.", "Send fewer or smaller images.", error, List.of());
            }
        }
        if (error instanceof ResponseStatusException status
                && status.getStatusCode().is4xxClientError()) {
            return failed(
                    "The travel desk cannot read this question.", "Reload the page and ask again.", error, List.of());
        }
        LOG.error("No answer on the page", error);
        return failed("Something went wrong inside the travel desk.", "Try again; the log has details.", error, RETRY);
    }

    private static DeskEvent.Failed of(ErrorKind kind, Throwable error) {
        return switch (kind) {
            case AUTHENTICATION ->
                failed(
                        "MiniMax does not accept the API key.",
                        "Check MINIMAX_API_KEY and that the key belongs to the configured region, then restart.",
                        error,
                        RETRY);
            case RATE_LIMIT ->
                failed("Too many requests at once.", "Wait half a minute, then try again.", error, RETRY);
            case OVERLOADED ->
                failed("MiniMax is overloaded at the moment.", "Wait a little, then try again.", error, RETRY);
            case QUOTA_EXCEEDED -> failed("The account's credit or quota is used up.", afterQuota(error), error, RETRY);
            case CONTEXT_TOO_LONG ->
                failed("This conversation has become too long for the model.", "Start a new conversation.", error, NEW);
            case INVALID_REQUEST ->
                failed(
                        "MiniMax rejects this request.",
                        "Rephrase it, or start a new conversation.",
                        error,
                        List.of("retry", "new"));
            case MODEL_NOT_FOUND ->
                failed(
                        "MiniMax does not offer this model to this account.",
                        "Choose another with langchain4j.minimax.model-name, then restart.",
                        error,
                        RETRY);
            case CONTENT_FILTERED -> failed("MiniMax's content check rejected this.", "Rephrase it.", error, List.of());
            case SERVER_ERROR, MALFORMED_RESPONSE ->
                failed("MiniMax reports an internal error.", "Try again in a moment.", error, RETRY);
            case TIMEOUT -> failed("MiniMax took too long to answer.", "Try again.", error, RETRY);
            case UNREACHABLE ->
                failed(
                        "MiniMax cannot be reached.",
                        "Check the network connection and MINIMAX_BASE_URL, then try again.",
                        error,
                        RETRY);
            case CONNECTION_LOST -> failed("The connection to MiniMax was lost.", "Try again.", error, RETRY);
            case CALLBACK_FAILED, CANCELLED -> failed("The answer was interrupted.", "Try again.", error, RETRY);
        };
    }

    private static String afterQuota(Throwable error) {
        return error instanceof MiniMaxQuotaExceededException quota && quota.resetsAt() != null
                ? "It is renewed at " + quota.resetsAt() + ". Until then, top up the account."
                : "Top up the account or wait until the quota is renewed, then try again.";
    }

    private static DeskEvent.Failed failed(String problem, String advice, Throwable error, List<String> actions) {
        // the library's messages contain no key
        String details = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return new DeskEvent.Failed(problem, advice, details, actions);
    }
}
