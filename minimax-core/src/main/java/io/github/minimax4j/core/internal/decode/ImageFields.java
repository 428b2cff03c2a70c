package io.github.minimax4j.core.internal.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers generated images, as addresses or in Base64. */
public final class ImageFields implements ResponseFields<ImageResult> {

    private @Nullable String id;

    private List<String> urls = List.of();

    private List<String> base64 = List.of();

    private @Nullable Integer successCount;

    private @Nullable Integer failedCount;

    @Override
    public boolean read(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "id" -> id = ErrorFields.text(parser);
            case "data" -> {
                if (JsonValues.read(parser) instanceof Map<?, ?> data) {
                    urls = texts(data, "image_urls");
                    base64 = texts(data, "image_base64");
                }
            }
            case "metadata" -> {
                if (JsonValues.read(parser) instanceof Map<?, ?> metadata) {
                    successCount = ErrorFields.integer(metadata.get("success_count"));
                    failedCount = ErrorFields.integer(metadata.get("failed_count"));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(Map<?, ?> data, String name) throws IOException {
        if (data.get(name) == null) {
            return List.of();
        }
        if (data.get(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IOException("'" + name + "' that is no list of texts");
    }

    @Override
    public boolean found() {
        return !urls.isEmpty() || !base64.isEmpty();
    }

    @Override
    public ImageResult result(ResponseDetails response) throws IOException {
        if (!found() && (failedCount == null || failedCount == 0)) {
            throw new IOException("no image, without saying that any failed");
        }
        return new ImageResult(id, urls, base64, successCount, failedCount, response.traceId());
    }
}
