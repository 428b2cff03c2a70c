package io.github.minimax4j.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of a response, made once.
 *
 * @param start    sent at once
 * @param block    sent again and again after that
 * @param repeats  how often
 * @param interval nanoseconds before each block; 0 to send them as fast as they are taken
 * @param end      sent last; null to stay silent for ever
 */
public record Reply(ByteBuffer start, ByteBuffer block, int repeats, long interval, ByteBuffer end) {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final int BLOCK_OF_EVENTS = 1000;

    /**
     * Makes the response of a script:
     *
     * <ul>
     *   <li>{@code unary-SIZE}: a completion whose text has that many bytes
     *   <li>{@code plain-COUNT}, {@code minimax-COUNT}: a stream of so many chunks in one burst, in the shape of OpenAI's or MiniMax's
     *   <li>{@code tools-COUNT}: a stream of so many tool calls, each in ten fragments
     *   <li>{@code snapshots-COUNT}: a stream whose thinking comes as so many snapshots, each 100 characters longer
     *   <li>{@code paced-COUNT-MILLIS}: a stream of so many chunks in MiniMax's shape, one each so many milliseconds
     *   <li>{@code silent}: a stream that says one chunk and then nothing
     * </ul>
     */
    static Reply of(String script) {
        String[] words = script.split("-", -1);
        int count = words.length > 1 ? Integer.parseInt(words[1]) : 0;
        return switch (words[0]) {
            case "unary" -> unary(count);
            case "plain" -> burst(plain(word(0)), PLAIN_END, count);
            case "minimax" -> burst(minimax(word(0)), MINIMAX_END, count);
            case "tools" -> stream(http(tools(count)), NOTHING, 0, 0, TOOLS_END);
            case "snapshots" -> stream(http(snapshots(count)), NOTHING, 0, 0, MINIMAX_END);
            case "paced" ->
                stream(
                        http(minimax(word(0))),
                        bytes(http(minimax(word(0)))),
                        count - 1,
                        TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2])),
                        MINIMAX_END);
            case "silent" -> stream(http(minimax(word(0))), NOTHING, 0, 0, null);
            default -> throw new IllegalArgumentException(script);
        };
    }

    private static final String USAGE =
            "\"usage\":{\"total_tokens\":1140,\"total_characters\":0,\"prompt_tokens\":1000,"
                    + "\"completion_tokens\":140,\"prompt_tokens_details\":{\"cached_tokens\":0}}";

    private static final String BASE =
            "\"input_sensitive\":false,\"output_sensitive\":false,\"input_sensitive_type\":0,"
                    + "\"output_sensitive_type\":0,\"output_sensitive_int\":0";

    private static final String ID = "\"id\":\"0561f1c1f1b8b0ee4a8a0b3a3b8d1f9e\",";

    private static final String CHUNK =
            "\"created\":1764000000,\"model\":\"MiniMax-M2.7\",\"object\":\"chat.completion.chunk\"";

    private static final String PLAIN_END =
            http("{" + ID + CHUNK + ",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                    + http("{" + ID + CHUNK + ",\"choices\":[]," + USAGE + "}");

    private static final String MINIMAX_END = http("{" + ID
                    + "\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{\"content\":\"\",\"role\":\"assistant\",\"name\":\"MiniMax AI\","
                    + "\"audio_content\":\"\"}}]," + CHUNK + ",\"usage\":null," + BASE + "}")
            + http("{" + ID + "\"choices\":[]," + CHUNK + "," + USAGE + "," + BASE
                    + ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}");

    private static final String TOOLS_END =
            http("{" + ID + "\"choices\":[{\"finish_reason\":\"tool_calls\",\"index\":0,\"delta\":{}}]," + CHUNK
                            + ",\"usage\":null}")
                    + http("{" + ID + "\"choices\":[]," + CHUNK + "," + USAGE
                            + ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}");

    private static Reply unary(int size) {
        StringBuilder text = new StringBuilder(size);
        for (int i = 0; text.length() < size; i++) {
            text.append(word(i));
        }
        text.setLength(size);
        String body = completion(text.toString());
        return new Reply(
                bytes(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nTrace-Id: 0561f1c1f1b8b0ee4a8a0b3a3b8d1f9e\r\n"
                                + "Minimax-Request-Id: 8f0a1f5d0f1c4a4f\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body),
                NOTHING,
                0,
                0,
                NOTHING);
    }

    /** A response that is no stream, in MiniMax's shape. */
    public static String completion(String text) {
        return "{" + ID
                + "\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"message\":{\"content\":\"" + text
                + "\",\"role\":\"assistant\",\"name\":\"MiniMax AI\",\"audio_content\":\"\"}}],"
                + "\"created\":1764000000,\"model\":\"MiniMax-M2.7\",\"object\":\"chat.completion\"," + USAGE + ","
                + BASE + ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}";
    }

    /** Ten different words, so that no chunk is a copy of the one before. */
    private static String word(int i) {
        return " word" + (char) ('a' + i % 10);
    }

    /** A chunk of a stream in the shape of OpenAI's. */
    public static String plain(String text) {
        return "{" + ID + CHUNK + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                + "\"},\"finish_reason\":null}]}";
    }

    /** A chunk of a stream in MiniMax's shape. */
    public static String minimax(String text) {
        return "{" + ID + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                + "\",\"role\":\"assistant\",\"name\":\"MiniMax AI\",\"audio_content\":\"\"}}]," + CHUNK
                + ",\"usage\":{\"total_tokens\":0,\"total_characters\":0}," + BASE + "}";
    }

    private static Reply burst(String chunk, String end, int count) {
        StringBuilder block = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < BLOCK_OF_EVENTS; i++) {
            String event = http(chunk.replace(word(0), word(i)));
            block.append(event);
            if (i < count % BLOCK_OF_EVENTS) {
                rest.append(event);
            }
        }
        return stream(rest.toString(), bytes(block.toString()), count / BLOCK_OF_EVENTS, 0, end);
    }

    private static String[] tools(int count) {
        String[] events = new String[count * 10];
        for (int call = 0; call < count; call++) {
            for (int part = 0; part < 10; part++) {
                String name = part == 0 ? "\"id\":\"call_function_x" + call + "\",\"type\":\"function\"," : "";
                String function = part == 0
                        ? "\"name\":\"search\",\"arguments\":\"{\\\"query\\\": \\\"\""
                        : "\"arguments\":\"" + (part == 9 ? "\\\"}" : word(part)) + "\"";
                events[call * 10 + part] = "{" + ID
                        + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{" + name
                        + "\"index\":" + call + ",\"function\":{" + function + "}}]}}]," + CHUNK + ",\"usage\":null}";
            }
        }
        return events;
    }

    private static String[] snapshots(int count) {
        String[] events = new String[count];
        StringBuilder thinking = new StringBuilder();
        for (int i = 0; i < count; i++) {
            for (int word = 0; word < 16; word++) {
                thinking.append(word(i + word));
            }
            events[i] = "{" + ID + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"reasoning_details\":["
                    + "{\"type\":\"reasoning.text\",\"id\":\"reasoning-text-1\",\"format\":\"MiniMax-response-v1\",\"index\":0,\"text\":\""
                    + thinking + "\"}]}}]," + CHUNK + ",\"usage\":null}";
        }
        return events;
    }

    private static Reply stream(String start, ByteBuffer block, int repeats, long interval, String end) {
        return new Reply(
                bytes(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTrace-Id: 0561f1c1f1b8b0ee4a8a0b3a3b8d1f9e\r\n"
                                + "Minimax-Request-Id: 8f0a1f5d0f1c4a4f\r\nTransfer-Encoding: chunked\r\n\r\n" + start),
                block,
                repeats,
                interval,
                end == null ? null : bytes(end + "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"));
    }

    /** Events, each in a chunk of HTTP of its own, as servers flush them. */
    private static String http(String... events) {
        StringBuilder all = new StringBuilder();
        for (String event : events) {
            all.append(Integer.toHexString(event.length() + 8))
                    .append("\r\ndata: ")
                    .append(event)
                    .append("\n\n\r\n");
        }
        return all.toString();
    }

    private static ByteBuffer bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
