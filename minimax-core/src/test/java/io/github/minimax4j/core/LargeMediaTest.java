package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.ContentPart.Data;
import io.github.minimax4j.core.chat.ContentPart.Data.Kind;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and videos as Base64, which are not copied more often than they must be. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class LargeMediaTest {

    private static RecordedRequest sent(MiniMaxServer server, ContentPart... parts) {
        server.enqueue(Reply.text("A cat."));
        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).apiKey("k").build()) {
            client.chat(ChatCompletionRequest.builder()
                    .model("MiniMax-M3")
                    .messages(Message.system("Be brief. \u00e9"), Message.user(List.of(parts)))
                    .build());
        }
        return server.lastRequest();
    }

    /** Also what is no Base64: it is sent as it is, if need be with one copy more. */
    @ParameterizedTest
    @ValueSource(strings = {"iVBORw0K", "\u00e9t\u00e9", "a\"b\\c\n"})
    void dataOfAnySizeArriveAsADataUrl(String piece, MiniMaxServer server) {
        for (int pieces : new int[] {0, 1, 5_000, 100_000}) {
            String image = piece.repeat(pieces);
            String video = piece.repeat(pieces / 2);
            RecordedRequest request = sent(
                    server,
                    new ContentPart.Text("What is this?"),
                    new Data(Kind.IMAGE, "image/png", image, ContentPart.Detail.HIGH, null, 512),
                    new Data(Kind.VIDEO, "video/mp4", video, null, 0.5, null));

            assertThat(request.at("messages[1].content[0].text")).isEqualTo("What is this?");
            assertThat(request.at("messages[1].content[1]"))
                    .isEqualTo(Map.of(
                            "type",
                            "image_url",
                            "image_url",
                            Map.of(
                                    "url",
                                    "data:image/png;base64," + image,
                                    "detail",
                                    "high",
                                    "max_long_side_pixel",
                                    512)));
            assertThat(request.at("messages[1].content[2]"))
                    .isEqualTo(Map.of(
                            "type",
                            "video_url",
                            "video_url",
                            Map.of("url", "data:video/mp4;base64," + video, "fps", 0.5)));
        }
    }

    @Test
    void theDataAreNotShown() {
        assertThat(new Data(Kind.IMAGE, "image/png", "iVBORw0K", null, null, null))
                .asString()
                .contains("image/png", "length=8")
                .doesNotContain("iVBOR");
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Data(Kind.IMAGE, "image/png", "", null, 1.0, null))
                .withMessageContaining("fps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Data(Kind.VIDEO, "video/mp4", "", null, 6.0, null))
                .withMessageContaining("fps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Data(Kind.IMAGE, "image/png", "", null, null, 0))
                .withMessageContaining("max_long_side_pixel");
    }
}
