package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.Failures.causedByTheService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class MiniMaxImageModelTest {
    private static MiniMaxImageModelBuilder image01(MiniMaxServer server) {
        return TestModels.carried(MiniMaxImageModel.builder())
                .apiKey("test-key")
                .baseUrl(server.baseUrl())
                .modelName(MiniMaxImageModelName.IMAGE_01);
    }

    private static Reply partly(String urls, String counts) {
        return Reply.raw(
                200,
                "application/json",
                "{\"id\":\"i-1\",\"data\":{\"image_urls\":" + urls + "},\"metadata\":" + counts
                        + ",\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}");
    }

    @Test
    void onlyModelAndPromptAreSentAndTheAddressComesBack(MiniMaxServer server) {
        server.enqueue(Reply.imageUrls("https://example.com/one.jpeg?a=b%2Fc"));
        try (MiniMaxImageModel model = image01(server).build()) {
            Response<Image> response = model.generate("A lighthouse");

            assertThat(server.lastRequest().path()).isEqualTo("/v1/image_generation");
            assertThat(server.lastRequest().body()).isEqualTo("{\"model\":\"image-01\",\"prompt\":\"A lighthouse\"}");
            Image image = response.content();
            assertThat(image.url()).isEqualTo(URI.create("https://example.com/one.jpeg?a=b%2Fc"));
            assertThat(image.base64Data()).isNull();
            assertThat(image.mimeType()).isNull();
            assertThat(image.revisedPrompt()).isNull();
            assertThat(response.finishReason()).isNull();
            assertThat(response.tokenUsage()).isNull();
            assertThat(response.metadata()).containsOnlyKeys("id", "traceId");
            assertThat(response.metadata().get("traceId")).isInstanceOf(String.class);
        }
    }

    @Test
    void everySettingGoesOut(MiniMaxServer server) {
        server.when(request -> true, Reply.imageUrls("https://example.com/1", "https://example.com/2"));
        try (MiniMaxImageModel model = image01(server)
                .width(512)
                .height(2048)
                .responseFormat(ImageRequest.ResponseFormat.URL)
                .seed(12345678901L)
                .promptOptimizer(true)
                .subjectReferences(SubjectReference.character("https://example.com/face.png"))
                .customParameters(Map.of("style", Map.of("style_type", "manga")))
                .build()) {
            model.generate("A lighthouse", 2);
        }
        RecordedRequest request = server.lastRequest();
        assertThat(request.at("width")).isEqualTo(512);
        assertThat(request.at("height")).isEqualTo(2048);
        assertThat(request.at("response_format")).isEqualTo("url");
        assertThat(request.at("seed")).isEqualTo(12345678901L);
        assertThat(request.at("n")).isEqualTo(2);
        assertThat(request.at("prompt_optimizer")).isEqualTo(true);
        assertThat(request.at("subject_reference"))
                .isEqualTo(List.of(Map.of("type", "character", "image_file", "https://example.com/face.png")));
        assertThat(request.at("style.style_type")).isEqualTo("manga");
        assertThat((Map<?, ?>) request.json()).hasSize(10);
        try (MiniMaxImageModel model =
                image01(server).modelName("image-01-live").aspectRatio("16:9").build()) {
            model.generate("A lighthouse");
        }
        assertThat(server.lastRequest().body())
                .isEqualTo("{\"model\":\"image-01-live\",\"prompt\":\"A lighthouse\",\"aspect_ratio\":\"16:9\"}");
    }

    @Test
    void severalImagesComeInTheirOrder(MiniMaxServer server) {
        server.enqueue(Reply.imageUrls("https://example.com/1", "https://example.com/2", "https://example.com/3"));
        try (MiniMaxImageModel model = image01(server).build()) {
            Response<List<Image>> response = model.generate("A lighthouse", 3);
            assertThat(response.content())
                    .extracting(Image::url)
                    .containsExactly(
                            URI.create("https://example.com/1"),
                            URI.create("https://example.com/2"),
                            URI.create("https://example.com/3"));
            assertThat(response.finishReason()).isNull();
            assertThat(response.metadata()).doesNotContainKey("failedCount");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a464946,image/jpeg",
        "89504e470d0a1a0a0000,image/png",
        "524946462400000057454250,image/webp",
        "00010203040506070809,"
    })
    void imagesThemselvesComeWithTheirMimeType(String hex, String mimeType, MiniMaxServer server) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        server.enqueue(Reply.imagesBase64(bytes));
        try (MiniMaxImageModel model = image01(server)
                .responseFormat(ImageRequest.ResponseFormat.BASE64)
                .build()) {
            Image image = model.generate("A lighthouse").content();
            assertThat(server.lastRequest().at("response_format")).isEqualTo("base64");
            assertThat(Base64.getDecoder().decode(image.base64Data())).isEqualTo(bytes);
            assertThat(image.mimeType()).isEqualTo(mimeType);
            assertThat(image.url()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success_count\":\"1\",\"failed_count\":\"2\"}",
                "{\"success_count\":1,\"failed_count\":2}",
                "{}"
            })
    void imagesThatTheContentCheckDroppedAreReported(String counts, MiniMaxServer server) {
        server.enqueue(partly("[\"https://example.com/1\"]", counts));
        try (MiniMaxImageModel model = image01(server).build()) {
            Response<List<Image>> response = model.generate("A lighthouse", 3);
            assertThat(response.content()).hasSize(1);
            assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
            assertThat(response.metadata()).containsEntry("failedCount", 2).containsEntry("id", "i-1");
        }
    }

    @Test
    void noImageAtAllIsAContentFilterException(MiniMaxServer server) {
        server.when(request -> true, partly("[]", "{\"success_count\":\"0\",\"failed_count\":\"1\"}"));
        try (MiniMaxImageModel model = image01(server).build()) {
            Stream.<Runnable>of(() -> model.generate("A lighthouse"), () -> model.generate("A lighthouse", 1))
                    .forEach(call -> assertThatThrownBy(call::run)
                            .isExactlyInstanceOf(ContentFilteredException.class)
                            .hasMessageContaining("none of the 1 requested image(s)")
                            .hasMessageContaining("content check"));
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anInvalidAddressIsReportedWithoutBeingShown(MiniMaxServer server) {
        server.enqueue(Reply.imageUrls("https://example.com/a b?signature=s3cret"));
        try (MiniMaxImageModel model = image01(server).build()) {
            assertThatThrownBy(() -> model.generate("A lighthouse"))
                    .isExactlyInstanceOf(NonRetriableException.class)
                    .hasMessageContaining("BASE64")
                    .hasMessageNotContaining("s3cret")
                    .hasNoCause();
        }
    }

    @Test
    @Tag("B4")
    void failuresAreLangChain4jsWithOursAsTheirCause(MiniMaxServer server) {
        server.enqueue(
                Reply.error(ErrorShape.BASE_RESP, 200, 1026, "input new_sensitive"),
                Reply.error(ErrorShape.BASE_RESP, 200, 2049, "invalid api key"),
                Reply.error(ErrorShape.BASE_RESP, 200, 1008, "insufficient balance"));
        try (MiniMaxImageModel model = image01(server).maxRetries(0).build()) {
            for (Class<?> type : List.of(
                    ContentFilteredException.class,
                    AuthenticationException.class,
                    MiniMaxQuotaExceededException.class)) {
                assertThat(catchThrowable(() -> model.generate("A lighthouse")))
                        .isExactlyInstanceOf(type)
                        .is(causedByTheService());
            }
        }
    }

    @Test
    void editingIsRefusedWithoutACall(MiniMaxServer server) {
        Image image = Image.builder().url("https://example.com/one.jpeg").build();
        try (MiniMaxImageModel model = image01(server).build()) {
            assertThatThrownBy(() -> model.edit(image, "More light"))
                    .isExactlyInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContaining("not support");
            assertThatThrownBy(() -> model.edit(image, image, "More light"))
                    .isExactlyInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContaining("subjectReferences");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void wrongRequestsAreRefusedWithoutACall(MiniMaxServer server) {
        try (MiniMaxImageModel model = image01(server).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.generate("A lighthouse", 10))
                    .withMessageContaining("n is 10");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.generate("a".repeat(1501)))
                    .withMessageContaining("prompt has 1501 characters");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.generate(" "))
                    .withMessageContaining("prompt");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void wrongSettingsAreRefusedByName(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxImageModel.builder().apiKey("k").build())
                .withMessageContaining("modelName")
                .withMessageContaining("image-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> image01(server).width(512).build())
                .withMessageContaining("width is set alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> image01(server).width(100).height(512).build())
                .withMessageContaining("width is 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> image01(server)
                        .aspectRatio("16:9")
                        .width(512)
                        .height(512)
                        .build())
                .withMessageContaining("aspectRatio")
                .withMessageContaining("width");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> image01(server)
                        .modelName(MiniMaxImageModelName.IMAGE_01_LIVE)
                        .width(512)
                        .height(512)
                        .build())
                .withMessageContaining("image-01-live")
                .withMessageContaining("aspectRatio");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> image01(server).customParameters(Map.of("n", 2)).build())
                .withMessageContaining("'n'");
    }

    @Test
    @Tag("B13")
    void neitherBuilderNorModelShowsTheKey(MiniMaxServer server) {
        MiniMaxImageModelBuilder builder = image01(server).apiKey("very-secret");
        try (MiniMaxImageModel model = builder.build()) {
            assertThat(builder + " " + model).doesNotContain("very-secret");
        }
    }
}
