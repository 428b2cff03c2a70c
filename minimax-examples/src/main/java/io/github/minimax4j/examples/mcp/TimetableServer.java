package io.github.minimax4j.examples.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An MCP server with one tool: a JSON-RPC message in each line of its input, and a response in each line of its output. */
public final class TimetableServer {

    private static final Map<String, Object> DEPARTURES = Map.of(
            "name", "departures",
            "description", "The next departures from a station",
            "inputSchema",
                    Map.of(
                            "type", "object",
                            "properties", Map.of("station", Map.of("type", "string")),
                            "required", List.of("station")));

    private TimetableServer() {}

    /** Serves the process that has started this one, until the input ends. */
    public static void main(String[] args) throws IOException {
        ObjectMapper json = new ObjectMapper();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode message = json.readTree(line);
            if (message.has("id")) { // the others are notifications, which have no response
                out.println(json.writeValueAsString(
                        Map.of("jsonrpc", "2.0", "id", message.get("id"), "result", result(message))));
            }
        }
    }

    private static Map<String, Object> result(JsonNode request) {
        JsonNode parameters = request.path("params");
        return switch (request.path("method").asText()) {
            case "initialize" ->
                Map.of(
                        "protocolVersion", parameters.path("protocolVersion").asText(),
                        "capabilities", Map.of("tools", Map.of()),
                        "serverInfo", Map.of("name", "timetable", "version", "1"));
            case "tools/list" -> Map.of("tools", List.of(DEPARTURES));
            case "tools/call" -> departures(parameters.at("/arguments/station").asText());
            default -> Map.of();
        };
    }

    private static Map<String, Object> departures(String station) {
        boolean known = station.startsWith("Oslo");
        String text = known ? "8:25 Bergen, 9:02 Trondheim" : "There is no station " + station;
        return Map.of("content", List.of(Map.of("type", "text", "text", text)), "isError", !known);
    }
}
