package io.github.minimax4j.core;

import io.github.minimax4j.core.internal.config.ClientSettings;
import java.time.Clock;

/** What tests of other packages need of a builder, and its users do not. */
public final class TestBuilders {
    private TestBuilders() {}

    /** Retries without jitter. */
    public static MiniMaxClientBuilder withoutJitter(MiniMaxClientBuilder builder) {
        return builder.chance(() -> 0, System::nanoTime, Clock.systemUTC());
    }

    public static ClientSettings settings(MiniMaxClientBuilder builder) {
        return ClientSettings.of(builder.settings);
    }
}
