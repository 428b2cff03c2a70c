package io.github.minimax4j.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file to upload. It is read from the disk while it is sent, again for each retry, so do not change it meanwhile. Immutable.
 *
 * @param path     the file
 * @param purpose  what it is for, in MiniMax's words: {@link #VIDEO_UNDERSTANDING}, or one of its speech functions
 * @param progress notified of what has been sent, or null
 */
public record FileUpload(
        Path path, String purpose, @Nullable Progress progress) {

    /** The purpose of videos that messages refer to: MP4, AVI, MOV or MKV, at most 512 MB. */
    public static final String VIDEO_UNDERSTANDING = "video_understanding";

    private static final Map<String, String> MEDIA_TYPES =
            Map.of("mp4", "video/mp4", "avi", "video/x-msvideo", "mov", "video/quicktime", "mkv", "video/x-matroska");

    /**
     * Is notified of the progress of an upload, on a thread that sends: it must not block. What it throws is logged and ignored. A retry
     * starts from zero again.
     */
    @FunctionalInterface
    public interface Progress {

        /**
         * More of the file was handed to the connection.
         *
         * @param sent  bytes of the file so far
         * @param total the file's size in bytes
         */
        void sent(long sent, long total);
    }

    /**
     * Checks the file.
     *
     * @throws IllegalArgumentException if it is no file that can be read, or the purpose is blank
     */
    public FileUpload {
        if (Objects.requireNonNull(purpose, "purpose").isBlank()) {
            throw new IllegalArgumentException("purpose is blank: give one, such as " + VIDEO_UNDERSTANDING);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException("path is " + path + ": there is no such file that can be read");
        }
    }

    /** A video that messages are to refer to. */
    public static FileUpload video(Path path) {
        return new FileUpload(path, VIDEO_UNDERSTANDING, null);
    }

    /** Returns the same upload with a listener for its progress. */
    public FileUpload withProgress(@Nullable Progress progress) {
        return new FileUpload(path, purpose, progress);
    }

    /** The file's name, without its folders. */
    public String name() {
        return Objects.requireNonNull(path.getFileName(), "path").toString();
    }

    /** The media type, by the extension of the name: {@code application/octet-stream} for what is no video. */
    public String mediaType() {
        String name = name();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MEDIA_TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /**
     * The file's size.
     *
     * @return bytes
     * @throws IllegalArgumentException if the file cannot be read any more
     */
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("path is " + path + ": there is no such file that can be read", e);
        }
    }
}
