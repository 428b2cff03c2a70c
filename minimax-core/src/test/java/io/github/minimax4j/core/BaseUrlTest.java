package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingRequest.EmbeddingType;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of docs/base-url.md, line by line of its table, by what arrives at a server. */
@ExtendWith(MiniMaxServerExtension.class)
@Tag("B33")
class BaseUrlTest {

    private static final Path PAGE = Path.of("..", "docs", "base-url.md");

    static Stream<Arguments> table() throws IOException {
        List<Arguments> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `http") || line.startsWith("| `HTTP")) {
                String[] cells = line.substring(1).replace("`", "").split("\\|");
                rows.add(Arguments.of(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
        return rows.stream();
    }

    private static MiniMaxClientBuilder builder(MiniMaxServer server, String baseUrl) {
        String copied = baseUrl.replaceFirst("(?i)^(https?://)[^/?#]+", "http://localhost:" + server.port());
        return MiniMaxClient.builder().baseUrl(copied).apiKey("key").maxRetries(0);
    }

    /** What each endpoint was asked by, as path and query. */
    private static List<String> asked(MiniMaxServer server, MiniMaxClientBuilder builder) {
        server.when(request -> true, Reply.raw(500, "text/plain", "seen"));
        try (MiniMaxClient client = builder.build()) {
            catchThrowable(() -> client.chat(MiniMaxClientTest.REQUEST));
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.error();
            catchThrowable(client::models);
            catchThrowable(() -> client.model("org/m1"));
            catchThrowable(() -> client.embed(EmbeddingRequest.builder()
                    .model("embo-01")
                    .type(EmbeddingType.DB)
                    .texts(List.of("Hi"))
                    .build()));
            catchThrowable(() -> client.generateImages(
                    ImageRequest.builder().model("image-01").prompt("A cat").build()));
            catchThrowable(() -> client.synthesize(SpeechTest.REQUEST));
            catchThrowable(() -> client.countInputTokens(MiniMaxClientTest.REQUEST));
        }
        return server.requests().stream().map(BaseUrlTest::target).toList();
    }

    private static String target(RecordedRequest request) {
        return request.query() == null ? request.path() : request.path() + "?" + request.query();
    }

    @ParameterizedTest
    @MethodSource("table")
    void theAddressOfAProvidersPageReachesEachEndpoint(
            String baseUrl, String chatPath, String chat, String root, MiniMaxServer server) {
        MiniMaxClientBuilder builder = builder(server, baseUrl);
        if (!chatPath.isEmpty()) {
            builder.chatPath(chatPath);
        }
        String query = chat.contains("?") ? chat.substring(chat.indexOf('?')) : "";

        assertThat(asked(server, builder))
                .containsExactly(
                        chat,
                        chat,
                        root + "models" + query,
                        root + "models/org%2Fm1" + query,
                        root + "embeddings" + query,
                        root + "image_generation" + query,
                        root + "t2a_v2" + query,
                        root + "responses/input_tokens" + query);
    }

    @Test
    void theTableIsThere() throws IOException {
        assertThat(table()).hasSizeGreaterThan(40);
    }

    @Test
    @Tag("B13")
    void aQueryOfTheAddressIsInNoExceptionAndAParameterSetBesideItWins(MiniMaxServer server) {
        MiniMaxClientBuilder builder = builder(server, "http://gateway.example/v1?key=sk-hidden-1&team=a")
                .customQueryParams(Map.of("team", "b"));
        server.enqueue(Reply.raw(404, "text/plain", "nothing at ?key=sk-hidden-1"));
        try (MiniMaxClient client = builder.build()) {
            assertThat(catchThrowable(() -> client.chat(MiniMaxClientTest.REQUEST)))
                    .hasMessageContaining("/v1/chat/completions")
                    .hasMessageNotContaining("hidden")
                    .extracting(error -> ((MiniMaxException) error).bodyExcerpt())
                    .isEqualTo("nothing at ?key=***");
            assertThat(client.toString()).doesNotContain("hidden");
        }
        assertThat(server.takeRequest().query()).isEqualTo("key=sk-hidden-1&team=b");
    }

    @Test
    void anAddressWithOneParameterTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxClient.builder()
                        .baseUrl("http://gateway.example/v1?a=secret&a=2")
                        .build())
                .withMessageContaining("baseUrl")
                .withMessageContaining("'a'")
                .withMessageNotContaining("secret");
    }
}
