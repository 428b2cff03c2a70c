package io.github.minimax4j.core.image;

import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/image_generation}. Only fields that are set are sent; null means "not set". Ranges are MiniMax's (page "Image
 * Generation") and are checked when the request is built, so an invalid value fails before anything is sent. Immutable.
 */
public final class ImageRequest {

    private static final Pattern RATIO = Pattern.compile("[1-9]\\d?:[1-9]\\d?");

    private static final String SIZE = "from 512 to 2048 pixels and a multiple of 8";

    private static final FieldTable TABLE = new FieldTable("ImageRequest");
    private static final Field<String> MODEL = TABLE.any("model");
    private static final Field<String> PROMPT = TABLE.text("prompt", 1500);
    private static final Field<String> ASPECT_RATIO = TABLE.checked(
            "aspect_ratio", text -> RATIO.matcher(text).matches(), "like 16:9, see the documentation of the field");
    private static final Field<Integer> WIDTH = TABLE.checked("width", ImageRequest::isSize, SIZE);
    private static final Field<Integer> HEIGHT = TABLE.checked("height", ImageRequest::isSize, SIZE);
    private static final Field<ResponseFormat> RESPONSE_FORMAT = TABLE.any("response_format");
    private static final Field<Long> SEED = TABLE.any("seed");
    private static final Field<Integer> N = TABLE.checked("n", n -> n >= 1 && n <= 9, "from 1 to 9");
    private static final Field<Boolean> PROMPT_OPTIMIZER = TABLE.any("prompt_optimizer");
    private static final Field<List<SubjectReference>> SUBJECT_REFERENCE = TABLE.list("subject_reference");

    private final FieldValues values;

    private ImageRequest(FieldValues values) {
        this.values = values;
    }

    /** Starts an empty request. */
    public static Builder builder() {
        return new Builder(TABLE.values());
    }

    /** Starts a copy of this request. */
    public Builder toBuilder() {
        return new Builder(values.copy());
    }

    /** See {@link Builder#model}. */
    public String model() {
        return values.get(MODEL);
    }

    /** See {@link Builder#prompt}. */
    public String prompt() {
        return values.get(PROMPT);
    }

    /** See {@link Builder#aspectRatio}. */
    public @Nullable String aspectRatio() {
        return values.find(ASPECT_RATIO);
    }

    /** See {@link Builder#width}. */
    public @Nullable Integer width() {
        return values.find(WIDTH);
    }

    /** See {@link Builder#height}. */
    public @Nullable Integer height() {
        return values.find(HEIGHT);
    }

    /** See {@link Builder#responseFormat}. */
    public @Nullable ResponseFormat responseFormat() {
        return values.find(RESPONSE_FORMAT);
    }

    /** See {@link Builder#seed}. */
    public @Nullable Long seed() {
        return values.find(SEED);
    }

    /** See {@link Builder#n}. */
    public @Nullable Integer n() {
        return values.find(N);
    }

    /** See {@link Builder#promptOptimizer}. */
    public @Nullable Boolean promptOptimizer() {
        return values.find(PROMPT_OPTIMIZER);
    }

    /** See {@link Builder#subjectReferences}. */
    public List<SubjectReference> subjectReferences() {
        List<SubjectReference> references = values.find(SUBJECT_REFERENCE);
        return references == null ? List.of() : references;
    }

    /** Further fields of the body, by their names in JSON. */
    public Map<String, Object> extraBody() {
        return values.extraBody();
    }

    /** The members of the JSON body, by name, in a new map; values are of this library's types or plain JSON. */
    public Map<String, Object> body() {
        return values.body();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageRequest that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Shows the fields that are set. */
    @Override
    public String toString() {
        return values.toString();
    }

    private static boolean isSize(int pixels) {
        return pixels >= 512 && pixels <= 2048 && pixels % 8 == 0;
    }

    /** Builds an {@link ImageRequest}. Not thread-safe. */
    public static final class Builder {

        private final FieldValues values;

        private Builder(FieldValues values) {
            this.values = values;
        }

        private <T> Builder set(Field<T> field, @Nullable T value) {
            values.put(field, value);
            return this;
        }

        /** The model, such as {@code image-01} or {@code image-01-live}; free text. */
        public Builder model(String model) {
            return set(MODEL, model);
        }

        /** The description of the image, at most 1500 characters. */
        public Builder prompt(String prompt) {
            return set(PROMPT, prompt);
        }

        /**
         * 1:1 (MiniMax's default), 16:9, 4:3, 3:2, 2:3, 3:4, 9:16 or 21:9; the server makes the final check. If it is set, MiniMax ignores
         * width and height.
         */
        public Builder aspectRatio(@Nullable String aspectRatio) {
            return set(ASPECT_RATIO, aspectRatio);
        }

        /** Width in pixels, from 512 to 2048 and a multiple of 8; requires the height; {@code image-01} only. */
        public Builder width(@Nullable Integer width) {
            return set(WIDTH, width);
        }

        /** Height in pixels, with the rules of the width. */
        public Builder height(@Nullable Integer height) {
            return set(HEIGHT, height);
        }

        /** Whether the response contains addresses or the images themselves; MiniMax's default is {@link ResponseFormat#URL}. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            return set(RESPONSE_FORMAT, responseFormat);
        }

        /** Seed, for reproducible images. */
        public Builder seed(@Nullable Long seed) {
            return set(SEED, seed);
        }

        /** Number of images, from 1 to 9; MiniMax's default is 1. */
        public Builder n(@Nullable Integer n) {
            return set(N, n);
        }

        /** Whether MiniMax may rewrite the prompt; its default is false. */
        public Builder promptOptimizer(@Nullable Boolean promptOptimizer) {
            return set(PROMPT_OPTIMIZER, promptOptimizer);
        }

        /** The persons to show; not sent if empty. */
        public Builder subjectReferences(List<SubjectReference> subjectReferences) {
            return set(SUBJECT_REFERENCE, subjectReferences);
        }

        /** The persons to show. */
        public Builder subjectReferences(SubjectReference... subjectReferences) {
            return subjectReferences(Arrays.asList(subjectReferences));
        }

        /** Adds fields to the body that this class does not know, by their names in JSON; plain JSON values. */
        public Builder extraBody(Map<String, ?> extraBody) {
            values.addToExtraBody(extraBody);
            return this;
        }

        /**
         * Checks the fields and builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a field is missing or invalid; the message names it
         */
        public ImageRequest build() {
            values.requireText(MODEL, ": MiniMax has no default model for images");
            values.requireText(PROMPT, "");
            boolean widthSet = values.find(WIDTH) != null;
            if (widthSet != (values.find(HEIGHT) != null)) {
                throw new IllegalArgumentException(
                        (widthSet ? "width" : "height") + " is set alone: set both width and height, or neither");
            }
            return new ImageRequest(values.checked());
        }
    }

    /** How the response contains generated images. */
    public enum ResponseFormat {
        /** As addresses that MiniMax serves for 24 hours. */
        URL,
        /** In the response itself, in Base64. */
        BASE64;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /**
         * The name in JSON.
         *
         * @return the lower-case wire name
         */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * An image of a person to show in a generated image.
     *
     * @param type      what it shows; MiniMax knows {@code character} only
     * @param imageFile an {@code http(s)} URL that MiniMax can read, or a {@code data:} URL with the image in Base64
     */
    public record SubjectReference(String type, String imageFile) {

        public SubjectReference {
            if (type == null || type.isBlank()) {
                throw new IllegalArgumentException(
                        "type of a subject reference must be set, for example to 'character'");
            }
            if (imageFile == null || !imageFile.matches("(?s)(?i:https?://|data:).+")) {
                // bare Base64 is the usual mistake; the value may be large, so it is not shown
                throw new IllegalArgumentException(
                        "imageFile of a subject reference must be an http(s) URL or a data URL such as data:image/jpeg;base64,...");
            }
        }

        /**
         * Refers to a person.
         *
         * @param imageFile an {@code http(s)} or {@code data:} URL
         * @return the reference
         */
        public static SubjectReference character(String imageFile) {
            return new SubjectReference("character", imageFile);
        }
    }
}
