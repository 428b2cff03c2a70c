package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.file.FileUpload;
import io.github.minimax4j.core.file.StoredFile;
import io.github.minimax4j.core.transport.HttpTransport;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the account: upload, list, description, deletion. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class FilesTest {

    private static final StoredFile TRIP = new StoredFile(
            "9007199254740993", "trip.mp4", "video_understanding", 5896337L, Instant.ofEpochSecond(1780272000), null);

    private MiniMaxClient client;

    @TempDir
    private Path folder;

    @BeforeEach
    void connect(MiniMaxServer server) {
        client = builder(server).build();
    }

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .retryDelay(Duration.ofNanos(1));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Path video(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("trip.mp4"), bytes);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    /** The file's part of a form, byte by byte. */
    private static byte[] fileIn(RecordedRequest request) {
        String type = String.valueOf(request.header("Content-Type"));
        String boundary = type.substring("multipart/form-data; boundary=".length());
        String body = new String(request.bodyBytes(), StandardCharsets.ISO_8859_1);
        String before = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nvideo_understanding\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"trip.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\n";
        String after = "\r\n--" + boundary + "--\r\n";
        assertThat(body).startsWith(before).endsWith(after);
        return body.substring(before.length(), body.length() - after.length()).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aVideoIsUploadedAsAFormWithItsPurpose(MiniMaxServer server) throws IOException {
        server.enqueue(Reply.file("9007199254740993"));
        byte[] video = bytes(300_000);

        StoredFile file = client.files().upload(FileUpload.video(video(video)));

        assertThat(file).isEqualTo(TRIP);
        RecordedRequest request = server.lastRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/files/upload");
        assertThat(request.header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(request.header("Content-Length")).isEqualTo(String.valueOf(request.bodyBytes().length));
        assertThat(fileIn(request)).isEqualTo(video);
    }

    @Test
    void theProgressReachesTheWholeFileAndItsListenerMayThrow(MiniMaxServer server) throws IOException {
        server.enqueue(Reply.file("1"), Reply.file("1"));
        byte[] video = bytes(300_000);
        List<Long> sent = new CopyOnWriteArrayList<>();
        FileUpload upload = FileUpload.video(video(video));

        client.files().upload(upload.withProgress((now, total) -> {
            assertThat(total).isEqualTo(300_000);
            sent.add(now);
        }));
        client.files().upload(upload.withProgress((now, total) -> {
            throw new IllegalStateException("planned");
        }));

        assertThat(sent).isSorted().hasSizeGreaterThan(2).last().isEqualTo(300_000L);
        assertThat(fileIn(server.lastRequest())).isEqualTo(video);
    }

    @Test
    void aRetrySendsTheWholeFileAgain(MiniMaxServer server) throws IOException {
        server.enqueue(Reply.error(1000, "later"), Reply.file("1"));
        byte[] video = bytes(200_000);

        client.files().upload(FileUpload.video(video(video)));

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(fileIn(request)).isEqualTo(video));
    }

    @Test
    void aTransportThatStreamsNoBodiesGetsTheFileInMemory() throws IOException {
        byte[] video = bytes(100_000);
        AtomicReference<HttpTransport.Request> sent = new AtomicReference<>();
        HttpTransport transport = (request, receiver) -> {
            sent.set(request);
            receiver.head(200, Map.of());
            receiver.body(ByteBuffer.wrap("{\"file\":{\"file_id\":7}}".getBytes(StandardCharsets.UTF_8)));
            receiver.end();
            return new HttpTransport.Call() {
                @Override
                public void more() {}

                @Override
                public void cancel() {}
            };
        };
        try (MiniMaxClient other = MiniMaxClient.builder()
                .apiKey("k")
                .transport((connectTimeout, readTimeout) -> transport)
                .build()) {
            assertThat(other.files().upload(FileUpload.video(video(video))).id())
                    .isEqualTo("7");
        }
        assertThat(sent.get().streamedBody()).isNull();
        assertThat(new String(sent.get().body(), StandardCharsets.ISO_8859_1))
                .contains(new String(video, StandardCharsets.ISO_8859_1));
    }

    @Test
    void anUploadIsAbandonedWithItsFuture(MiniMaxServer server) throws IOException {
        server.enqueue(Reply.stall());
        CompletableFuture<StoredFile> upload = client.files().uploadAsync(FileUpload.video(video(bytes(1000))));
        server.takeRequest();

        upload.cancel(true);

        client.whenIdle().join();
        server.enqueue(Reply.files());
        assertThat(client.files().list(null)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsRefusedBeforeAnythingIsSent(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileUpload.video(folder.resolve("none.mp4")))
                .withMessageContaining("none.mp4");
        assertThatIllegalArgumentException().isThrownBy(() -> FileUpload.video(folder));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileUpload(video(bytes(1)), " ", null))
                .withMessageContaining("purpose");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.MP4,video/mp4",
        "a.mov,video/quicktime",
        "a.avi,video/x-msvideo",
        "a.mkv,video/x-matroska",
        "a.b.pdf,application/octet-stream",
        "mp4,video/mp4"
    })
    void theMediaTypeFollowsTheName(String name, String type) throws IOException {
        assertThat(FileUpload.video(Files.write(folder.resolve(name), bytes(1))).mediaType())
                .isEqualTo(type);
    }

    @Test
    void aFileIsDescribedByItsId(MiniMaxServer server) {
        server.enqueue(Reply.raw(
                200,
                "application/json",
                "{\"file\":{\"file_id\":9007199254740993,\"bytes\":5896337,\"created_at\":1780272000,\"filename\":\"trip.mp4\","
                        + "\"purpose\":\"video_understanding\",\"download_url\":\"https://example.com/trip?signature=abc\"},"
                        + "\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}"));

        StoredFile file = client.files().retrieve("9007199254740993");

        assertThat(file.id()).isEqualTo("9007199254740993");
        assertThat(file.downloadUrl()).isEqualTo("https://example.com/trip?signature=abc");
        assertThat(file.toString()).doesNotContain("signature");
        assertThat(server.lastRequest().path()).isEqualTo("/v1/files/retrieve");
        assertThat(server.lastRequest().query()).isEqualTo("file_id=9007199254740993");
    }

    @Test
    void filesAreListedByPurpose(MiniMaxServer server) {
        server.enqueue(Reply.files("9007199254740993", "2"));

        List<StoredFile> files = client.files().list(FileUpload.VIDEO_UNDERSTANDING);

        assertThat(files).hasSize(2).first().isEqualTo(TRIP);
        assertThat(server.lastRequest().query()).isEqualTo("purpose=video_understanding");
    }

    @Test
    void aFileIsDeletedByItsIdAndPurpose(MiniMaxServer server) {
        server.enqueue(Reply.file("1"), Reply.raw(200, "application/json", "{\"base_resp\":{\"status_code\":0}}"));

        assertThat(client.files().delete("1", FileUpload.VIDEO_UNDERSTANDING)).isEqualTo("1");
        assertThat(server.lastRequest().body()).isEqualTo("{\"file_id\":\"1\",\"purpose\":\"video_understanding\"}");
        assertThat(client.files().delete("2", null)).isEqualTo("2");
        assertThat(server.lastRequest().body()).isEqualTo("{\"file_id\":\"2\"}");
    }

    @Test
    void theFormOfOpenAiIsUnderstoodTooAndNumbersInAnyForm(MiniMaxServer server) {
        server.enqueue(
                Reply.raw(
                        200,
                        "application/json",
                        "{\"id\":\"file-1\",\"object\":\"file\",\"bytes\":\"3\",\"created_at\":5.0,\"filename\":\"a\",\"purpose\":\"p\"}"),
                Reply.raw(
                        200,
                        "application/json",
                        "{\"object\":\"list\",\"data\":[{\"id\":\"file-1\"}],\"has_more\":false}"));

        assertThat(client.files().retrieve("file-1"))
                .isEqualTo(new StoredFile("file-1", "a", "p", 3L, Instant.ofEpochSecond(5), null));
        assertThat(client.files().list(null)).extracting(StoredFile::id).containsExactly("file-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"file\":{\"filename\":\"a\"}}", "{\"file\":7}", "{\"file_id\":\" \"}"})
    void aResponseWithoutAnIdIsMalformed(String body, MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", body));

        MiniMaxException error = catchThrowableOfType(
                MiniMaxException.class, () -> client.files().retrieve("1"));

        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"files\":{}}", "{\"files\":[3]}", "{\"files\":[{\"bytes\":1}]}"})
    void aListOfSomethingElseIsMalformed(String body, MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", body));

        MiniMaxException error = catchThrowableOfType(
                MiniMaxException.class, () -> client.files().list("p"));

        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankIdIsRefusedBeforeAnythingIsSent(String id, MiniMaxServer server) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.files().retrieve(id));
        assertThatIllegalArgumentException().isThrownBy(() -> client.files().delete(id, null));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aFileThatIsNotDeletedIsAnError(MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", "{\"id\":\"1\",\"object\":\"file\",\"deleted\":false}"));

        MiniMaxException error = catchThrowableOfType(
                MiniMaxException.class, () -> client.files().delete("1", null));

        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error).hasMessageContaining("no confirmation that the file was deleted");
    }

    @Test
    void anErrorBesideAnIdIsNoListOfFiles(MiniMaxServer server) {
        server.when(
                request -> true,
                Reply.raw(200, "application/json", "{\"id\":\"req-1\",\"message\":\"no such purpose\"}"));

        MiniMaxException error = catchThrowableOfType(
                MiniMaxException.class, () -> client.files().list("other"));

        assertThat(error).hasMessageContaining("no such purpose");
    }

    @Test
    void aFileThatGrowsIsSentAsItWas(MiniMaxServer server) throws IOException {
        server.enqueue(Reply.file("1"));
        byte[] video = bytes(300_000);
        Path path = video(video);

        client.files().upload(FileUpload.video(path).withProgress((sent, total) -> append(path)));

        assertThat(fileIn(server.lastRequest())).isEqualTo(video);
    }

    @Test
    void aFileThatBecomesShorterFailsAtOnce(MiniMaxServer server) throws IOException {
        server.enqueue(Reply.file("1"));
        Path path = video(bytes(3_000_000));

        MiniMaxException error = catchThrowableOfType(
                MiniMaxException.class,
                () -> client.files().upload(FileUpload.video(path).withProgress((sent, total) -> clear(path))));

        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(error).hasStackTraceContaining("became shorter while it was sent");
    }

    private static void append(Path path) {
        try {
            Files.write(path, new byte[1000], StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path path) {
        try {
            Files.write(path, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
