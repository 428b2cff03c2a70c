/** Checks the health of the service, without the types of either line of Spring Boot. Not meant for applications. */
@NullMarked
package io.github.minimax4j.spring.internal.health;

import org.jspecify.annotations.NullMarked;
