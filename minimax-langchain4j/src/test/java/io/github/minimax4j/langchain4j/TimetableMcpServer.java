package io.github.minimax4j.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small MCP server with two tools, one of which always fails. It speaks JSON-RPC, on its standard streams or over HTTP. */
final class TimetableMcpServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TimetableMcpServer() {}

    /** Serves whoever started this process, until its input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer = answer(line);
            if (answer != null) {
                out.println(answer);
            }
        }
    }

    /** Serves at the path /mcp of a free port, until it is stopped. */
    static HttpServer startHttp() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mcp", exchange -> {
            try (exchange) {
                String answer = exchange.getRequestMethod().equals("POST")
                        ? answer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                        : null;
                if (answer == null) {
                    exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 405, -1);
                    return;
                }
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    /** Null for notifications, which have no answer. */
    private static @Nullable String answer(String message) throws IOException {
        JsonNode request = JSON.readTree(message);
        if (!request.has("id")) {
            return null;
        }
        Object result = switch (request.path("method").asText()) {
            case "initialize" ->
                Map.of(
                        "protocolVersion",
                        request.at("/params/protocolVersion").asText(),
                        "capabilities",
                        Map.of("tools", Map.of()),
                        "serverInfo",
                        Map.of("name", "timetable", "version", "1"));
            case "tools/list" ->
                Map.of(
                        "tools",
                        List.of(
                                tool("departures", "Departures from a station"),
                                tool("delays", "Delays at a station")));
            case "tools/call" -> call(request.path("params"));
            default -> Map.of();
        };
        return JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", request.get("id"), "result", result));
    }

    private static Map<String, Object> tool(String name, String description) {
        return Map.of(
                "name",
                name,
                "description",
                description,
                "inputSchema",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("station", Map.of("type", "string", "description", "name of the station")),
                        "required",
                        List.of("station")));
    }

    private static Map<String, Object> call(JsonNode parameters) {
        String station = parameters.at("/arguments/station").asText();
        boolean known = parameters.path("name").asText().equals("departures");
        String text = known ? "8:15 from " + station : "No data for " + station;
        return Map.of("content", List.of(Map.of("type", "text", "text", text)), "isError", !known);
    }
}
