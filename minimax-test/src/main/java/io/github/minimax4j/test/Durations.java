package io.github.minimax4j.test;

import java.time.Duration;

final class Durations {

    private Durations() {}

    static Duration notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        return duration;
    }
}
