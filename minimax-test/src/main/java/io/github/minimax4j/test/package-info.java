/**
 * A MiniMax server for tests and demos: real HTTP on a loopback port, scripted responses.
 *
 * <p>Start with {@link io.github.minimax4j.test.MiniMaxServer} and {@link io.github.minimax4j.test.Reply}. It needs only the JDK.
 * {@link io.github.minimax4j.test.MiniMaxServerExtension} also needs JUnit 5, and Spring is needed for
 * {@link io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer}.
 */
@NullMarked
package io.github.minimax4j.test;

import org.jspecify.annotations.NullMarked;
