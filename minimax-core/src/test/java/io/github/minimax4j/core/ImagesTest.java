package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.core.image.ImageResult;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ImagesTest extends ConnectedTest {

    static final ImageRequest REQUEST =
            ImageRequest.builder().model("image-01").prompt("A lighthouse").build();

    @Test
    void onlyWhatIsSetIsSentAndAddressesComeBack(MiniMaxServer server) {
        server.enqueue(Reply.imageUrls("https://example.com/one.jpeg", "https://example.com/two.jpeg"));

        ImageResult images = client.generateImages(REQUEST);

        assertThat(server.lastRequest().body()).isEqualTo("{\"model\":\"image-01\",\"prompt\":\"A lighthouse\"}");
        assertThat(images.urls()).containsExactly("https://example.com/one.jpeg", "https://example.com/two.jpeg");
        assertThat(images.base64()).isEmpty();
        assertThat(images.successCount()).isEqualTo(2);
        assertThat(images.failedCount()).isZero();
        assertThat(images.id()).hasSize(32).isEqualTo(images.traceId());
    }

    @Test
    void everyFieldGoesOutByItsName(MiniMaxServer server) {
        server.enqueue(Reply.imagesBase64(new byte[] {1, 2}));

        client.generateImages(ImageRequest.builder()
                .model("image-01-live")
                .prompt("A lighthouse 🌊")
                .aspectRatio("21:9")
                .width(512)
                .height(2048)
                .responseFormat(ImageRequest.ResponseFormat.BASE64)
                .seed(12345678901L)
                .n(9)
                .promptOptimizer(true)
                .subjectReferences(SubjectReference.character("https://example.com/face.png"))
                .extraBody(Map.of("style", Map.of("style_type", "manga")))
                .build());

        RecordedRequest request = server.lastRequest();
        assertThat(request.at("model")).isEqualTo("image-01-live");
        assertThat(request.at("prompt")).isEqualTo("A lighthouse 🌊");
        assertThat(request.at("aspect_ratio")).isEqualTo("21:9");
        assertThat(request.at("width")).isEqualTo(512);
        assertThat(request.at("height")).isEqualTo(2048);
        assertThat(request.at("response_format")).isEqualTo("base64");
        assertThat(request.at("seed")).isEqualTo(12345678901L);
        assertThat(request.at("n")).isEqualTo(9);
        assertThat(request.at("prompt_optimizer")).isEqualTo(true);
        assertThat(request.at("subject_reference"))
                .isEqualTo(List.of(Map.of("type", "character", "image_file", "https://example.com/face.png")));
        assertThat(request.at("style.style_type")).isEqualTo("manga");
        assertThat((Map<?, ?>) request.json()).hasSize(11);
    }

    @Test
    void theWishForAddressesIsSentIfItIsSaid(MiniMaxServer server) {
        server.enqueue(Reply.imageUrls("https://example.com/one.jpeg"));

        client.generateImages(REQUEST.toBuilder()
                .responseFormat(ImageRequest.ResponseFormat.URL)
                .build());

        assertThat(server.lastRequest().at("response_format")).isEqualTo("url");
    }

    @Test
    void imagesInBase64ComeAsTheyAreAndStayOutOfTexts(MiniMaxServer server) {
        byte[] image = new byte[300_000];
        image[7] = 42;
        server.enqueue(Reply.imagesBase64(image, image));

        ImageResult images = client.generateImages(REQUEST);

        assertThat(images.urls()).isEmpty();
        assertThat(images.base64()).hasSize(2);
        assertThat(Base64.getDecoder().decode(images.base64().get(0))).isEqualTo(image);
        assertThat(images.toString()).hasSizeLessThan(300).contains("base64=2 images");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"success_count\":\"1\",\"failed_count\":\"2\"", "\"success_count\":1,\"failed_count\":2"})
    void countsComeAsTextsOrAsNumbers(String counts, MiniMaxServer server) {
        server.enqueue(Reply.raw(
                200,
                "application/json",
                "{\"data\":{\"image_urls\":[\"https://example.com/one.jpeg\"]},\"metadata\":{" + counts + "}}"));

        ImageResult images = client.generateImages(REQUEST);

        assertThat(images.successCount()).isEqualTo(1);
        assertThat(images.failedCount()).isEqualTo(2);
    }

    @Test
    @Tag("B23")
    void aRefusedPromptIsReportedAsSuch(MiniMaxServer server) {
        server.enqueue(Reply.error(ErrorShape.BASE_RESP, 200, 1026, "input new_sensitive"));

        MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> client.generateImages(REQUEST));

        assertThat(error.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(error).hasMessageNotContaining("lighthouse");
    }

    @Test
    void aWrongRequestIsRefusedWithTheFieldNamed() {
        assertThat(REQUEST.toBuilder().build()).isEqualTo(REQUEST);

        refused(ImageRequest.builder().prompt("a"), "model");
        refused(ImageRequest.builder().model("image-01"), "prompt");
        refused(REQUEST.toBuilder().prompt(" "), "prompt");
        refused(REQUEST.toBuilder().prompt("x".repeat(1501)), "prompt has 1501 characters");
        for (String ratio : new String[] {"", "16x9", "16:9 ", "0:1", "wide", "16:"}) {
            refused(REQUEST.toBuilder().aspectRatio(ratio), "aspect_ratio is '" + ratio + "'");
        }
        refused(REQUEST.toBuilder().width(1024), "width is set alone");
        refused(REQUEST.toBuilder().height(1024), "height is set alone");
        for (int pixels : new int[] {0, 504, 511, 513, 1020, 2049, 2056}) {
            refused(REQUEST.toBuilder().width(pixels).height(1024), "width is " + pixels);
            refused(REQUEST.toBuilder().width(1024).height(pixels), "height is " + pixels);
        }
        refused(REQUEST.toBuilder().n(0), "n is 0");
        refused(REQUEST.toBuilder().n(10), "n is 10");
        refused(() -> REQUEST.toBuilder().extraBody(Map.of("n", 2)).build(), "'n'");
        refused(() -> REQUEST.toBuilder().extraBody(Map.of("x", new Object())).build(), "'x'");
    }

    private static void refused(ImageRequest.Builder builder, String named) {
        refused(builder::build, named);
    }

    private static void refused(ThrowingCallable build, String named) {
        assertThatIllegalArgumentException().isThrownBy(build).withMessageContaining(named);
    }

    @Test
    void valuesAtTheLimitsAreAllowed() {
        REQUEST.toBuilder().prompt("🌊".repeat(1500)).build(); // characters, not Java's chars
        REQUEST.toBuilder().width(512).height(2048).build();
        REQUEST.toBuilder().width(1032).height(512).build();
        for (String ratio : new String[] {"1:1", "16:9", "4:3", "3:2", "2:3", "3:4", "9:16", "21:9"}) {
            assertThat(REQUEST.toBuilder().aspectRatio(ratio).build().aspectRatio())
                    .isEqualTo(ratio);
        }
        REQUEST.toBuilder().n(1).build();
        REQUEST.toBuilder().n(9).build();
    }

    @Test
    void theAspectRatioMayStandBesideASizeAndBothAreSent(MiniMaxServer server) {
        server.enqueue(Reply.imageUrls("https://example.com/one.jpeg"));

        client.generateImages(
                REQUEST.toBuilder().aspectRatio("1:1").width(512).height(512).build());

        assertThat(server.lastRequest().at("aspect_ratio")).isEqualTo("1:1");
        assertThat(server.lastRequest().at("width")).isEqualTo(512);
    }

    @Test
    void aReferenceIsAUrlOrADataUrl() {
        assertThat(SubjectReference.character("data:image/png;base64,aGk=").type())
                .isEqualTo("character");
        SubjectReference.character("HTTPS://example.com/a.png");
        for (String wrong : new String[] {"", "iVBORw0KGgo=", "/tmp/face.png", "ftp://example.com/a.png", "data:"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SubjectReference.character(wrong))
                    .withMessageContaining("imageFile");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubjectReference("", "https://example.com/a.png"))
                .withMessageContaining("type");
    }
}
