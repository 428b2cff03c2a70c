package io.github.minimax4j.core.chat;

/**
 * A delta of a tool call, as it arrives in a stream. The arguments of the deltas of one call, joined, are its arguments.
 *
 * @param index     index of the call in this response, from 0
 * @param id        the id of the call
 * @param name      the tool
 * @param arguments the next part of the arguments, never empty
 */
public record ToolCallPart(int index, String id, String name, String arguments) {}
