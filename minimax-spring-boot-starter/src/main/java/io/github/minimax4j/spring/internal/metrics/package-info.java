/** Recording of calls with Micrometer. Not meant for applications. */
@NullMarked
package io.github.minimax4j.spring.internal.metrics;

import org.jspecify.annotations.NullMarked;
