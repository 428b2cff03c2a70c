/**
 * A MiniMax for tests and demos: real HTTP on a loopback port, answers as scripted.
 *
 * <p>Start with {@link io.github.minimax4j.test.MiniMaxServer} and {@link io.github.minimax4j.test.Reply}. Nothing but the
 * JDK is needed; JUnit 5 only for {@link io.github.minimax4j.test.MiniMaxServerExtension}, Spring only for
 * {@link io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer}.
 */
@NullMarked
package io.github.minimax4j.test;

import org.jspecify.annotations.NullMarked;
