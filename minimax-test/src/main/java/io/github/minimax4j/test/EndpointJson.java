package io.github.minimax4j.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bodies of endpoints other than chat, as MiniMax documents them. */
final class EndpointJson {

    // of MiniMax-M3, Unix time in seconds
    private static final int CREATED = 1780272000;

    private EndpointJson() {}

    static Map<String, @Nullable Object> models(List<String> ids) {
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("object", "list");
        list.put("data", ids.stream().map(EndpointJson::model).toList());
        return list;
    }

    static Map<String, @Nullable Object> model(String id) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("id", id);
        model.put("object", "model");
        model.put("created", CREATED);
        model.put("owned_by", "minimax");
        return model;
    }

    static Map<String, @Nullable Object> embeddings(RecordedRequest request, Function<String, float[]> embedder) {
        List<List<Double>> vectors = new ArrayList<>();
        int tokens = 0;
        if (request.find("texts") instanceof List<?> texts) {
            for (Object text : texts) {
                vectors.add(numbers(embedder.apply(String.valueOf(text))));
                tokens += String.valueOf(text).strip().split("\\s+").length;
            }
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("vectors", vectors);
        body.put("total_tokens", tokens);
        body.put("base_resp", success());
        return body;
    }

    private static List<Double> numbers(float[] vector) {
        List<Double> numbers = new ArrayList<>(vector.length);
        for (float number : vector) {
            numbers.add(Double.valueOf(Float.toString(number))); // not 0.10000000149
        }
        return numbers;
    }

    static Map<String, @Nullable Object> images(String id, String member, String... images) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("data", Map.of(member, Arrays.asList(images)));
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("success_count", String.valueOf(images.length));
        counts.put("failed_count", "0");
        body.put("metadata", counts);
        body.put("base_resp", success());
        return body;
    }

    static Map<String, @Nullable Object> inputTokens(int tokens) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("object", "response.input_tokens");
        body.put("input_tokens", tokens);
        return body;
    }

    private static Map<String, @Nullable Object> success() {
        Map<String, @Nullable Object> success = new LinkedHashMap<>();
        success.put("status_code", 0);
        success.put("status_msg", "success");
        return success;
    }
}
