/**
 * Checks what this library believes about the live service. Start with {@link io.github.minimax4j.examples.doctor.Doctor}; a new belief is
 * a few lines in one of the classes named {@code ...Beliefs}.
 */
@NullMarked
package io.github.minimax4j.examples.doctor;

import org.jspecify.annotations.NullMarked;
