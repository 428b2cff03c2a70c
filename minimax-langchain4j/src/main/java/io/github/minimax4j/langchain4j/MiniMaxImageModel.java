package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.spi.ServiceHelper;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.langchain4j.spi.MiniMaxImageModelBuilderFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's {@link ImageModel} for MiniMax's image generation. Thread-safe: share one instance, and close it when it is no longer
 * needed.
 *
 * <pre>{@code
 * try (MiniMaxImageModel model = MiniMaxImageModel.builder()
 *         .apiKey(System.getenv("MINIMAX_API_KEY"))
 *         .modelName(MiniMaxImageModelName.IMAGE_01)
 *         .aspectRatio("16:9")
 *         .build()) {
 *     URI url = model.generate("A lighthouse at dusk").content().url(); // valid for 24 hours
 * }
 * }</pre>
 *
 * <p>An image has a URL or, with {@link io.github.minimax4j.core.image.ImageRequest.ResponseFormat#BASE64}, its data and MIME type. Its
 * revised prompt is null: MiniMax does not send one. The metadata of the response contains {@code id} and {@code traceId} as texts, if
 * MiniMax sent them.
 *
 * <p>MiniMax drops single images that its content check rejects. Then the response has fewer images than requested, its finish reason is
 * {@link FinishReason#CONTENT_FILTER}, and the metadata's {@code failedCount} (an integer) is the number of missing images. If none is
 * left, the call throws a {@link dev.langchain4j.exception.ContentFilteredException}.
 *
 * <p>An invalid request, such as a prompt of more than 1500 characters, throws an {@link IllegalArgumentException} before anything is sent.
 * Later failures throw one of LangChain4j's exceptions with the {@link MiniMaxException} as its cause.
 */
public final class MiniMaxImageModel implements ImageModel, AutoCloseable {
    private final ModelConnection connection;
    private final ImageRequest template;

    MiniMaxImageModel(MiniMaxImageModelBuilder builder) {
        this.template = builder.template();
        this.connection = builder.connect();
    }

    /**
     * Creates a builder with the default settings.
     *
     * @return a new builder; the one of a {@link MiniMaxImageModelBuilderFactory} if there is one
     */
    public static MiniMaxImageModelBuilder builder() {
        MiniMaxImageModelBuilderFactory factory = ServiceHelper.loadFactory(MiniMaxImageModelBuilderFactory.class);
        return factory == null ? new MiniMaxImageModelBuilder() : factory.get();
    }

    @Override
    public Response<Image> generate(String prompt) {
        Response<List<Image>> images = draw(prompt, null);
        return Response.from(images.content().get(0), null, images.finishReason(), images.metadata());
    }

    /**
     * Generates several images.
     *
     * @param prompt what the images should show
     * @param n      how many, from 1 to 9
     * @return at least one image; fewer than requested if the content check dropped some
     */
    @Override
    public Response<List<Image>> generate(String prompt, int n) {
        return draw(prompt, n);
    }

    private Response<List<Image>> draw(String prompt, @Nullable Integer n) {
        ImageRequest request = template.toBuilder().prompt(prompt).n(n).build();
        ImageResult result = connection.call(client -> client.generateImages(request));
        return ImageMapper.map(result, n == null ? 1 : n);
    }

    /**
     * Not supported.
     *
     * @throws UnsupportedFeatureException always
     */
    @Override
    public Response<Image> edit(Image image, String prompt) {
        throw noEditing();
    }

    /**
     * Not supported.
     *
     * @throws UnsupportedFeatureException always
     */
    @Override
    public Response<Image> edit(Image image, Image mask, String prompt) {
        throw noEditing();
    }

    private static UnsupportedFeatureException noEditing() {
        return new UnsupportedFeatureException(
                "MiniMax does not support editing images. To generate a new image of a person shown in another, set"
                        + " subjectReferences on the builder");
    }

    /** Closes the connections, unless the client was passed to the builder. Running calls fail. */
    @Override
    public void close() {
        connection.close();
    }

    /**
     * Builds {@link MiniMaxImageModel}s. Null means that nothing is sent, so that MiniMax's default applies. Not thread-safe; the models
     * are.
     */
    public static class MiniMaxImageModelBuilder extends MiniMaxConnectionBuilder<MiniMaxImageModelBuilder> {
        private @Nullable String modelName;
        private @Nullable String aspectRatio;
        private @Nullable Integer width;
        private @Nullable Integer height;
        private ImageRequest.@Nullable ResponseFormat responseFormat;
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
         * How the response contains the images. MiniMax's default: {@link ImageRequest.ResponseFormat#URL}.
         *
         * @param responseFormat as addresses that are valid for 24 hours, or as data
         * @return this builder
         */
        public MiniMaxImageModelBuilder responseFormat(ImageRequest.@Nullable ResponseFormat responseFormat) {
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
                throw new IllegalArgumentException("modelName must be set, for example to "
                        + MiniMaxImageModelName.IMAGE_01 + ": MiniMax has no default model for images");
            }
            if (aspectRatio != null && (width != null || height != null)) {
                throw new IllegalArgumentException(
                        "aspectRatio is set, and so is width or height: MiniMax would obey aspectRatio"
                                + " only; set one or the other");
            }
            if (width != null && modelName.equals(MiniMaxImageModelName.IMAGE_01_LIVE.toString())) {
                throw new IllegalArgumentException("width and height are set, but only "
                        + MiniMaxImageModelName.IMAGE_01 + " takes them: set aspectRatio for " + modelName);
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
}
