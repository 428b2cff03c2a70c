package io.github.minimax4j.core.internal.check;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces an exception of foreign code whose text contains a secret: the same name, stack trace, causes and suppressed exceptions, without
 * the secret.
 */
final class RedactedFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private RedactedFailure(Throwable original, Redaction redaction) {
        super(redaction.apply(original.getMessage()));
        description = String.valueOf(redaction.apply(original.toString()));
        setStackTrace(original.getStackTrace());
    }

    /** Copies only exceptions that contain a secret, themselves or in a cause or suppressed exception. */
    static Throwable of(Throwable failure, Redaction redaction) {
        return copy(failure, redaction, new IdentityHashMap<>());
    }

    private static Throwable copy(Throwable failure, Redaction redaction, Map<Throwable, Throwable> copies) {
        Throwable existing = copies.get(failure);
        if (existing != null) {
            return existing;
        }
        if (!containsSecret(failure, redaction, Collections.newSetFromMap(new IdentityHashMap<>()))) {
            copies.put(failure, failure);
            return failure;
        }
        RedactedFailure copy = new RedactedFailure(failure, redaction);
        copies.put(failure, copy); // first: an exception may be suppressed by its own cause
        Throwable cause = failure.getCause();
        if (cause != null) {
            Throwable copied = copy(cause, redaction, copies);
            if (copied != copy) {
                copy.initCause(copied);
            }
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            Throwable copied = copy(suppressed, redaction, copies);
            if (copied != copy) {
                copy.addSuppressed(copied);
            }
        }
        return copy;
    }

    private static boolean containsSecret(@Nullable Throwable failure, Redaction redaction, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        if (changes(failure.getMessage(), redaction)
                || changes(failure.toString(), redaction)
                || containsSecret(failure.getCause(), redaction, seen)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (containsSecret(suppressed, redaction, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean changes(@Nullable String text, Redaction redaction) {
        return !Objects.equals(text, redaction.apply(text));
    }

    /** The text of the original, redacted. */
    @Override
    @SuppressWarnings(
            "OverrideThrowableToString") // the original may have overridden it, and its text begins with its class name
    public String toString() {
        return description;
    }
}
