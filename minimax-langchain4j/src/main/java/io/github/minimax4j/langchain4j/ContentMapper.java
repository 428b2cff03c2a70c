package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.video.Video;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.minimax4j.core.ContentPart;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes parts of MiniMax's messages of LangChain4j's contents (wire reference 2.7). */
final class ContentMapper {
    private ContentMapper() {}

    static ContentPart map(Content content) {
        return switch (content.type()) {
            case TEXT -> new ContentPart.Text(((TextContent) content).text());
            case IMAGE -> image((ImageContent) content);
            case VIDEO -> video(((VideoContent) content).video());
            case AUDIO, PDF ->
                throw new UnsupportedFeatureException(content.type().name().toLowerCase(Locale.ROOT)
                        + " content is not supported by MiniMax: it takes" + " text, images and videos");
        };
    }

    private static ContentPart image(ImageContent content) {
        Image image = content.image();
        return new ContentPart.Image(
                url("image", image.url(), image.base64Data(), image.mimeType()), detail(content.detailLevel()), null);
    }

    private static ContentPart video(Video video) {
        if (video.base64Data() != null && video.base64Data().startsWith(MiniMaxContents.FILE_SCHEME)) {
            return new ContentPart.Video(video.base64Data(), null, null, null);
        }
        // the name that MiniMax knows the format by
        String mimeType = "video/quicktime".equalsIgnoreCase(video.mimeType()) ? "video/mov" : video.mimeType();
        return new ContentPart.Video(url("video", video.url(), video.base64Data(), mimeType), null, null, null);
    }

    private static String url(String kind, @Nullable URI url, @Nullable String base64Data, @Nullable String mimeType) {
        if (url != null) {
            return url.toString();
        }
        if (base64Data == null || base64Data.isBlank()) {
            throw new IllegalArgumentException("The " + kind + " has neither a URL nor base64 data: give one of them");
        }
        if (mimeType == null || mimeType.isBlank()) {
            throw new IllegalArgumentException("The " + kind + " has base64 data but no MIME type: give it, such as "
                    + (kind.equals("image") ? "image/png" : "video/mp4"));
        }
        return "data:" + mimeType + ";base64," + base64Data;
    }

    private static ContentPart.@Nullable Detail detail(ImageContent.@Nullable DetailLevel level) {
        if (level == null) {
            return null;
        }
        return switch (level) {
            case LOW -> ContentPart.Detail.LOW;
            case MEDIUM -> ContentPart.Detail.DEFAULT;
            case HIGH, ULTRA_HIGH -> ContentPart.Detail.HIGH;
            case AUTO -> null; // MiniMax has no such value and decides by itself if nothing is said (Q33)
        };
    }
}
