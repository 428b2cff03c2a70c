package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.Condition;

/** Conditions for failed calls. */
public final class Failures {
    private static final Set<ErrorKind> OF_THE_SERVICE =
            EnumSet.range(ErrorKind.AUTHENTICATION, ErrorKind.SERVER_ERROR);

    private Failures() {}

    public static Condition<Throwable> failed(ErrorKind kind) {
        return condition("fails as " + kind, error -> error.kind() == kind);
    }

    /** The service answered, and refused the request or failed. */
    public static Condition<Throwable> refusedByTheService() {
        return condition(
                "is refused by the service",
                error -> OF_THE_SERVICE.contains(error.kind()) && error.httpStatus() != null);
    }

    public static Condition<Throwable> failedToConnect() {
        return condition(
                "has no connection, or lost it",
                error -> error.kind() == ErrorKind.UNREACHABLE || error.kind() == ErrorKind.CONNECTION_LOST);
    }

    /** The response is not what the protocol allows. */
    public static Condition<Throwable> notUnderstood() {
        return condition(
                "is not understood",
                error -> error.serverMessage() == null
                        && (error.kind() == ErrorKind.SERVER_ERROR || error.kind() == ErrorKind.MALFORMED_RESPONSE));
    }

    public static Condition<Throwable> causedBy(Condition<Throwable> cause) {
        return new Condition<>(error -> cause.matches(error.getCause()), "is caused by what " + cause);
    }

    private static Condition<Throwable> condition(String description, Predicate<MiniMaxException> predicate) {
        return new Condition<>(
                error -> error instanceof MiniMaxException failure && predicate.test(failure), description);
    }
}
