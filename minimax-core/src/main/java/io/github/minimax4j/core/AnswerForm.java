package io.github.minimax4j.core;

/** How an answer is asked for. */
enum AnswerForm {
    WHOLE,
    EVENTS
}
