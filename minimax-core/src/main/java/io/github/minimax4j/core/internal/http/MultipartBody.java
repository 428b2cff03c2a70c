package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.file.FileUpload;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.transport.HttpTransport.StreamedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file and its purpose as a form, RFC 7578. The file stays on the disk until it is sent. Thread-safe. */
final class MultipartBody implements StreamedBody {

    private final FileUpload upload;

    private final long size;

    private final String boundary = "minimax-" + UUID.randomUUID();

    private final byte[] before;

    private final byte[] after;

    MultipartBody(FileUpload upload) {
        this.upload = upload;
        this.size = upload.size();
        this.before = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n"
                        + upload.purpose()
                        + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + escaped(upload.name()) + "\"\r\nContent-Type: " + upload.mediaType() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        this.after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** As browsers do. */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        return before.length + size + after.length;
    }

    @Override
    public InputStream open() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(before), new FileStream(upload, size), new ByteArrayInputStream(after))));
    }

    /** The file, opened when it is first read: nobody closes a body that is never sent. Reports what has been read. */
    private static final class FileStream extends InputStream {

        private final FileUpload upload;

        private final long size;

        private @Nullable InputStream file;

        private long sent;

        FileStream(FileUpload upload, long size) {
            this.upload = upload;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (file == null) {
                file = Files.newInputStream(upload.path());
            }
            if (sent == size && length > 0) {
                return -1; // what was added since is not part of it
            }
            int count = file.read(bytes, offset, (int) Math.min(length, size - sent));
            if (count < 0) {
                throw new IllegalArgumentException(
                        "path is " + upload.path() + ": the file became shorter while it was sent");
            }
            sent += count;
            FileUpload.Progress progress = upload.progress();
            if (count > 0 && progress != null) {
                Guard.run("The listener of an upload threw an exception", () -> progress.sent(sent, size));
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
