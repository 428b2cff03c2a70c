package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.internal.json.JsonValues.number;

import io.github.minimax4j.core.file.StoredFile;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the description of one file, or of several: in MiniMax's form, or in that of OpenAI, in which gateways reply. */
public final class FileFields<T> implements ResponseFields<T> {

    /** Makes the result. */
    private interface Result<T> {

        @Nullable
        T of(Map<?, ?> file, @Nullable List<StoredFile> files) throws IOException;
    }

    // of the year 9999: Instant does not take all numbers
    private static final long LATEST = 253_402_300_799L;

    private final String expected;

    private final boolean many;

    private final Result<T> result;

    private FileFields(String expected, boolean many, Result<T> result) {
        this.expected = expected;
        this.many = many;
        this.result = result;
    }

    /** One file. */
    public static FileFields<StoredFile> one() {
        return new FileFields<>("file with an id", false, (file, files) -> stored(file));
    }

    /** All files. */
    public static FileFields<List<StoredFile>> all() {
        return new FileFields<>("list of files", true, (file, files) -> files);
    }

    /** The id of a file that was deleted; some servers do not repeat it. */
    public static FileFields<String> deleted(String id) {
        return new FileFields<>(
                "confirmation that the file was deleted",
                false,
                (file, files) -> Boolean.FALSE.equals(file.get("deleted")) ? null : id);
    }

    /** The members of a file: those of the response itself, or of the object within it. */
    private static Map<?, ?> file(Map<String, Object> members) {
        return members.get("file") instanceof Map<?, ?> inner ? inner : members;
    }

    private static @Nullable Object files(Map<String, Object> members) {
        return members.get(members.containsKey("files") ? "files" : "data");
    }

    private static @Nullable List<StoredFile> list(@Nullable Object value) throws IOException {
        if (!(value instanceof List<?> entries)) {
            return null;
        }
        List<StoredFile> files = new ArrayList<>();
        for (Object entry : entries) {
            StoredFile file = entry instanceof Map<?, ?> members ? stored(members) : null;
            if (file == null) {
                throw new IOException("a list of files that holds something else");
            }
            files.add(file);
        }
        return List.copyOf(files);
    }

    private static @Nullable StoredFile stored(Map<?, ?> file) {
        String id = text(file.get(file.get("file_id") == null ? "id" : "file_id"));
        Long created = number(file.get("created_at"));
        return id == null
                ? null
                : new StoredFile(
                        id,
                        text(file.get("filename")),
                        text(file.get("purpose")),
                        number(file.get("bytes")),
                        created == null || created < 0 || created > LATEST ? null : Instant.ofEpochSecond(created),
                        text(file.get("download_url")));
    }

    private static @Nullable String text(@Nullable Object value) {
        String text = JsonValues.text(value);
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public boolean found(Map<String, Object> members) {
        if (many) {
            return files(members) instanceof List;
        }
        Map<?, ?> file = file(members);
        return file.get("file_id") != null || file.get("id") != null;
    }

    @Override
    public T result(Map<String, Object> members, ResponseDetails response) throws IOException {
        T made = result.of(file(members), many ? list(files(members)) : null);
        if (made == null) {
            throw new IOException("no " + expected);
        }
        return made;
    }
}
