/** Answers from documents, with a vector store on disk. */
@NullMarked
package io.github.minimax4j.examples.rag;

import org.jspecify.annotations.NullMarked;
