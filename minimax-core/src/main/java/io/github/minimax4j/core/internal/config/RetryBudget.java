package io.github.minimax4j.core.internal.config;

import io.github.minimax4j.core.internal.check.Guard;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the retries of all calls of a client, so that retries do not multiply the load of a server that is down: each retry takes one from
 * the budget, each completed call returns a tenth. Thread-safe.
 */
public final class RetryBudget {

    // a completed call returns one part
    private static final int PARTS = 10;

    private final long capacity;

    private final AtomicLong left;

    private RetryBudget(int retries) {
        this.capacity = (long) retries * PARTS;
        this.left = new AtomicLong(capacity);
    }

    /** A full budget, or null for no limit. */
    static @Nullable RetryBudget of(@Nullable Integer retries) {
        return retries == null ? null : new RetryBudget(retries);
    }

    /** Takes a retry from the budget. */
    boolean take() {
        long before = left.getAndUpdate(parts -> parts < PARTS ? parts : parts - PARTS);
        if (before < PARTS) {
            Guard.warn("No retry: retryBudget, {}, is used up until calls complete again", capacity / PARTS);
            return false;
        }
        return true;
    }

    /** Returns a part of a retry. */
    void giveBack() {
        if (left.get() < capacity) {
            left.getAndUpdate(parts -> Math.min(capacity, parts + 1));
        }
    }
}
