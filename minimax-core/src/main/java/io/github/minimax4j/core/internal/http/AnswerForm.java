package io.github.minimax4j.core.internal.http;

/** How an answer is asked for. */
public enum AnswerForm {
    WHOLE,
    EVENTS
}
