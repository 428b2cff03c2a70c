/** The scripted server in tests of Spring applications: {@link io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer}. */
@NullMarked
package io.github.minimax4j.test.spring;

import org.jspecify.annotations.NullMarked;
