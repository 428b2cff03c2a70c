package io.github.minimax4j.langchain4j;

import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageResponseFormat;
import io.github.minimax4j.core.image.SubjectReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link MiniMaxImageModel}s. Null means that nothing is sent, so that MiniMax's default applies. Not thread-safe; the models are.
 */
public class MiniMaxImageModelBuilder extends MiniMaxConnectionBuilder<MiniMaxImageModelBuilder> {
    private @Nullable String modelName;
    private @Nullable String aspectRatio;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable ImageResponseFormat responseFormat;
    private @Nullable Long seed;
    private @Nullable Boolean promptOptimizer;
    private List<SubjectReference> subjectReferences = List.of();
    private Map<String, Object> customParameters = Map.of();

    /** Starts with the default settings. */
    public MiniMaxImageModelBuilder() {}

    /**
     * The model. Required.
     *
     * @param modelName free text, such as {@code image-01}; its case is preserved
     * @return this builder
     */
    public MiniMaxImageModelBuilder modelName(@Nullable String modelName) {
        this.modelName = modelName;
        return this;
    }

    /**
     * The model. Required.
     *
     * @param modelName one of the names known when this library was released
     * @return this builder
     */
    public MiniMaxImageModelBuilder modelName(@Nullable MiniMaxImageModelName modelName) {
        return modelName(modelName == null ? null : modelName.toString());
    }

    /**
     * Aspect ratio of the images. Not together with width and height, which MiniMax would ignore. MiniMax's default: 1:1.
     *
     * @param aspectRatio 1:1, 16:9, 4:3, 3:2, 2:3, 3:4, 9:16 or 21:9; the server makes the final check
     * @return this builder
     */
    public MiniMaxImageModelBuilder aspectRatio(@Nullable String aspectRatio) {
        this.aspectRatio = aspectRatio;
        return this;
    }

    /**
     * Width of the images. Requires the height; for {@link MiniMaxImageModelName#IMAGE_01} only.
     *
     * @param width pixels, from 512 to 2048 and a multiple of 8
     * @return this builder
     */
    public MiniMaxImageModelBuilder width(@Nullable Integer width) {
        this.width = width;
        return this;
    }

    /**
     * Height of the images. Requires the width; for {@link MiniMaxImageModelName#IMAGE_01} only.
     *
     * @param height pixels, from 512 to 2048 and a multiple of 8
     * @return this builder
     */
    public MiniMaxImageModelBuilder height(@Nullable Integer height) {
        this.height = height;
        return this;
    }

    /**
     * How the response contains the images. MiniMax's default: {@link ImageResponseFormat#URL}.
     *
     * @param responseFormat as addresses that are valid for 24 hours, or as data
     * @return this builder
     */
    public MiniMaxImageModelBuilder responseFormat(@Nullable ImageResponseFormat responseFormat) {
        this.responseFormat = responseFormat;
        return this;
    }

    /**
     * Seed, for reproducible images.
     *
     * @param seed any number
     * @return this builder
     */
    public MiniMaxImageModelBuilder seed(@Nullable Long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Whether MiniMax may rewrite prompts; it does not return the result. MiniMax's default: false.
     *
     * @param promptOptimizer whether it may
     * @return this builder
     */
    public MiniMaxImageModelBuilder promptOptimizer(@Nullable Boolean promptOptimizer) {
        this.promptOptimizer = promptOptimizer;
        return this;
    }

    /**
     * The persons to show in the images.
     *
     * @param subjectReferences images of them, see {@link SubjectReference#character}
     * @return this builder
     */
    public MiniMaxImageModelBuilder subjectReferences(@Nullable List<SubjectReference> subjectReferences) {
        this.subjectReferences = subjectReferences == null ? List.of() : List.copyOf(subjectReferences);
        return this;
    }

    /**
     * The persons to show in the images.
     *
     * @param subjectReferences images of them, see {@link SubjectReference#character}
     * @return this builder
     */
    public MiniMaxImageModelBuilder subjectReferences(SubjectReference... subjectReferences) {
        return subjectReferences(List.of(subjectReferences));
    }

    /**
     * Further fields of each request's body, by their names in JSON.
     *
     * @param customParameters plain JSON values; no field that has a setter here, nor the number of images
     * @return this builder
     * @throws IllegalArgumentException if a name is null, or a number is not finite
     */
    public MiniMaxImageModelBuilder customParameters(@Nullable Map<String, Object> customParameters) {
        this.customParameters =
                customParameters == null ? Map.of() : MapSettings.json("customParameters", customParameters);
        return this;
    }

    /** The template of all requests; its prompt is a placeholder. */
    ImageRequest template() {
        if (modelName == null || modelName.isBlank()) {
            throw new IllegalArgumentException("modelName must be set, for example to " + MiniMaxImageModelName.IMAGE_01
                    + ": MiniMax has no default model for images");
        }
        if (aspectRatio != null && (width != null || height != null)) {
            throw new IllegalArgumentException(
                    "aspectRatio is set, and so is width or height: MiniMax would obey aspectRatio"
                            + " only; set one or the other");
        }
        if (width != null && modelName.equals(MiniMaxImageModelName.IMAGE_01_LIVE.toString())) {
            throw new IllegalArgumentException("width and height are set, but only " + MiniMaxImageModelName.IMAGE_01
                    + " takes them: set aspectRatio for " + modelName);
        }
        return ImageRequest.builder()
                .model(modelName)
                .prompt("template")
                .aspectRatio(aspectRatio)
                .width(width)
                .height(height)
                .responseFormat(responseFormat)
                .seed(seed)
                .promptOptimizer(promptOptimizer)
                .subjectReferences(subjectReferences)
                .extraBody(customParameters)
                .build();
    }

    /**
     * Checks the settings and builds a model, which does not connect yet.
     *
     * @return the model, to be closed after use
     * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
     */
    public MiniMaxImageModel build() {
        return new MiniMaxImageModel(this);
    }
}
