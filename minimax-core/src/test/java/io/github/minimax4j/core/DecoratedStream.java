package io.github.minimax4j.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes events in ways that must make no difference: unknown members anywhere, members in any order, line ends of all kinds,
 * comments, a byte order mark, data over several lines, events without data, fields nobody knows.
 */
public final class DecoratedStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    // what is kept for sending back must come as it is
    private static final List<String> KEPT = List.of("reasoning_details");

    private final Random random;

    private final StringBuilder stream = new StringBuilder();

    DecoratedStream(Random random) {
        this.random = random;
        if (random.nextBoolean()) {
            stream.append('\uFEFF');
        }
    }

    public static byte[] of(List<String> payloads, Random random) {
        DecoratedStream decorated = new DecoratedStream(random);
        for (String payload : payloads) {
            decorated.event(payload);
        }
        return decorated.stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void event(String payload) {
        // all lines of an event end alike: CR and then LF would be one line end
        String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        while (random.nextInt(3) == 0) {
            stream.append(noise()).append(lineEnd);
        }
        if (random.nextInt(4) == 0) {
            stream.append(random.nextBoolean() ? "data:" : "data: ")
                    .append(lineEnd)
                    .append(lineEnd);
        }
        for (String line : lines(payload)) {
            stream.append(random.nextBoolean() ? "data:" : "data: ")
                    .append(line)
                    .append(lineEnd);
            if (random.nextInt(4) == 0) {
                stream.append(noise()).append(lineEnd);
            }
        }
        stream.append(lineEnd);
    }

    private String noise() {
        return List.of(": ping", ":", "id: 7", "retry: 10", "event: message", "foo: {\"choices\":[]}", "data")
                .get(random.nextInt(7));
    }

    private List<String> lines(String payload) {
        List<String> lines = new ArrayList<>();
        if (payload.startsWith("[")) {
            lines.add(payload + (random.nextBoolean() ? "" : " "));
        } else {
            try {
                JsonNode decorated = decorate(JSON.readTree(payload));
                boolean spread = random.nextInt(3) == 0;
                String text = spread
                        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(decorated)
                        : JSON.writeValueAsString(decorated);
                text.lines().forEach(lines::add);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(payload, e);
            }
        }
        if (random.nextInt(4) == 0) {
            lines.add(random.nextInt(lines.size() + 1), "");
        }
        return lines;
    }

    private JsonNode decorate(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(each -> copy.add(decorate(each)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
        object.properties()
                .forEach(member -> members.add(Map.entry(
                        member.getKey(),
                        KEPT.contains(member.getKey()) ? member.getValue() : decorate(member.getValue()))));
        while (random.nextInt(2) == 0) {
            members.add(Map.entry("novel_" + random.nextInt(1000), anything(3)));
        }
        Collections.shuffle(members, random);
        ObjectNode copy = JSON.createObjectNode();
        members.forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }

    /** Values that look like the ones that matter, in places where they do not. */
    private JsonNode anything(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(random.nextDouble());
            case 4 -> nodes.textNode("data: [DONE]\n\n<think> \" 你好 🌊 \u0001");
            case 5 -> nodes.textNode("");
            case 6 -> {
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(anything(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = nodes.objectNode();
                for (String name : List.of("content", "error", "choices", "delta", "finish_reason", "usage")) {
                    if (random.nextInt(3) == 0) {
                        object.set(name, anything(depth - 1));
                    }
                }
                yield object;
            }
        };
    }
}
