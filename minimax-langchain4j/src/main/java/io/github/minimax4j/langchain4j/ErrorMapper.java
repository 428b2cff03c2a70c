package io.github.minimax4j.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.minimax4j.core.error.MiniMaxException;
import java.util.concurrent.CompletionException;

/** Maps failures to LangChain4j's exceptions. The cause keeps all details. */
final class ErrorMapper {
    private ErrorMapper() {}

    static LangChain4jException toLangChain4j(MiniMaxException error) {
        String message = error.getMessage();
        return switch (error.kind()) {
            case AUTHENTICATION -> new AuthenticationException(message, error);
            case RATE_LIMIT -> new RateLimitException(message, error);
            case OVERLOADED, SERVER_ERROR, CONNECTION_LOST -> new InternalServerException(message, error);
            case QUOTA_EXCEEDED -> new MiniMaxQuotaExceededException(error);
            case INVALID_REQUEST, CONTEXT_TOO_LONG -> new InvalidRequestException(message, error);
            case MODEL_NOT_FOUND -> new ModelNotFoundException(message, error);
            case CONTENT_FILTERED -> new ContentFilteredException(message, error);
            case TIMEOUT -> new TimeoutException(message, error);
            case UNREACHABLE -> new UnresolvedModelServerException(message, error);
            case MALFORMED_RESPONSE ->
                error.retriable()
                        ? new InternalServerException(message, error)
                        : new NonRetriableException(message, error);
            case CANCELLED, CALLBACK_FAILED -> new NonRetriableException(message, error);
        };
    }

    /** For stages of futures, which wrap any other exception themselves. */
    static CompletionException toCompletionException(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return new CompletionException(cause instanceof MiniMaxException own ? toLangChain4j(own) : cause);
    }
}
