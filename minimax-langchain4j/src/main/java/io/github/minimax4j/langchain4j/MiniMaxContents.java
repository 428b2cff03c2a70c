package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.video.Video;
import io.github.minimax4j.core.chat.ContentPart.Detail;
import org.jspecify.annotations.Nullable;

/**
 * Creates message contents with options that only MiniMax has. They are instances of LangChain4j's own classes, so they survive its
 * serialisation of messages: options are parameters of the MIME type, such as {@code video/mp4;fps=2}. Use them with MiniMax's models only;
 * other providers would send such a type unchanged.
 */
public final class MiniMaxContents {
    static final String FILE_SCHEME = "mm_file://";

    private MiniMaxContents() {}

    /**
     * Refers to a video that was uploaded to MiniMax's file service, of up to 512 MB. By URL or as base64 data, a video may have at most 50
     * MB.
     *
     * <p>MiniMax refers to such a file by {@code mm_file://} and its id. This is not a valid URL in Java, which allows no underscore in a
     * scheme, so the content stores it as base64 data. A {@link Video} built with {@code base64Data("mm_file://123")} has the same meaning;
     * no base64 data can start like that.
     *
     * @param fileId the id that the upload returned
     * @return the content, for a {@code UserMessage}
     * @throws IllegalArgumentException if the id is blank or has white space or slashes
     */
    public static VideoContent uploadedVideo(String fileId) {
        if (fileId.isBlank() || fileId.chars().anyMatch(c -> Character.isWhitespace(c) || c == '/')) {
            throw new IllegalArgumentException(
                    "fileId is '" + fileId + "': it must be the id that the upload returned, such as 123456789");
        }
        return VideoContent.from(
                Video.builder().base64Data(FILE_SCHEME + fileId).build());
    }

    /**
     * Returns the same image with options for its processing by the model. They override the defaults of the model.
     *
     * @param content          an image by URL or as base64 data
     * @param detail           the level of detail; null for the level of the content, else the model's default
     * @param maxLongSidePixel the maximum length of the longer side in pixels, to which it is scaled down; null for the model's default
     * @return the content, for a {@code UserMessage}
     * @throws IllegalArgumentException if {@code maxLongSidePixel} is less than 1
     */
    public static ImageContent image(
            ImageContent content, @Nullable Detail detail, @Nullable Integer maxLongSidePixel) {
        MediaOptions options = new MediaOptions(detail, null, maxLongSidePixel);
        options.image(""); // throws if they are invalid
        Image image = content.image();
        Image changed = Image.builder()
                .url(image.url())
                .base64Data(image.base64Data())
                .mimeType(withOptions(image.mimeType(), options))
                .revisedPrompt(image.revisedPrompt())
                .build();
        return ContentMapper.isChosen(content)
                ? ImageContent.from(changed, content.detailLevel())
                : ImageContent.from(changed);
    }

    /**
     * Returns the same video with options for its processing by the model. They override the defaults of the model.
     *
     * @param content          a video by URL, as base64 data, or {@link #uploadedVideo uploaded}
     * @param detail           the level of detail; null for the model's default
     * @param fps              frames analysed per second, 0.2 to 5; null for the model's default
     * @param maxLongSidePixel the maximum length of the longer side in pixels, to which it is scaled down; null for the model's default
     * @return the content, for a {@code UserMessage}
     * @throws IllegalArgumentException if {@code fps} or {@code maxLongSidePixel} is out of its range
     */
    public static VideoContent video(
            VideoContent content, @Nullable Detail detail, @Nullable Double fps, @Nullable Integer maxLongSidePixel) {
        MediaOptions options = new MediaOptions(detail, fps, maxLongSidePixel);
        options.video(""); // throws if they are invalid
        Video video = content.video();
        return VideoContent.from(Video.builder()
                .url(video.url())
                .base64Data(video.base64Data())
                .mimeType(withOptions(video.mimeType(), options))
                .build());
    }

    private static @Nullable String withOptions(@Nullable String mimeType, MediaOptions options) {
        MediaType type = MediaType.of(mimeType);
        MediaOptions all = options.orElse(type.options());
        return all.equals(MediaOptions.NONE) ? mimeType : new MediaType(type.name(), all).toString();
    }
}
