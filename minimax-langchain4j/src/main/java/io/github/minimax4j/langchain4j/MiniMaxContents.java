package io.github.minimax4j.langchain4j;

import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.video.Video;

/** Contents of messages that only MiniMax knows. */
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
}
