package io.github.minimax4j.core.image;

import io.github.minimax4j.core.internal.check.ExtraBody;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/image_generation}. Only fields that are set are sent; null means "not set". Ranges are MiniMax's (page "Image
 * Generation") and are checked when the request is built, so an invalid value fails before anything is sent. Immutable.
 */
public final class ImageRequest {

    private static final int MAX_PROMPT_LENGTH = 1500;

    private static final Pattern ASPECT_RATIO = Pattern.compile("[1-9]\\d?:[1-9]\\d?");

    private static final Set<String> OWN_FIELDS = Set.of(
            "model",
            "prompt",
            "aspect_ratio",
            "width",
            "height",
            "response_format",
            "seed",
            "n",
            "prompt_optimizer",
            "subject_reference");

    private final Builder values;

    private ImageRequest(Builder values) {
        this.values = values;
    }

    /** Starts an empty request. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy of this request. */
    public Builder toBuilder() {
        return values.copy();
    }

    /** See {@link Builder#model}. */
    public String model() {
        return values.model;
    }

    /** See {@link Builder#prompt}. */
    public String prompt() {
        return values.prompt;
    }

    /** See {@link Builder#aspectRatio}. */
    public @Nullable String aspectRatio() {
        return values.aspectRatio;
    }

    /** See {@link Builder#width}. */
    public @Nullable Integer width() {
        return values.width;
    }

    /** See {@link Builder#height}. */
    public @Nullable Integer height() {
        return values.height;
    }

    /** See {@link Builder#responseFormat}. */
    public @Nullable ResponseFormat responseFormat() {
        return values.responseFormat;
    }

    /** See {@link Builder#seed}. */
    public @Nullable Long seed() {
        return values.seed;
    }

    /** See {@link Builder#n}. */
    public @Nullable Integer n() {
        return values.n;
    }

    /** See {@link Builder#promptOptimizer}. */
    public @Nullable Boolean promptOptimizer() {
        return values.promptOptimizer;
    }

    /** See {@link Builder#subjectReferences}. */
    public List<SubjectReference> subjectReferences() {
        return values.subjectReferences;
    }

    /** Further fields of the body, by their names in JSON. */
    public Map<String, Object> extraBody() {
        return values.extraBody;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageRequest that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "ImageRequest[model=" + model() + ", prompt=" + prompt() + ", aspectRatio=" + aspectRatio() + ", width="
                + width() + ", height=" + height() + ", responseFormat=" + responseFormat() + ", seed=" + seed()
                + ", n=" + n() + ", promptOptimizer=" + promptOptimizer() + ", subjectReferences=" + subjectReferences()
                + ", extraBody=" + extraBody() + "]";
    }

    /** Builds an {@link ImageRequest}. Not thread-safe. */
    public static final class Builder implements Cloneable {

        private String model = "";
        private String prompt = "";
        private @Nullable String aspectRatio;
        private @Nullable Integer width;
        private @Nullable Integer height;
        private @Nullable ResponseFormat responseFormat;
        private @Nullable Long seed;
        private @Nullable Integer n;
        private @Nullable Boolean promptOptimizer;
        private List<SubjectReference> subjectReferences = List.of();
        private Map<String, Object> extraBody = Map.of();

        private Builder() {}

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private List<@Nullable Object> all() {
            return Arrays.asList(
                    model,
                    prompt,
                    aspectRatio,
                    width,
                    height,
                    responseFormat,
                    seed,
                    n,
                    promptOptimizer,
                    subjectReferences,
                    extraBody);
        }

        /** The model, such as {@code image-01} or {@code image-01-live}; free text. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** The description of the image, at most 1500 characters. */
        public Builder prompt(String prompt) {
            this.prompt = prompt;
            return this;
        }

        /**
         * 1:1 (MiniMax's default), 16:9, 4:3, 3:2, 2:3, 3:4, 9:16 or 21:9; the server makes the final check. If it is set, MiniMax ignores
         * width and height.
         */
        public Builder aspectRatio(@Nullable String aspectRatio) {
            this.aspectRatio = aspectRatio;
            return this;
        }

        /** Width in pixels, from 512 to 2048 and a multiple of 8; requires the height; {@code image-01} only. */
        public Builder width(@Nullable Integer width) {
            this.width = width;
            return this;
        }

        /** Height in pixels, with the rules of the width. */
        public Builder height(@Nullable Integer height) {
            this.height = height;
            return this;
        }

        /** Whether the response contains addresses or the images themselves; MiniMax's default is {@link ResponseFormat#URL}. */
        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** Seed, for reproducible images. */
        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        /** Number of images, from 1 to 9; MiniMax's default is 1. */
        public Builder n(@Nullable Integer n) {
            this.n = n;
            return this;
        }

        /** Whether MiniMax may rewrite the prompt; its default is false. */
        public Builder promptOptimizer(@Nullable Boolean promptOptimizer) {
            this.promptOptimizer = promptOptimizer;
            return this;
        }

        /** The persons to show; not sent if empty. */
        public Builder subjectReferences(List<SubjectReference> subjectReferences) {
            this.subjectReferences = List.copyOf(subjectReferences);
            return this;
        }

        /** The persons to show. */
        public Builder subjectReferences(SubjectReference... subjectReferences) {
            return subjectReferences(List.of(subjectReferences));
        }

        /** Adds fields to the body that this class does not know, by their names in JSON; plain JSON values. */
        public Builder extraBody(Map<String, ?> extraBody) {
            this.extraBody = ExtraBody.added(this.extraBody, extraBody, OWN_FIELDS);
            return this;
        }

        /**
         * Checks the fields and builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a field is missing or invalid; the message names it
         */
        public ImageRequest build() {
            if (model == null || model.isBlank()) {
                throw new IllegalArgumentException("model must be set: MiniMax has no default model for images");
            }
            if (prompt == null || prompt.isBlank()) {
                throw new IllegalArgumentException("prompt must be set");
            }
            int length = prompt.codePointCount(0, prompt.length());
            if (length > MAX_PROMPT_LENGTH) {
                throw new IllegalArgumentException(
                        "prompt has " + length + " characters: at most " + MAX_PROMPT_LENGTH + " are allowed");
            }
            if (aspectRatio != null && !ASPECT_RATIO.matcher(aspectRatio).matches()) {
                throw new IllegalArgumentException("aspect_ratio is '" + aspectRatio
                        + "': it must be like 16:9, see the documentation of the field");
            }
            if ((width == null) != (height == null)) {
                throw new IllegalArgumentException(
                        (width == null ? "height" : "width") + " is set alone: set both width and height, or neither");
            }
            pixels("width", width);
            pixels("height", height);
            if (n != null && (n < 1 || n > 9)) {
                throw new IllegalArgumentException("n is " + n + ": it must be from 1 to 9");
            }
            return new ImageRequest(copy());
        }

        private static void pixels(String field, @Nullable Integer value) {
            if (value != null && (value < 512 || value > 2048 || value % 8 != 0)) {
                throw new IllegalArgumentException(
                        field + " is " + value + " pixels: it must be from 512 to 2048 and a multiple of 8");
            }
        }
    }

    /** How the response contains generated images. */
    public enum ResponseFormat {
        /** As addresses that MiniMax serves for 24 hours. */
        URL("url"),
        /** In the response itself, in Base64. */
        BASE64("base64");

        private final String wireName;

        ResponseFormat(String wireName) {
            this.wireName = wireName;
        }

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
