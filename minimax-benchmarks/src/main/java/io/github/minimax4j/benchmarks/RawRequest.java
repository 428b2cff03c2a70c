package io.github.minimax4j.benchmarks;

import java.nio.charset.StandardCharsets;

/** The JSON of a call, for contenders that know no JSON. */
final class RawRequest {

    private RawRequest() {}

    static byte[] body(boolean stream) {
        return ("{\"model\":\"MiniMax-M2.7\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + Contender.Prompt.SHORT.text(0) + "\"}]"
                        + ",\"reasoning_split\":true"
                        + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "")
                        + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
