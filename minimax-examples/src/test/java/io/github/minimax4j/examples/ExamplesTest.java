package io.github.minimax4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.examples.agents.WriteAndReview;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.examples.chat.PlainChat;
import io.github.minimax4j.examples.extraction.ExtractTrips;
import io.github.minimax4j.examples.gateway.Gateways;
import io.github.minimax4j.examples.mcp.McpTools;
import io.github.minimax4j.examples.rag.AskDocuments;
import io.github.minimax4j.examples.streaming.StreamToTerminal;
import io.github.minimax4j.examples.tools.CallTools;
import io.github.minimax4j.examples.vision.DescribeImage;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each small example sends what it should, and prints what docs/examples.md says. */
@Timeout(120)
class ExamplesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/minimax4j/examples");

    private static final Pattern EXAMPLE_ON_THE_PAGE =
            Pattern.compile("-Dexample=(\\w+\\.\\w+)\\n```\\n\\n```text\\n(.*?)```", Pattern.DOTALL);

    private interface Example {
        void run(Backend backend) throws Exception;
    }

    /** Runs an example, compares what it prints with the page, and returns its requests. */
    private static List<RecordedRequest> run(Class<?> type, Example example) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Backend backend = Backend.scripted(type)) {
            example.run(backend);
            MiniMaxServer server = backend.server();
            assertThat(server.unscriptedRequests()).isEmpty();
            String name = type.getName().replace("io.github.minimax4j.examples.", "");
            assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                    .isEqualTo(printedOnThePage().get(name).lines().toList());
            return server.requests();
        } finally {
            System.setOut(out);
        }
    }

    private static Map<String, String> printedOnThePage() throws IOException {
        Map<String, String> printed = new TreeMap<>();
        Matcher example = EXAMPLE_ON_THE_PAGE.matcher(Files.readString(Path.of("../docs/examples.md")));
        while (example.find()) {
            printed.put(example.group(1), example.group(2));
        }
        return printed;
    }

    private static Consumer<RecordedRequest> asks(String text) {
        return request -> assertThat(request.lastUserText()).contains(text);
    }

    @Test
    void chat() throws Exception {
        assertThat(run(PlainChat.class, PlainChat::run)).singleElement().satisfies(request -> {
            assertThat(request.systemText()).isEqualTo("Answer in one sentence.");
            assertThat(request.isStream()).isFalse();
        });
    }

    @Test
    void streaming() throws Exception {
        assertThat(run(StreamToTerminal.class, StreamToTerminal::run))
                .singleElement()
                .matches(RecordedRequest::isStream);
    }

    @Test
    void tools() throws Exception {
        List<RecordedRequest> requests = run(CallTools.class, CallTools::run);
        assertThat(requests.get(0).toolNames()).containsExactly("rate");
        assertThat(requests.get(1).toolResults()).containsExactly("11.6");
    }

    @Test
    void agents() throws Exception {
        List<RecordedRequest> requests = run(WriteAndReview.class, WriteAndReview::run);
        assertThat(requests)
                .satisfiesExactly(
                        asks("advertises a trip to Oslo"),
                        asks("Rate this advertisement"),
                        asks("Rewrite this advertisement, more specific, in one line: Oslo is a city."),
                        asks("number only: Oslo: fjord swims"));
    }

    @Test
    void rag() throws Exception {
        List<RecordedRequest> requests = run(AskDocuments.class, AskDocuments::run);
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0).at("type")).isEqualTo("db");
        assertThat(requests.get(1).at("type")).isEqualTo("query");
        assertThat(requests.get(2).lastUserText())
                .contains("a bicycle travels free on regional trains")
                .doesNotContain("Luggage", "Refunds");
    }

    @Test
    void extraction() throws Exception {
        assertThat(run(ExtractTrips.class, ExtractTrips::run))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.body()).contains("travellers", "the one who writes included", "BUSINESS"));
    }

    @Test
    void vision() throws Exception {
        assertThat(run(DescribeImage.class, DescribeImage::run))
                .singleElement()
                .satisfies(request -> assertThat(request.at("messages[0].content[1].image_url.url"))
                        .asString()
                        .startsWith("data:image/png;base64,iVBOR"));
    }

    @Test
    void mcp() throws Exception {
        List<RecordedRequest> requests = run(McpTools.class, McpTools::run);
        assertThat(requests.get(0).toolNames()).containsExactly("departures");
        assertThat(requests.get(1).toolResults()).containsExactly("8:25 Bergen, 9:02 Trondheim");
    }

    @Test
    void gateways() throws Exception {
        List<RecordedRequest> requests = run(Gateways.class, Gateways::run);
        assertThat(requests).extracting(RecordedRequest::model).containsExactly("abab5.5-chat", "MiniMax-M1");
        assertThat(requests.get(0).at("max_tokens")).isEqualTo(50);
        assertThat(requests.get(0).has("max_completion_tokens")).isFalse();
    }

    @Test
    void eachExampleOnThePageExistsAndIsShort() throws IOException {
        Map<String, String> printed = printedOnThePage();
        assertThat(printed).hasSize(10);
        for (String name : printed.keySet()) {
            assertThat(Files.readAllLines(SOURCES.resolve(name.replace('.', '/') + ".java")))
                    .hasSizeLessThanOrEqualTo(95);
            assertThat(printed.get(name)).isNotBlank();
        }
    }

    @Test
    void aBackendWithAKeyHasNoScriptedServer() {
        // PATH stands for a key: a variable that is set everywhere
        try (Backend backend = Backend.of("PATH", "https://example.com", PlainChat.class)) {
            assertThat(backend.baseUrl()).isEqualTo("https://example.com");
            assertThat(backend.apiKey()).isEqualTo(System.getenv("PATH"));
            assertThatThrownBy(backend::server).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> Backend.scripted(String.class)).hasMessageContaining("no script for String");
    }
}
