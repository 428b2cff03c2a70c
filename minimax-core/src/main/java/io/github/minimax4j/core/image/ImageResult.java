package io.github.minimax4j.core.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generated images. Fewer may come than were asked for, since MiniMax's content check drops single ones; then both lists may even be
 * empty, and {@code failedCount} says so.
 *
 * @param id           the service's id of the answer, or null
 * @param urls         addresses of the images, good for 24 hours; empty if {@link ImageResponseFormat#BASE64} was asked for
 * @param base64       the images in Base64, without the head of a data URL; empty unless {@link ImageResponseFormat#BASE64} was asked
 *                     for
 * @param successCount how many images were made, or null if the service did not say
 * @param failedCount  how many images were not made, or null if the service did not say
 * @param traceId      the id that MiniMax's support asks for, or null
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
