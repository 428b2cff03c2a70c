package io.github.minimax4j.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

    /** Speech of 9.9 seconds; {@code audio} is in hexadecimal digits, or an address. */
    static Map<String, @Nullable Object> speech(String traceId, String audio, int size) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("audio_length", 9900);
        extra.put("audio_sample_rate", 32_000);
        extra.put("audio_size", size);
        extra.put("bitrate", 128_000);
        extra.put("word_count", 52);
        extra.put("invisible_character_ratio", 0);
        extra.put("usage_characters", 26);
        extra.put("audio_format", "mp3");
        extra.put("audio_channel", 1);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("data", Map.of("audio", audio, "status", 2));
        body.put("extra_info", extra);
        body.put("trace_id", traceId);
        body.put("base_resp", success());
        return body;
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

    static Map<String, @Nullable Object> tokenPlan(int intervalPercent, int weeklyPercent) {
        Map<String, @Nullable Object> quota = new LinkedHashMap<>();
        quota.put("model_name", "general");
        window(quota, "", "current_interval_", TimeUnit.HOURS.toMillis(5), intervalPercent);
        window(quota, "weekly_", "current_weekly_", TimeUnit.DAYS.toMillis(7), weeklyPercent);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model_remains", List.of(quota));
        body.put("base_resp", success());
        return body;
    }

    private static void window(
            Map<String, @Nullable Object> quota, String times, String counts, long length, int percent) {
        long start = CREATED * 1000L;
        quota.put(times + "start_time", start);
        quota.put(times + "end_time", start + length);
        quota.put(times + "remains_time", length / 2);
        quota.put(counts + "total_count", 0);
        quota.put(counts + "usage_count", 0);
        quota.put(counts + "remaining_percent", percent);
        quota.put(counts + "status", percent == 0 ? 2 : 1);
    }

    static Map<String, @Nullable Object> file(String id) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("file", description(id));
        body.put("base_resp", success());
        return body;
    }

    static Map<String, @Nullable Object> files(List<String> ids) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("files", ids.stream().map(EndpointJson::description).toList());
        body.put("base_resp", success());
        return body;
    }

    private static Map<String, @Nullable Object> description(String id) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("file_id", id);
        file.put("bytes", 5896337);
        file.put("created_at", CREATED);
        file.put("filename", "trip.mp4");
        file.put("purpose", "video_understanding");
        return file;
    }

    private static Map<String, @Nullable Object> success() {
        Map<String, @Nullable Object> success = new LinkedHashMap<>();
        success.put("status_code", 0);
        success.put("status_msg", "success");
        return success;
    }
}
