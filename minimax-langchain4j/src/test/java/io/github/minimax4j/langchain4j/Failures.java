package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import java.util.EnumSet;
import java.util.Set;
import org.assertj.core.api.Condition;

/** Conditions for failed calls. */
final class Failures {
    private static final Set<ErrorKind> OF_THE_SERVICE =
            EnumSet.range(ErrorKind.AUTHENTICATION, ErrorKind.SERVER_ERROR);

    private Failures() {}

    /** The service answered, and refused the request or failed. */
    static Condition<Throwable> causedByTheService() {
        return new Condition<>(
                error -> error.getCause() instanceof MiniMaxException cause
                        && OF_THE_SERVICE.contains(cause.kind())
                        && cause.httpStatus() != null,
                "is caused by the service");
    }
}
