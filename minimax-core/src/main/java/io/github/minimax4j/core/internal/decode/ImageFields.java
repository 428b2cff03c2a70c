package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.json.JsonValues.integer;
import static io.github.minimax4j.core.internal.json.JsonValues.text;

import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Takes generated images, as addresses or in Base64. */
public final class ImageFields implements ResponseFields<ImageResult> {

    @Override
    public boolean found(Map<String, Object> members) throws IOException {
        return !texts(members, "image_urls").isEmpty()
                || !texts(members, "image_base64").isEmpty();
    }

    @Override
    public ImageResult result(Map<String, Object> members, ResponseDetails response) throws IOException {
        Map<?, ?> metadata = members.get("metadata") instanceof Map<?, ?> counts ? counts : Map.of();
        Integer failed = integer(metadata.get("failed_count"));
        if (!found(members) && (failed == null || failed == 0)) {
            throw new IOException("no image, without saying that any failed");
        }
        return new ImageResult(
                text(members.get("id")),
                texts(members, "image_urls"),
                texts(members, "image_base64"),
                integer(metadata.get("success_count")),
                failed,
                response.traceId());
    }

    private static List<String> texts(Map<String, Object> members, String name) throws IOException {
        if (!(members.get("data") instanceof Map<?, ?> data) || data.get(name) == null) {
            return List.of();
        }
        if (data.get(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IOException("'" + name + "' that is no list of texts");
    }
}
