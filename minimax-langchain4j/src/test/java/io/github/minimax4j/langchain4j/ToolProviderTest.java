package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolProviderResult;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools that are only known when the question comes, as those of an MCP server are. */
@ExtendWith(MiniMaxServerExtension.class)
class ToolProviderTest {
    interface Assistant {
        String ask(String question);
    }

    private static final ToolSpecification SEARCH = ToolSpecification.builder()
            .name("search-files")
            .description("Finds files")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("pattern", "what to look for")
                    .addProperty("options", JsonRawSchema.from("{\"type\":[\"object\",\"null\"]}"))
                    .required("pattern")
                    .build())
            .build();

    private static final ToolSpecification NOW =
            ToolSpecification.builder().name("now").build();

    @Test
    void toolsOfAProviderAreOfferedWithTheirSchemasAndRun(MiniMaxServer server) {
        server.enqueue(
                Reply.toolCall("call_1", "search-files", "{\"pattern\":\"*.md\"}")
                        .toolCall("call_2", "now", ""),
                Reply.text("One file."));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .toolProvider(request -> ToolProviderResult.builder()
                            .add(SEARCH, (call, memoryId) -> "README.md for " + call.arguments())
                            .add(NOW, (call, memoryId) -> "10:14 for " + call.arguments())
                            .build())
                    .build();
            assertThat(assistant.ask("Which files?")).isEqualTo("One file.");
        }
        var first = server.takeRequest();
        assertThat(first.toolNames()).containsExactlyInAnyOrder("search-files", "now");
        Map<?, ?> search = ((List<?>) first.at("tools"))
                .stream()
                        .map(tool -> (Map<?, ?>) ((Map<?, ?>) tool).get("function"))
                        .filter(function -> "search-files".equals(function.get("name")))
                        .findFirst()
                        .orElseThrow();
        assertThat(search.get("parameters"))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                                "pattern",
                                Map.of("type", "string", "description", "what to look for"),
                                "options",
                                Map.of("type", List.of("object", "null"))),
                        "required",
                        List.of("pattern")));
        assertThat(server.takeRequest().toolResults())
                .containsExactly("README.md for {\"pattern\":\"*.md\"}", "10:14 for {}");
    }
}
