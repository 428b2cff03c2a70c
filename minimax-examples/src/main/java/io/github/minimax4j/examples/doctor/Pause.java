package io.github.minimax4j.examples.doctor;

import java.time.Duration;

/** Waits; tests do not. */
@FunctionalInterface
interface Pause {

    void await(Duration time) throws InterruptedException;
}
