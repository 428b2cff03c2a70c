package io.github.minimax4j.core.chat;

/**
 * Options of a stream.
 *
 * @param includeUsage request the token usage at the end of the stream; without it MiniMax sends none (Q4)
 */
public record StreamOptions(boolean includeUsage) {}
