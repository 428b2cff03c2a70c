package io.github.minimax4j.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Chat memories in H2 and in a real PostgreSQL. */
@Timeout(180)
class JdbcChatMemoryStoreTest {

    private static final List<Map<String, Object>> DETAILS = List.of(
            Map.of("type", "reasoning.text", "text", "A tool knows. \u0000 𝄞", "index", 0),
            Map.of("type", "reasoning.encrypted", "data", "AAAA", "nested", Map.of("a", List.of(1, 2))));

    private static final List<ChatMessage> CONVERSATION = List.of(
            SystemMessage.from("You are a desk."),
            UserMessage.builder()
                    .contents(List.of(
                            TextContent.from("Weather in \"Oslo\"?\n\u0000 ☂ 𝄞"),
                            ImageContent.from("iVBORw0KGgo=".repeat(20_000), "image/png")))
                    .attributes(Map.of("question", "7"))
                    .build(),
            AiMessage.builder()
                    .text("I look.")
                    .thinking("A tool knows.")
                    .toolExecutionRequests(List.of(ToolExecutionRequest.builder()
                            .id("call_1")
                            .name("weather")
                            .arguments("{\"city\":\"Oslo\"}")
                            .build()))
                    .attributes(Map.of("minimax.reasoning_details", DETAILS))
                    .build(),
            ToolExecutionResultMessage.builder()
                    .id("call_1")
                    .toolName("weather")
                    .text("light snow")
                    .isError(true)
                    .build(),
            AiMessage.builder().text("Light snow.").thinking("Snow.").build());

    abstract static class Contract {

        DataSource database;

        JdbcChatMemoryStore store;

        void use(DataSource dataSource) {
            database = dataSource;
            new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(dataSource);
            store = new JdbcChatMemoryStore(dataSource);
        }

        @Test
        void everyMessageComesBackAsItWas() {
            store.updateMessages("whole", CONVERSATION);

            assertThat(new JdbcChatMemoryStore(database).getMessages("whole")).isEqualTo(CONVERSATION);
        }

        @Test
        void memoriesDoNotMixAndAnUnknownOneIsEmpty() {
            store.updateMessages("one", List.of(UserMessage.from("One")));
            store.updateMessages("two", List.of(UserMessage.from("Two")));
            store.deleteMessages("one");

            assertThat(store.getMessages("one")).isEmpty();
            assertThat(store.getMessages("two")).containsExactly(UserMessage.from("Two"));
            assertThat(store.getMessages("never seen")).isEmpty();
        }

        @Test
        void anUpdateWritesOnlyWhatHasChanged() {
            store.updateMessages("changed", CONVERSATION.subList(0, 3));
            new JdbcTemplate(database)
                    .update(
                            "update chat_message set message = ? where memory_id = ? and ordinal = ?",
                            "kept",
                            "changed",
                            0);
            List<ChatMessage> other = new ArrayList<>(CONVERSATION.subList(0, 2));
            other.add(AiMessage.from("Nothing."));
            other.add(UserMessage.from("Well?"));
            store.updateMessages("changed", other);

            assertThat(rows("changed"))
                    .hasSize(4)
                    .startsWith("kept")
                    .last()
                    .asString()
                    .contains("Well?");
            store.updateMessages("changed", other.subList(0, 1));
            assertThat(rows("changed")).containsExactly("kept");
            store.updateMessages("changed", List.of());
            assertThat(rows("changed")).isEmpty();
        }

        private List<String> rows(String memory) {
            return new JdbcTemplate(database)
                    .queryForList(
                            "select message from chat_message where memory_id = ? order by ordinal",
                            String.class,
                            memory);
        }

        @Test
        void aChatMemoryGoesOnAfterARestart() {
            memory().add(UserMessage.from("I am Ann."));
            memory().add(AiMessage.from("Hello Ann."));
            memory().add(UserMessage.from("Who am I?"));

            assertThat(memory().messages())
                    .containsExactly(AiMessage.from("Hello Ann."), UserMessage.from("Who am I?"));
        }

        private MessageWindowChatMemory memory() {
            return MessageWindowChatMemory.builder()
                    .id("window")
                    .maxMessages(2)
                    .chatMemoryStore(new JdbcChatMemoryStore(database))
                    .build();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class H2 extends Contract {

        private final SingleConnectionDataSource connection = new SingleConnectionDataSource("jdbc:h2:mem:", true);

        @BeforeAll
        void open() {
            use(connection);
        }

        @AfterAll
        void close() {
            connection.destroy();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class PostgreSql extends Contract {

        private Postgres postgres;

        @BeforeAll
        void open() throws Exception {
            postgres = Postgres.start();
            use(new DriverManagerDataSource(postgres.url(), postgres.user(), ""));
        }

        @AfterAll
        void close() throws Exception {
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
