package io.github.minimax4j.examples.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.service.AiServices;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets the model use the tools of an MCP server, which runs as a process of its own. */
public final class McpTools {

    private McpTools() {}

    interface Assistant {
        String answer(String question);
    }

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) throws Exception {
        try (Backend backend = Backend.of(McpTools.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) throws Exception {
        McpTransport process = new StdioMcpTransport.Builder()
                .command(timetable()) // or List.of("npx", "-y", "@modelcontextprotocol/server-everything")
                .build();
        McpClient client = new DefaultMcpClient.Builder().transport(process).build();
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                .modelName("MiniMax-M3")
                .build()) {
            client.listTools().forEach(tool -> System.out.println(tool.name() + ": " + tool.description()));
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .toolProvider(McpToolProvider.builder().mcpClients(client).build())
                    .build();
            System.out.println(assistant.answer("When does the next train from Oslo to Bergen leave?"));
        } finally {
            client.close();
        }
    }

    /** The command that starts {@link TimetableServer}. */
    private static List<String> timetable() throws URISyntaxException {
        List<String> classPath = new ArrayList<>();
        for (Class<?> needed :
                List.of(TimetableServer.class, ObjectMapper.class, JsonFactory.class, JsonInclude.class)) {
            classPath.add(Path.of(needed.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(java.io.File.pathSeparator, classPath),
                TimetableServer.class.getName());
    }
}
