package io.github.minimax4j.core.file;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that the service keeps.
 *
 * @param id          its id; a message refers to a video by {@code mm_file://} and the id
 * @param name        its name, or null
 * @param purpose     what it was uploaded for, or null
 * @param size        its size in bytes, or null
 * @param createdAt   when it was uploaded, or null
 * @param downloadUrl where it can be downloaded for a while, or null; only {@code retrieve} returns it
 */
public record StoredFile(
        String id,
        @Nullable String name,
        @Nullable String purpose,
        @Nullable Long size,
        @Nullable Instant createdAt,
        @Nullable String downloadUrl) {

    public StoredFile {
        Objects.requireNonNull(id, "id");
    }

    /** Without the download address, which may work without a key. */
    @Override
    public String toString() {
        return "StoredFile[id=" + id + ", name=" + name + ", purpose=" + purpose + ", size=" + size + ", createdAt="
                + createdAt + "]";
    }
}
