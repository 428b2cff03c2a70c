package io.github.minimax4j.core.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generated images. It may hold fewer than were requested, since MiniMax's content check drops single images; both lists may even be empty.
 * {@code failedCount} says how many were dropped.
 *
 * @param id           the service's id of the response, or null
 * @param urls         addresses of the images, valid for 24 hours; empty if {@link ImageRequest.ResponseFormat#BASE64} was requested
 * @param base64       the images in Base64, without the prefix of a data URL; empty unless {@link ImageRequest.ResponseFormat#BASE64} was
 *     requested
 * @param successCount number of images that were generated, or null if the service sent none
 * @param failedCount  number of images that were not generated, or null if the service sent none
 * @param traceId      the id to give to MiniMax's support, or null
 */
public record ImageResult(
        @Nullable String id,
        List<String> urls,
        List<String> base64,
        @Nullable Integer successCount,
        @Nullable Integer failedCount,
        @Nullable String traceId) {

    public ImageResult {
        urls = List.copyOf(urls);
        base64 = List.copyOf(base64);
    }

    /** Without the images themselves, which are large. */
    @Override
    public String toString() {
        return "ImageResult[id=" + id + ", urls=" + urls + ", base64=" + base64.size() + " images, successCount="
                + successCount + ", failedCount=" + failedCount + ", traceId=" + traceId + "]";
    }
}
