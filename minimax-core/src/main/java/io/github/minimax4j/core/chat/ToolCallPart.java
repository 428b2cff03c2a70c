package io.github.minimax4j.core.chat;

/**
 * A piece of a tool call, as it arrives in a stream. The pieces of one call, joined, are its arguments.
 *
 * @param index     which call of this answer, from 0
 * @param id        the id of the call
 * @param name      the tool
 * @param arguments the next piece of the arguments, never empty
 */
public record ToolCallPart(int index, String id, String name, String arguments) {}
