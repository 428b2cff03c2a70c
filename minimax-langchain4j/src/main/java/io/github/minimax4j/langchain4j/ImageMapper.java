package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import io.github.minimax4j.core.image.ImageResult;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps generated images to LangChain4j's. */
final class ImageMapper {
    private ImageMapper() {}

    static Response<List<Image>> map(ImageResult result, int requested) {
        List<Image> images = Stream.concat(
                        result.urls().stream().map(ImageMapper::byUrl),
                        result.base64().stream().map(ImageMapper::embedded))
                .toList();
        // counted from the images received: the service's own count of failures may be wrong or missing
        int failed = Math.max(0, requested - images.size());
        if (images.isEmpty()) {
            throw new ContentFilteredException("MiniMax generated none of the " + requested
                    + " requested image(s): its content check dropped them. Change the prompt or the subject references"
                    + (result.traceId() == null ? "" : " (trace id " + result.traceId() + ")"));
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        put(metadata, "id", result.id());
        put(metadata, "traceId", result.traceId());
        if (failed > 0) {
            metadata.put("failedCount", failed);
        }
        return Response.from(images, null, failed > 0 ? FinishReason.CONTENT_FILTER : null, metadata);
    }

    private static void put(Map<String, Object> metadata, String name, @Nullable String value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }

    private static Image byUrl(String url) {
        try {
            return Image.builder().url(new URI(url)).build();
        } catch (URISyntaxException e) {
            // without the URL: anyone who knows it can fetch the image
            throw new NonRetriableException("MiniMax sent an invalid image URL (" + e.getReason() + " at index "
                    + e.getIndex() + "). Use the response format BASE64 to receive the image itself");
        }
    }

    private static Image embedded(String base64) {
        return Image.builder().base64Data(base64).mimeType(mimeType(base64)).build();
    }

    /** Detects the type by the first bytes, in Base64. MiniMax does not send it. */
    private static @Nullable String mimeType(String base64) {
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("iVBORw0KGgo")) {
            return "image/png";
        }
        if (base64.startsWith("UklGR")) {
            return "image/webp";
        }
        return null;
    }
}
