/** What is wrong with the properties, in words that name them: checks, and analyzers of failed starts. Not meant for applications. */
@NullMarked
package io.github.minimax4j.spring.diagnostics;

import org.jspecify.annotations.NullMarked;
