package io.github.minimax4j.examples.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The events of a stream, as they were on the wire.
 *
 * @param chunks      the JSON values, in order
 * @param done        whether the last line is {@code data: [DONE]}
 * @param otherFields what begins lines besides {@code data}: {@code event}, {@code id}, a comment
 */
record Events(List<JsonNode> chunks, boolean done, List<String> otherFields) {

    static Events of(String body) {
        List<JsonNode> chunks = new ArrayList<>();
        TreeSet<String> others = new TreeSet<>();
        boolean done = false;
        for (String line : body.split("\\r?\\n", -1)) {
            if (line.startsWith("data:")) {
                String data = line.substring(5).strip();
                done = data.equals("[DONE]");
                JsonNode chunk = Exchange.parse(data);
                if (chunk.isObject()) {
                    chunks.add(chunk);
                }
            } else if (!line.isBlank()) {
                others.add(line.startsWith(":") ? "comment" : line.replaceFirst(":.*", ""));
            }
        }
        return new Events(chunks, done, List.copyOf(others));
    }

    JsonNode last() {
        return chunks.get(chunks.size() - 1);
    }

    /** The values of a member of the deltas, of those that have it. */
    List<JsonNode> deltas(String member) {
        return values(chunk -> chunk.at("/choices/0/delta/" + member));
    }

    /** The texts of a member of the deltas that are not empty. */
    List<String> texts(String member) {
        return deltas(member).stream()
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Whether the last chunk repeats the whole message. */
    boolean endsWithWholeMessage() {
        return !chunks.isEmpty() && last().at("/choices/0/message").isObject();
    }

    List<JsonNode> values(Function<JsonNode, JsonNode> member) {
        return chunks.stream()
                .map(member)
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .toList();
    }

    /** The fragments of tool calls in order. */
    List<JsonNode> toolFragments() {
        List<JsonNode> fragments = new ArrayList<>();
        deltas("tool_calls").forEach(list -> list.forEach(fragments::add));
        return fragments;
    }

    /** The number of the first chunk with a finish reason, or -1. */
    int finishIndex() {
        for (int i = 0; i < chunks.size(); i++) {
            if (!chunks.get(i).at("/choices/0/finish_reason").asText("").isEmpty()
                    && !chunks.get(i).at("/choices/0/finish_reason").isNull()) {
                return i;
            }
        }
        return -1;
    }
}
