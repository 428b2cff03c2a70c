package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.file.FileUpload;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.transport.HttpTransport.StreamedBody;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

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
    public InputStream open() throws IOException {
        InputStream file = Files.newInputStream(upload.path());
        InputStream counted = upload.progress() == null ? file : new Counted(file, upload.progress(), size);
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(before), counted, new ByteArrayInputStream(after))));
    }

    /** Reports what has been read. */
    private static final class Counted extends FilterInputStream {

        private final FileUpload.Progress progress;

        private final long size;

        private long sent;

        Counted(InputStream file, FileUpload.Progress progress, long size) {
            super(file);
            this.progress = progress;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            report(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            report(count);
            return count;
        }

        private void report(int count) {
            if (count > 0) {
                sent += count;
                Guard.run("The listener of an upload threw an exception", () -> progress.sent(sent, size));
            }
        }
    }
}
