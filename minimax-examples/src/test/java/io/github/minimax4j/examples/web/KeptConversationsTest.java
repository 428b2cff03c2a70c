package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.UserMessage;
import io.github.minimax4j.examples.memory.Postgres;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Conversations that go on after a restart of the program, from the database. */
@Timeout(180)
class KeptConversationsTest {

    private static final String WEATHER = "{\"city\":\"Oslo\",\"date\":\"" + LocalDate.now() + "\"}";

    private static String[] inFolder(Path folder) {
        return new String[] {"--spring.datasource.url=jdbc:h2:file:" + folder.resolve("desk/conversations")};
    }

    @Test
    void aRestartGoesOnFromTheFileThinkingIncluded(@TempDir Path folder) throws Exception {
        goesOnAfterARestart(inFolder(folder));
        try (Stream<Path> files = Files.list(folder.resolve("desk"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("conversations.mv.db");
        }
    }

    @Test
    void aRestartGoesOnFromPostgresThinkingIncluded() throws Exception {
        try (Postgres postgres = Postgres.start()) {
            goesOnAfterARestart(
                    "--spring.profiles.active=postgres",
                    "--POSTGRES_URL=" + postgres.url(),
                    "--POSTGRES_USER=" + postgres.user());
        }
    }

    private static void goesOnAfterARestart(String... database) throws Exception {
        String id;
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port(), database)) {
            server.enqueue(
                    Reply.thinking("A tool knows.").toolCall("weather", WEATHER).usage(100, 20),
                    Reply.thinking("Snow.").text("Light snow.").usage(150, 10));
            PageClient client = new PageClient(DeskUnderTest.url(app));
            client.ask("Weather in Oslo?").rest();
            id = client.conversation();
        }
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port(), database)) {
            server.enqueue(Reply.text("Take a coat."));
            PageClient client = new PageClient(DeskUnderTest.url(app));
            JsonNode listed = client.get("/conversations").path(0);
            assertThat(listed.path("id").asText()).isEqualTo(id);
            assertThat(listed.path("title").asText()).isEqualTo("Weather in Oslo?");
            assertThat(client.get("/conversations/" + id).path("turns").path(0).path("events"))
                    .extracting(event -> event.path("name").asText())
                    .containsExactly("thinking", "tool-call", "tool-result", "thinking", "text", "done");

            client.ask(id, "2", "What do I wear?", List.of()).rest();
            RecordedRequest request = server.lastRequest();
            assertThat(request.messages()).hasSize(6);
            assertThat(request.at("messages[1].content")).isEqualTo("Weather in Oslo?");
            assertThat(request.at("messages[2].reasoning_details[0].text")).isEqualTo("A tool knows.");
            assertThat(request.at("messages[2].tool_calls[0].function.arguments"))
                    .isEqualTo(WEATHER);
            assertThat(request.at("messages[3].content").toString()).contains("light snow");
            assertThat(request.at("messages[4].reasoning_details[0].text")).isEqualTo("Snow.");
            assertThat(request.at("messages[4].content")).isEqualTo("Light snow.");
            // what the page keeps with the messages is for the page alone
            assertThat(request.body()).doesNotContain("travel-desk");
        }
    }

    @Test
    void aSecondDeskStartsWithoutTheFileAndSaysSo(@TempDir Path folder) throws Exception {
        ProcessBuilder locking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Locking.class.getName(),
                        inFolder(folder)[0].replaceFirst(".*?=", ""))
                .redirectErrorStream(true);
        locking.environment().remove("JAVA_TOOL_OPTIONS"); // of which a JVM would print a line first
        Process other = locking.start();
        try (MiniMaxServer server = MiniMaxServer.start()) {
            assertThat(other.inputReader().readLine()).isEqualTo("open");
            try (ConfigurableApplicationContext app = DeskUnderTest.start(server.port(), inFolder(folder))) {
                PageClient client = new PageClient(DeskUnderTest.url(app));
                assertThat(client.get("/desk").path("note").asText()).startsWith("Another travel desk is running");
                server.enqueue(Reply.text("Here."));
                assertThat(client.ask("Hello").rest()).hasSize(2);
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Another program that has the file open. */
    static final class Locking {

        public static void main(String[] arguments) throws Exception {
            Files.createDirectories(
                    Path.of(arguments[0].replace("jdbc:h2:file:", "")).getParent());
            try (Connection connection = DriverManager.getConnection(arguments[0], "sa", "")) {
                System.out.println(connection.isClosed() ? "closed" : "open");
                System.in.read(); // until the test ends, or ends this program
            }
        }
    }

    @Test
    void whereNothingCanBeWrittenConversationsEndWithTheProgram(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("desk"), "a file where the folder should be");
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port(), inFolder(folder))) {
            assertThat(new PageClient(DeskUnderTest.url(app))
                            .get("/desk")
                            .path("note")
                            .asText())
                    .startsWith("Conversations end with the program");
        }
    }

    @Test
    void conversationsThatLeftTheMemoryComeBackFromTheDatabase() throws Exception {
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port())) {
            server.enqueue(Reply.text("Hello Ann."), Reply.text("Ann."));
            PageClient client = new PageClient(DeskUnderTest.url(app));
            client.ask("I am Ann").rest();
            for (int i = 0; i < PageConversations.MAX_CONVERSATIONS; i++) {
                client.post("/conversations", "");
            }
            client.ask("Who am I?").rest();
            assertThat(server.lastRequest().messages()).hasSize(4);
        }
    }

    @Test
    void titlesAreOneLineAndCannotBeBlank() throws Exception {
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port())) {
            server.enqueue(Reply.text("Yes."), Reply.text("A dot."));
            PageClient client = new PageClient(DeskUnderTest.url(app));
            client.ask("One\u0000\n  two " + "𝄞".repeat(300)).rest();
            String title = client.get("/conversations").path(0).path("title").asText();
            assertThat(title).startsWith("One two 𝄞").endsWith("𝄞…");
            assertThat(title.codePoints()).hasSize(KeptConversations.MAX_TITLE);
            String path = "/conversations/" + client.conversation();
            assertThat(client.patch(path, "{\"title\":\" \"}")).isEqualTo(404);
            assertThat(client.patch("/conversations/unknown", "{\"title\":\"x\"}"))
                    .isEqualTo(404);
            assertThat(client.patch(path, "{\"title\":\"Other\"}")).isEqualTo(200);
            assertThat(client.get("/conversations").path(0).path("title").asText())
                    .isEqualTo("Other");

            PageClient second = new PageClient(DeskUnderTest.url(app));
            second.ask(second.conversation(), "1", "", List.of("data:image/png;base64,AAAA"))
                    .rest();
            assertThat(second.get("/conversations").path(0).path("title").asText())
                    .isEqualTo("Images");
            assertThat(second.get("/conversations/" + second.conversation())
                            .path("turns")
                            .path(0)
                            .path("images")
                            .path(0)
                            .asText())
                    .isEqualTo("data:image/png;base64,AAAA");
        }
    }

    @Test
    void aLongConversationIsKeptWholeAndSentFromAQuestionOn() throws Exception {
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port())) {
            server.when(
                    request -> true,
                    request -> request.at("messages[-1].role").equals("tool")
                            ? Reply.text("Snow.")
                            : Stream.iterate(0, i -> i + 1)
                                    .limit(5)
                                    .reduce(
                                            Reply.toolCall("weather", WEATHER),
                                            (reply, i) -> reply.toolCall("weather", WEATHER),
                                            (one, other) -> other));
            PageClient client = new PageClient(DeskUnderTest.url(app));
            for (int i = 0; i < 8; i++) {
                client.ask("Weather " + i).rest();
            }
            assertThat(client.get("/conversations/" + client.conversation()).path("turns"))
                    .hasSize(8);
            RecordedRequest last = server.lastRequest();
            assertThat(last.messages()).hasSizeBetween(50, 61);
            assertThat(last.at("messages[1].role")).isEqualTo("user");
        }
    }

    @Test
    void aDeletedConversationDoesNotReturn() throws Exception {
        try (MiniMaxServer server = MiniMaxServer.start();
                ConfigurableApplicationContext app = DeskUnderTest.start(server.port())) {
            server.enqueue(Reply.text("One two")
                    .streamed(stream -> stream.textDeltas("One ", "two"))
                    .stallAfterEvents(1));
            PageClient client = new PageClient(DeskUnderTest.url(app));
            try (PageClient.Stream held = client.ask("Count")) {
                assertThat(held.next().text()).isEqualTo("One ");
                client.forget();
                assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
                assertThat(held.rest())
                        .singleElement()
                        .satisfies(
                                last -> assertThat(last.data().path("problem").asText())
                                        .isEqualTo("This conversation was deleted in another tab."));
            }
            assertThat(client.get("/conversations")).isEmpty();
            // nor with the result of a tool that was still running
            KeptConversations kept = app.getBean(KeptConversations.class);
            PageConversation late = kept.find(kept.start()).block();
            late.ask("1", UserMessage.from("Hello"));
            kept.delete(late.id()).block();
            kept.save(late).block();
            assertThat(client.get("/conversations")).isEmpty();
            assertThat(client.get("/conversations/" + client.conversation())
                            .path("status")
                            .asInt())
                    .isEqualTo(404);
        }
    }
}
