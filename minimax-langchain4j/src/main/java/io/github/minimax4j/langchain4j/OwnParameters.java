package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.StreamOptions;
import io.github.minimax4j.core.chat.Thinking;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that only MiniMax knows. Immutable.
 *
 * @param values           what is set, by name
 * @param customParameters further fields of the body
 * @param customHeaders    headers of the request, by name whatever its case
 * @param apiKey           the key of the request; shown nowhere
 */
record OwnParameters(
        Map<String, Object> values,
        Map<String, Object> customParameters,
        Map<String, String> customHeaders,
        @Nullable String apiKey) {

    /** A parameter and its type. */
    record Key<T>(String name, Class<T> type) {}

    /** A parameter whose place in the body can be taken by a custom parameter too. */
    private record ExtraField(Key<?> key, String field) {}

    static final Key<Thinking> THINKING = new Key<>("thinking", Thinking.class);
    static final Key<Boolean> REASONING_SPLIT = new Key<>("reasoningSplit", Boolean.class);
    static final Key<String> REASONING_EFFORT = new Key<>("reasoningEffort", String.class);
    static final Key<Boolean> RETURN_THINKING = new Key<>("returnThinking", Boolean.class);
    static final Key<Boolean> SEND_THINKING = new Key<>("sendThinking", Boolean.class);
    static final Key<Boolean> PARALLEL_TOOL_CALLS = new Key<>("parallelToolCalls", Boolean.class);
    static final Key<String> SERVICE_TIER = new Key<>("serviceTier", String.class);
    static final Key<Long> SEED = new Key<>("seed", Long.class);
    static final Key<String> USER = new Key<>("user", String.class);
    static final Key<Boolean> JSON_SCHEMA_IN_PROMPT = new Key<>("jsonSchemaInPrompt", Boolean.class);
    static final Key<Boolean> MASK_SENSITIVE_INFO = new Key<>("maskSensitiveInfo", Boolean.class);
    static final Key<Integer> N = new Key<>("n", Integer.class);
    static final Key<String> TOOL_CHOICE_NAME = new Key<>("toolChoiceName", String.class);
    static final Key<StreamOptions> STREAM_OPTIONS = new Key<>("streamOptions", StreamOptions.class);
    static final Key<ContentPart.Detail> IMAGE_DETAIL = new Key<>("imageDetail", ContentPart.Detail.class);
    static final Key<Integer> IMAGE_MAX_LONG_SIDE_PIXEL = new Key<>("imageMaxLongSidePixel", Integer.class);
    static final Key<ContentPart.Detail> VIDEO_DETAIL = new Key<>("videoDetail", ContentPart.Detail.class);
    static final Key<Double> VIDEO_FPS = new Key<>("videoFps", Double.class);
    static final Key<Integer> VIDEO_MAX_LONG_SIDE_PIXEL = new Key<>("videoMaxLongSidePixel", Integer.class);

    // those of langchain4j-open-ai, whose places are in the body without a field of core's
    static final Key<Map<String, Integer>> LOGIT_BIAS = mapKey("logitBias");
    static final Key<Boolean> LOGPROBS = new Key<>("logprobs", Boolean.class);
    static final Key<Integer> TOP_LOGPROBS = new Key<>("topLogprobs", Integer.class);
    static final Key<Boolean> STORE = new Key<>("store", Boolean.class);
    static final Key<Map<String, String>> METADATA = mapKey("metadata");

    // in the order in which they are sent
    private static final List<ExtraField> EXTRA_FIELDS = List.of(
            new ExtraField(LOGIT_BIAS, "logit_bias"),
            new ExtraField(LOGPROBS, "logprobs"),
            new ExtraField(TOP_LOGPROBS, "top_logprobs"),
            new ExtraField(STORE, "store"),
            new ExtraField(METADATA, "metadata"));

    static final OwnParameters NONE = new OwnParameters(Map.of(), Map.of(), Map.of(), null);

    OwnParameters {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        // keeps the order and null values, which Map.copyOf does not
        customParameters = Collections.unmodifiableMap(new LinkedHashMap<>(customParameters));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(customHeaders);
        customHeaders = Collections.unmodifiableMap(headers);
    }

    @SuppressWarnings("unchecked") // what is put in under the key is of its type
    private static <V> Key<Map<String, V>> mapKey(String name) {
        return new Key<>(name, (Class<Map<String, V>>) (Class<?>) Map.class);
    }

    /** All that goes into the body without a field of core's. */
    Map<String, Object> extraBody() {
        Map<String, Object> body = new LinkedHashMap<>(customParameters);
        for (ExtraField extra : EXTRA_FIELDS) {
            Object value = values.get(extra.key().name());
            if (value == null) {
                continue;
            }
            if (body.containsKey(extra.field())) {
                throw new IllegalArgumentException("customParameters hold '" + extra.field() + "', and "
                        + extra.key().name() + " is set: set one of them");
            }
            body.put(extra.field(), value);
        }
        return body;
    }

    <T> @Nullable T get(Key<T> key) {
        return key.type().cast(values.get(key.name()));
    }

    <T> OwnParameters with(Key<T> key, @Nullable T value) {
        Map<String, Object> changed = new TreeMap<>(values);
        if (value == null) {
            changed.remove(key.name());
        } else {
            changed.put(key.name(), value);
        }
        return new OwnParameters(changed, customParameters, customHeaders, apiKey);
    }

    OwnParameters withCustomParameters(Map<String, Object> newParameters) {
        return new OwnParameters(values, newParameters, customHeaders, apiKey);
    }

    OwnParameters withCustomHeaders(Map<String, String> newHeaders) {
        return new OwnParameters(values, customParameters, newHeaders, apiKey);
    }

    OwnParameters withApiKey(@Nullable String newApiKey) {
        return new OwnParameters(values, customParameters, customHeaders, newApiKey);
    }

    /** What is set in the other wins, whichever way it is set; custom parameters and headers are joined, one by one. */
    OwnParameters overrideWith(OwnParameters that) {
        Map<String, Object> keptValues = new LinkedHashMap<>(values);
        Map<String, Object> keptParameters = new LinkedHashMap<>(customParameters);
        for (ExtraField extra : EXTRA_FIELDS) {
            if (that.values.containsKey(extra.key().name())) {
                keptParameters.remove(extra.field());
            } else if (that.customParameters.containsKey(extra.field())) {
                keptValues.remove(extra.key().name());
            }
        }
        return new OwnParameters(
                joined(keptValues, that.values),
                joined(keptParameters, that.customParameters),
                joined(customHeaders, that.customHeaders),
                that.apiKey == null ? apiKey : that.apiKey);
    }

    private static <T> Map<String, T> joined(Map<String, T> first, Map<String, T> second) {
        Map<String, T> joined = new LinkedHashMap<>(first);
        joined.putAll(second);
        return joined;
    }

    /** Shows neither the key nor the values of headers. */
    @Override
    public String toString() {
        return "{values=" + values + ", customParameters=" + customParameters + ", customHeaders="
                + customHeaders.keySet() + ", apiKey=" + (apiKey == null ? "none" : "given") + "}";
    }
}
