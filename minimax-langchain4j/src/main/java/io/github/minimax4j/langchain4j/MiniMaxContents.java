package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.video.Video;
import io.github.minimax4j.core.chat.ContentPart.Detail;
import org.jspecify.annotations.Nullable;

/**
 * Contents of messages as only MiniMax knows them. They are made of LangChain4j's own classes, so they survive its serialisation of
 * messages: options are parameters of the MIME type, such as {@code video/mp4;fps=2}. They are for MiniMax's models only; other
 * providers would send such a type as it is.
 */
public final class MiniMaxContents {
    static final String FILE_SCHEME = "mm_file://";

    private MiniMaxContents() {}

    /**
     * A video that was uploaded to MiniMax's file service, of up to 512 MB; by address or as base64 data it may have 50 MB.
     *
     * <p>MiniMax names such a file by {@code mm_file://} and its id. That is no URL to Java, which allows no underscore in a scheme, so
     * it is kept where the content of a video has its base64 data. A {@link Video} made by hand with
     * {@code base64Data("mm_file://123")} means the same; no base64 data can begin like that.
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
     * The same image, with how the model is to look at it. It wins over the defaults of the model.
     *
     * @param content          an image by address or as base64 data
     * @param detail           how closely the model looks; null for the level of the content, else the model's default
     * @param maxLongSidePixel the longer side is scaled down to this many pixels; null for the model's default
     * @return the content, for a {@code UserMessage}
     * @throws IllegalArgumentException if {@code maxLongSidePixel} is less than 1
     */
    public static ImageContent image(
            ImageContent content, @Nullable Detail detail, @Nullable Integer maxLongSidePixel) {
        MediaOptions options = new MediaOptions(detail, null, maxLongSidePixel);
        options.image(""); // says what is wrong with them
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
     * The same video, with how the model is to look at it. It wins over the defaults of the model.
     *
     * @param content          a video by address, as base64 data, or {@link #uploadedVideo uploaded}
     * @param detail           how closely the model looks; null for the model's default
     * @param fps              frames looked at per second, 0.2 to 5; null for the model's default
     * @param maxLongSidePixel the longer side is scaled down to this many pixels; null for the model's default
     * @return the content, for a {@code UserMessage}
     * @throws IllegalArgumentException if {@code fps} or {@code maxLongSidePixel} is out of its range
     */
    public static VideoContent video(
            VideoContent content, @Nullable Detail detail, @Nullable Double fps, @Nullable Integer maxLongSidePixel) {
        MediaOptions options = new MediaOptions(detail, fps, maxLongSidePixel);
        options.video(""); // says what is wrong with them
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
