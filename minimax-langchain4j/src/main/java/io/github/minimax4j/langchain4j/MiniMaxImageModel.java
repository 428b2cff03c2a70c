package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.spi.ServiceHelper;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.langchain4j.spi.MiniMaxImageModelBuilderFactory;
import java.util.List;
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
 * <p>An image has a URL or, with {@link io.github.minimax4j.core.image.ImageResponseFormat#BASE64}, its data and MIME type. Its revised
 * prompt is null: MiniMax does not send one. The metadata of the response contains {@code id} and {@code traceId} as texts, if MiniMax sent
 * them.
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
}
