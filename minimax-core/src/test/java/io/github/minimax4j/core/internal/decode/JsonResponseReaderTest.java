package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.Failures.failed;
import static io.github.minimax4j.core.Failures.notUnderstood;
import static io.github.minimax4j.core.Failures.refusedByTheService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.embedding.EmbeddingResult;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.internal.config.ResponseLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine of answers that are one JSON object, without HTTP. */
class JsonResponseReaderTest {

    private static final String IMAGES =
            "{\"id\":\"03ff\",\"data\":{\"image_urls\":[\"https://example.com/日落🌅.jpeg\"]},"
                    + "\"unknown\":{\"a\":[null,1.5e-3,true]},\"metadata\":{\"success_count\":\"1\",\"failed_count\":0},"
                    + "\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}";

    private static final String VECTORS =
            "{\"vectors\":[[0.5,-0.25],[1e-3,2]],\"total_tokens\":6,\"model\":\"embo-01\","
                    + "\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}";

    private static <T> JsonResponseReader<T> reader(ResponseFields<T> fields, int status) {
        Endpoint endpoint = Endpoint.of("http://localhost", "/v1/chat/completions");
        JsonResponseReader<T> reader = new JsonResponseReader<>(
                new ChunkParser(limits(2000)),
                new ErrorReader(endpoint, "http://localhost/v1/things", "check it"),
                fields);
        reader.head(ResponseDetails.of(status, "trace-1", null, Redaction.NONE));
        return reader;
    }

    private static ResponseLimits limits(int maxEventSize) {
        FieldValues values = ClientSettings.TABLE.values();
        values.set(ClientSettings.MAX_EVENT_SIZE, maxEventSize);
        return ResponseLimits.of(values);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    private static <T> T answer(JsonResponseReader<T> reader) {
        if (reader.outcome() instanceof Outcome.Completed<T> completed) {
            return completed.response();
        }
        throw new AssertionError("failed", error(reader));
    }

    private static <T> MiniMaxException error(JsonResponseReader<T> reader) {
        assertThat(reader.outcome()).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<T>) reader.outcome()).error();
    }

    private static <T> JsonResponseReader<T> read(ResponseFields<T> fields, String body) {
        JsonResponseReader<T> reader = reader(fields, 200);
        reader.bytes(bytes(body));
        reader.end();
        return reader;
    }

    @Test
    @Tag("B32")
    void anAnswerMayBeCutIntoPiecesAtAnyByte() {
        byte[] body = IMAGES.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= body.length; cut++) {
            JsonResponseReader<ImageResult> reader = reader(new ImageFields(), 200);
            reader.bytes(ByteBuffer.wrap(body, 0, cut));
            reader.bytes(ByteBuffer.wrap(body, cut, body.length - cut));
            assertThat(reader.outcome()).as("before the end").isNull();
            reader.end();
            assertThat(answer(reader))
                    .isEqualTo(new ImageResult(
                            "03ff", List.of("https://example.com/日落🌅.jpeg"), List.of(), 1, 0, "trace-1"));
        }
    }

    @Test
    @Tag("B11")
    void anAnswerThatEndsTooEarlyIsALostConnectionWhereverItEnds() {
        byte[] body = (VECTORS.replace("[1e-3,2]", "[1e-3,2],[null]").replace("[null]", "[0]") + " ")
                .getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < body.length - 1; cut++) {
            JsonResponseReader<EmbeddingResult> closed = reader(new EmbeddingFields(3), 200);
            closed.bytes(ByteBuffer.wrap(body, 0, cut));
            closed.end();
            assertThat(error(closed).kind()).as("cut at %s", cut).isEqualTo(ErrorKind.CONNECTION_LOST);

            JsonResponseReader<EmbeddingResult> broken = reader(new EmbeddingFields(3), 200);
            broken.bytes(ByteBuffer.wrap(body, 0, cut));
            broken.lost(new IOException("reset"));
            assertThat(error(broken).kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
            assertThat(error(broken)).hasRootCauseMessage("reset");
        }
    }

    @Test
    @Tag("B11")
    void literalsAndCharactersThatAreCutAreALostConnectionToo() {
        byte[] body = IMAGES.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < body.length; cut++) {
            JsonResponseReader<ImageResult> reader = reader(new ImageFields(), 200);
            reader.bytes(ByteBuffer.wrap(body, 0, cut));
            reader.end();
            assertThat(error(reader).kind()).as("cut at %s", cut).isEqualTo(ErrorKind.CONNECTION_LOST);
        }
    }

    @Test
    void anAnswerThatIsWholeCountsEvenIfTheConnectionIsLostOrNeverClosed() {
        JsonResponseReader<EmbeddingResult> lost = reader(new EmbeddingFields(2), 200);
        lost.bytes(bytes(VECTORS));
        lost.lost(new IOException("reset"));
        assertThat(answer(lost).vectors()).hasSize(2);

        JsonResponseReader<EmbeddingResult> silent = reader(new EmbeddingFields(2), 200);
        silent.bytes(bytes(VECTORS));
        silent.silent(ResponseDetails.NONE.error(ErrorKind.TIMEOUT, "silent", null, null));
        assertThat(answer(silent).vectors()).hasSize(2);
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsATimeout() {
        JsonResponseReader<EmbeddingResult> reader = reader(new EmbeddingFields(2), 200);
        reader.bytes(bytes(VECTORS.substring(0, 30)));
        reader.silent(ResponseDetails.NONE.error(ErrorKind.TIMEOUT, "silent", null, null));

        assertThat(error(reader)).is(failed(ErrorKind.TIMEOUT));
    }

    @Test
    @Tag("B16")
    void thereIsOneOutcomeAndNothingChangesIt() {
        JsonResponseReader<EmbeddingResult> reader = read(new EmbeddingFields(2), VECTORS);
        Outcome<EmbeddingResult> first = reader.outcome();
        reader.bytes(bytes("{"));
        reader.end();
        reader.lost(new IOException("late"));
        reader.fail(ResponseDetails.NONE.error(ErrorKind.TIMEOUT, "late", null, null));
        reader.silent(ResponseDetails.NONE.error(ErrorKind.TIMEOUT, "late", null, null));

        assertThat(reader.outcome()).isSameAs(first);
    }

    @Test
    void anAnswerThatIsTooLargeIsRefused() {
        JsonResponseReader<EmbeddingResult> reader = reader(new EmbeddingFields(2), 200);
        reader.bytes(bytes("{".repeat(1500)));
        assertThat(reader.outcome()).isNull();
        reader.bytes(bytes("{".repeat(501)));

        assertThat(error(reader).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(reader)).hasMessageContaining("2000 bytes").hasMessageContaining("maxEventSize");
    }

    @Test
    void anErrorBodyLargerThanTheLimitStillSaysWhatItSays() {
        JsonResponseReader<EmbeddingResult> reader = reader(new EmbeddingFields(2), 500);
        reader.bytes(bytes("<html>" + "x".repeat(200_000)));
        reader.bytes(bytes("x".repeat(200_000)));
        reader.end();

        assertThat(error(reader).kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(error(reader).bodyExcerpt()).startsWith("<html>");
    }

    @Test
    void anErrorBodyThatIsCutSpeaksByItsStatus() {
        JsonResponseReader<EmbeddingResult> reader = reader(new EmbeddingFields(2), 429);
        reader.bytes(bytes("{\"type\":\"err"));
        reader.lost(new IOException("reset"));

        assertThat(error(reader).kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"error\":{\"message\":\"no (1004)\"}}]",
                "\uFEFF \r\n{\"base_resp\":{\"status_code\":\"1004\",\"status_msg\":\"no\"},\"vectors\":null}",
                "{\"vectors\":null,\"base_resp\":{\"status_code\":1004,\"status_msg\":\"no\"}}",
                "{\"vectors\":[[1],[2]],\"base_resp\":{\"status_code\":1004,\"status_msg\":\"no\"}}",
                "{\"type\":\"bad_request_error\",\"message\":\"no (1004)\",\"http_code\":\"401\"}",
                "{\"object\":\"error\",\"message\":\"no (1004)\",\"code\":401}"
            })
    @Tag("B4")
    @Tag("Q2")
    void anErrorOfAnyShapeUnderHttp200IsAnError(String body) {
        JsonResponseReader<EmbeddingResult> reader = read(new EmbeddingFields(2), body);

        assertThat(error(reader)).is(refusedByTheService());
        assertThat(error(reader).code()).isEqualTo(1004);
        assertThat(error(reader).kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(error(reader).traceId()).isEqualTo("trace-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"base_resp\":{\"status_code\":0}}",
                "{\"vectors\":null,\"base_resp\":{\"status_code\":0}}",
                "{\"data\":[{\"embedding\":[0.1]}],\"object\":\"list\"}",
                "{\"vectors\":[[0.1]]}",
                "{\"vectors\":[[0.1],[0.2],[0.3]]}",
                "{\"vectors\":[[0.1],null]}",
                "{\"vectors\":[[0.1],[null]]}",
                "{\"vectors\":[[0.1],[\"0.2\"]]}",
                "{\"vectors\":\"none\"}",
                "{\"vectors\":[[0.1],[0.2]],}",
                "[]",
                "[1]",
                "<html>hello</html>",
                "hello",
                "data: {}"
            })
    @Tag("Q38")
    void anAnswerThatIsNotWhatWasAskedForIsRefusedAndShown(String body) {
        MiniMaxException error = error(read(new EmbeddingFields(2), body));

        assertThat(error).is(notUnderstood());
        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error.bodyExcerpt()).isEqualTo(body);
    }

    @Test
    void anEmptyAnswerIsAFailureOfTheService() {
        MiniMaxException error = error(read(new EmbeddingFields(2), ""));

        assertThat(error).is(notUnderstood()).hasMessageContaining("empty");
        assertThat(error.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
    }

    @Test
    void aNumberIsReadAsItWasWrittenAndAVectorMayHaveAnyLength() {
        EmbeddingResult result = answer(read(new EmbeddingFields(2), VECTORS));
        assertThat(result.vectors().get(0)).containsExactly(0.5f, -0.25f);
        assertThat(result.vectors().get(1)).containsExactly(0.001f, 2f);
        assertThat(result.totalTokens()).isEqualTo(6);
        assertThat(result.model()).isEqualTo("embo-01");
        assertThat(result.traceId()).isEqualTo("trace-1");

        for (int length : new int[] {1, 1535, 1536, 1537, 4000}) {
            EmbeddingFields fields = new EmbeddingFields(1);
            String body = "{\"vectors\":[[" + "7,".repeat(length - 1) + "8]]}";
            JsonResponseReader<EmbeddingResult> reader = new JsonResponseReader<>(
                    new ChunkParser(limits(100_000)),
                    new ErrorReader(Endpoint.of("http://localhost", "/v1/chat/completions")),
                    fields);
            reader.head(ResponseDetails.of(200, null, null, Redaction.NONE));
            reader.bytes(bytes(body));
            reader.end();
            float[] vector = answer(reader).vectors().get(0);
            assertThat(vector).hasSize(length).endsWith(8f);
        }
    }

    @Test
    void whatTheServiceDoesNotSayIsNull() {
        EmbeddingResult result = answer(read(new EmbeddingFields(1), "{\"vectors\":[[1]],\"model\":\"\"}"));
        assertThat(result.totalTokens()).isNull();
        assertThat(result.model()).isNull();

        ImageResult images = answer(read(new ImageFields(), "{\"data\":{\"image_base64\":[\"aGk=\"]}}"));
        assertThat(images).isEqualTo(new ImageResult(null, List.of(), List.of("aGk="), null, null, "trace-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"base_resp\":{\"status_code\":0}}",
                "{\"data\":null,\"metadata\":{\"success_count\":0,\"failed_count\":0}}",
                "{\"data\":{}}",
                "{\"data\":{\"image_urls\":\"https://example.com\"}}",
                "{\"data\":{\"image_urls\":[1]}}"
            })
    void anAnswerWithoutImagesIsRefused(String body) {
        assertThat(error(read(new ImageFields(), body))).is(notUnderstood());
    }

    @Test
    void imagesThatAllFailedAreReportedAsSuch() {
        ImageResult images = answer(
                read(
                        new ImageFields(),
                        "{\"id\":\"a\",\"data\":{\"image_urls\":[]},\"metadata\":{\"success_count\":0,\"failed_count\":\"2\"}}"));

        assertThat(images).isEqualTo(new ImageResult("a", List.of(), List.of(), 0, 2, "trace-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\":\"list\"}",
                "{\"object\":\"list\",\"data\":null}",
                "{\"data\":[\"MiniMax-M3\"]}",
                "{\"data\":[{\"object\":\"model\"}]}"
            })
    void aListOfModelsThatIsNoneIsRefused(String body) {
        assertThat(error(read(new ModelListFields(), body))).is(notUnderstood());
    }

    @Test
    void aListOfModelsMayBeEmpty() {
        assertThat(answer(read(new ModelListFields(), "{\"data\":[]}"))).isEmpty();
    }

    @Test
    void whatElseAServerSaysOfItsModelsIsKept() {
        String model = "{\"id\":\"m\",\"object\":\"model\",\"created\":\"1780272000\",\"max_model_len\":196608,"
                + "\"pricing\":{\"prompt\":\"0.3\"},\"parent\":null}";

        ModelDescription listed = answer(read(new ModelListFields(), "{\"data\":[" + model + "]}"))
                .get(0);
        assertThat(listed.created()).isEqualTo(1780272000L);
        assertThat(listed.ownedBy()).isNull();
        assertThat(listed.attributes())
                .containsEntry("max_model_len", 196608)
                .containsEntry("pricing", java.util.Map.of("prompt", "0.3"))
                .hasSize(2);
        assertThat(answer(read(new ModelFields(), model))).isEqualTo(listed);
    }
}
