package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools of an MCP server, called by MiniMax's models: the pattern to copy, with a server that is a process of its own. */
@ExtendWith(MiniMaxServerExtension.class)
@SuppressWarnings("try") // McpClient.close() may be interrupted
class McpToolsTest {

    interface Assistant {
        String ask(String question);
    }

    interface StreamingAssistant {
        TokenStream ask(String question);
    }

    private static McpTransport process() {
        return new StdioMcpTransport.Builder()
                .command(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TimetableMcpServer.class.getName()))
                .build();
    }

    private static McpToolProvider tools(McpClient client) {
        return McpToolProvider.builder().mcpClients(client).build();
    }

    private static void play(MiniMaxServer server) {
        server.enqueue(
                Reply.thinking("Ask the timetable.")
                        .toolCall("call_1", "departures", "{\"station\":\"Oslo S\"}")
                        .toolCall("call_2", "delays", "{\"station\":\"Oslo S\"}"),
                Reply.text("The train leaves at 8:15."));
    }

    private static void assertToolsWereOfferedAndCalled(MiniMaxServer server) {
        RecordedRequest first = server.takeRequest();
        assertThat(first.toolNames()).containsExactlyInAnyOrder("departures", "delays");
        assertThat(first.at("tools[0].function.parameters"))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("station", Map.of("type", "string", "description", "name of the station")),
                        "required",
                        List.of("station")));
        List<String> results = server.takeRequest().toolResults();
        assertThat(results.get(0)).isEqualTo("8:15 from Oslo S");
        assertThat(results.get(1)).contains("No data for Oslo S");
    }

    @Test
    void toolsOfAProcessAreCalledAndTheirFailuresReachTheModel(MiniMaxServer server) throws Exception {
        play(server);
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                McpClient client =
                        new DefaultMcpClient.Builder().transport(process()).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .toolProvider(tools(client))
                    .build();

            assertThat(assistant.ask("When does the next train leave?")).isEqualTo("The train leaves at 8:15.");
        }
        assertToolsWereOfferedAndCalled(server);
    }

    @Test
    void toolsOverHttpAreCalledByAStreamedResponse(MiniMaxServer server) throws Exception {
        play(server);
        HttpServer timetable = TimetableMcpServer.startHttp();
        McpTransport http = new StreamableHttpMcpTransport.Builder()
                .url("http://localhost:" + timetable.getAddress().getPort() + "/mcp")
                .build();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build();
                McpClient client =
                        new DefaultMcpClient.Builder().transport(http).build()) {
            StreamingAssistant assistant = AiServices.builder(StreamingAssistant.class)
                    .streamingChatModel(model)
                    .toolProvider(tools(client))
                    .build();
            StringBuffer text = new StringBuffer();
            CompletableFuture<String> done = new CompletableFuture<>();

            assistant
                    .ask("When does the next train leave?")
                    .onPartialResponse(text::append)
                    .onCompleteResponse(
                            response -> done.complete(response.aiMessage().text()))
                    .onError(done::completeExceptionally)
                    .start();

            assertThat(done.get(30, TimeUnit.SECONDS))
                    .isEqualTo("The train leaves at 8:15.")
                    .isEqualTo(text.toString());
        } finally {
            timetable.stop(0);
        }
        assertToolsWereOfferedAndCalled(server);
    }
}
