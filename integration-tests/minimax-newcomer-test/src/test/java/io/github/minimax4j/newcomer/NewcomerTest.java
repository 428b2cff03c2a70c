package io.github.minimax4j.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages lead to: applications in which nothing stands that they do not say. */
@Tag("B37")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NewcomerTest {

    private static final String PAGE = "docs/getting-started.md";

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String CHAT = "/chat?message=Tell+me+a+story";

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void thePageLeadsFromAnEmptyFolderToATestedPlainApplication() throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>(MarkedBlocks.of(PAGE, "plain"));
        MarkedBlocks.of(PAGE, "program")
                .forEach((name, code) ->
                        files.put((name.endsWith("Test.java") ? "src/test/java/" : "src/main/java/") + name, code));
        assertThat(files).containsKeys("pom.xml", "src/main/java/Hello.java", "src/test/java/HelloTest.java");

        GeneratedApplication application =
                GeneratedApplication.write("plain", files).build();

        assertThat(application.buildLog()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    }

    @ParameterizedTest
    @EnumSource
    void thePageLeadsFromAGeneratedApplicationToAStreamingAiService(BootLine line)
            throws IOException, InterruptedException {
        Map<String, String> page = MarkedBlocks.of(PAGE, "newcomer");
        assertThat(page)
                .containsKeys(
                        "pom.xml dependencies",
                        "src/main/resources/application.yaml",
                        "src/test/java/com/example/demo/DemoApplicationTests.java");

        GeneratedApplication application = GeneratedApplication.generate("newcomer-" + line.name(), line, page)
                .build();
        assertThat(application.buildLog()).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(application.libraries())
                .as("LangChain4j's modules are of one version")
                .contains("langchain4j-1.19.0.jar", "langchain4j-core-1.19.0.jar")
                .as("no Kotlin")
                .noneMatch(name -> name.startsWith("kotlin"));

        try (MiniMaxServer server = MiniMaxServer.start();
                GeneratedApplication.Running running = application.start(withKeyFor(server))) {
            server.enqueue(Reply.text("Once upon a time there was a fox.").stallAfterEvents(3), Reply.text("The end."));
            assertThat(firstCharacters(running, 4))
                    .as("before the answer is whole")
                    .isEqualTo("Once");
            assertThat(answer(running)).isEqualTo("The end.");
            assertThat(server.lastRequest().lastUserText()).isEqualTo("Tell me a story");
            assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer from-the-environment");

            server.enqueue(
                    Reply.text("On and on.").streamed(stream -> stream.endless().pause(Duration.ofMillis(20))));
            assertThat(firstCharacters(running, 2)).isEqualTo("On");
            assertThat(server.awaitHangUp(SOON))
                    .as("the call ends after the browser has disconnected")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRecipeForAheadOfTimeProcessingLeadsToAnApplicationThatAnswers(BootLine line)
            throws IOException, InterruptedException {
        Map<String, String> page = MarkedBlocks.of(PAGE, "newcomer");
        Map<String, String> recipe = MarkedBlocks.of("docs/spring-boot.md", "aot");
        Map<String, String> parts = new LinkedHashMap<>(recipe);
        // the same web page, but the key from the environment alone
        parts.put(
                "src/main/java/com/example/demo/ChatController.java",
                page.get("src/main/java/com/example/demo/ChatController.java"));
        parts.put("pom.xml", page.get("pom.xml"));
        parts.merge("pom.xml dependencies", ourDependencies(page), String::concat);

        GeneratedApplication application =
                GeneratedApplication.generate("aot-" + line.name(), line, parts).build();

        try (MiniMaxServer server = MiniMaxServer.start();
                GeneratedApplication.Running running = application.start(
                        Map.of(
                                "LANGCHAIN4J_MINIMAX_API_KEY", "from-the-environment",
                                "LANGCHAIN4J_MINIMAX_MODEL_NAME", "MiniMax-M3",
                                "LANGCHAIN4J_MINIMAX_BASE_URL", server.baseUrl()),
                        "-Dspring.aot.enabled=true")) {
            server.enqueue(Reply.text("The end."));
            assertThat(answer(running)).isEqualTo("The end.");
            assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer from-the-environment");
        }
    }

    /** Without LangChain4j's starter, which the recipe wants left out. */
    private static String ourDependencies(Map<String, String> page) {
        return page.get("pom.xml dependencies")
                .replaceAll(
                        "(?s)<dependency>\\s*<groupId>dev\\.langchain4j</groupId>\\s*"
                                + "<artifactId>langchain4j-spring-boot-starter</artifactId>.*?</dependency>",
                        "");
    }

    private static Map<String, String> withKeyFor(MiniMaxServer server) {
        return Map.of("MINIMAX_API_KEY", "from-the-environment", "LANGCHAIN4J_MINIMAX_BASE_URL", server.baseUrl());
    }

    private static HttpRequest question(GeneratedApplication.Running running) {
        return HttpRequest.newBuilder(URI.create(running.url() + CHAT)).build();
    }

    private String answer(GeneratedApplication.Running running) throws IOException, InterruptedException {
        return browser.send(question(running), BodyHandlers.ofString()).body();
    }

    private String firstCharacters(GeneratedApplication.Running running, int count)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = browser.send(question(running), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(count), StandardCharsets.UTF_8);
        }
    }
}
