package io.github.minimax4j.core.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of an {@link ImageRequest}. Not thread-safe. */
public final class ImageRequestBuilder {

    private @Nullable String model;

    private @Nullable String prompt;

    private @Nullable String aspectRatio;

    private @Nullable Integer width;

    private @Nullable Integer height;

    private @Nullable ImageResponseFormat responseFormat;

    private @Nullable Long seed;

    private @Nullable Integer n;

    private @Nullable Boolean promptOptimizer;

    private List<SubjectReference> subjectReferences = List.of();

    private final Map<String, Object> extraBody = new LinkedHashMap<>();

    ImageRequestBuilder() {}

    /**
     * Sets {@link ImageRequest#model()}.
     *
     * @param model the model, such as {@code image-01}
     * @return this builder
     */
    public ImageRequestBuilder model(String model) {
        this.model = model;
        return this;
    }

    /**
     * Sets {@link ImageRequest#prompt()}.
     *
     * @param prompt what to draw, at most 1500 characters
     * @return this builder
     */
    public ImageRequestBuilder prompt(String prompt) {
        this.prompt = prompt;
        return this;
    }

    /**
     * Sets {@link ImageRequest#aspectRatio()}.
     *
     * @param aspectRatio such as 16:9, or null
     * @return this builder
     */
    public ImageRequestBuilder aspectRatio(@Nullable String aspectRatio) {
        this.aspectRatio = aspectRatio;
        return this;
    }

    /**
     * Sets {@link ImageRequest#width()}.
     *
     * @param width pixels, or null; together with the height
     * @return this builder
     */
    public ImageRequestBuilder width(@Nullable Integer width) {
        this.width = width;
        return this;
    }

    /**
     * Sets {@link ImageRequest#height()}.
     *
     * @param height pixels, or null; together with the width
     * @return this builder
     */
    public ImageRequestBuilder height(@Nullable Integer height) {
        this.height = height;
        return this;
    }

    /**
     * Sets {@link ImageRequest#responseFormat()}.
     *
     * @param responseFormat how the images come, or null
     * @return this builder
     */
    public ImageRequestBuilder responseFormat(@Nullable ImageResponseFormat responseFormat) {
        this.responseFormat = responseFormat;
        return this;
    }

    /**
     * Sets {@link ImageRequest#seed()}.
     *
     * @param seed for images that can be repeated, or null
     * @return this builder
     */
    public ImageRequestBuilder seed(@Nullable Long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets {@link ImageRequest#n()}.
     *
     * @param n how many images, or null
     * @return this builder
     */
    public ImageRequestBuilder n(@Nullable Integer n) {
        this.n = n;
        return this;
    }

    /**
     * Sets {@link ImageRequest#promptOptimizer()}.
     *
     * @param promptOptimizer whether MiniMax may rewrite the prompt, or null
     * @return this builder
     */
    public ImageRequestBuilder promptOptimizer(@Nullable Boolean promptOptimizer) {
        this.promptOptimizer = promptOptimizer;
        return this;
    }

    /**
     * Sets {@link ImageRequest#subjectReferences()}.
     *
     * @param subjectReferences who is to appear; empty for nobody in particular
     * @return this builder
     */
    public ImageRequestBuilder subjectReferences(List<SubjectReference> subjectReferences) {
        this.subjectReferences = subjectReferences;
        return this;
    }

    /**
     * Sets {@link ImageRequest#subjectReferences()}.
     *
     * @param subjectReferences who is to appear
     * @return this builder
     */
    public ImageRequestBuilder subjectReferences(SubjectReference... subjectReferences) {
        return subjectReferences(List.of(subjectReferences));
    }

    /**
     * Adds to {@link ImageRequest#extraBody()}.
     *
     * @param extraBody further fields
     * @return this builder
     */
    public ImageRequestBuilder extraBody(Map<String, Object> extraBody) {
        this.extraBody.putAll(extraBody);
        return this;
    }

    /**
     * Checks the fields and makes the request.
     *
     * @return the request
     * @throws IllegalArgumentException if a field is missing or wrong; the message names it
     */
    public ImageRequest build() {
        return new ImageRequest(
                model == null ? "" : model,
                prompt == null ? "" : prompt,
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
}
