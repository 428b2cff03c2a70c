package io.github.minimax4j.examples.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a tool returned, in one line. */
final class ToolLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where lines can be of any length, they should still be readable. */
    private static final int USUAL_COLUMNS = 200;

    private ToolLine() {}

    /** The line if it fits, otherwise its beginning and how much there is of it. */
    static String of(String line, int columns) {
        int room = columns > 0 ? columns : USUAL_COLUMNS;
        if (Columns.of(line) <= room) {
            return line;
        }
        String size = " (" + size(line) + ")";
        return Columns.first(line, Math.max(1, room - size.length())) + size;
    }

    private static String size(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isArray()) {
                return json.size() + (json.size() == 1 ? " entry" : " entries");
            }
        } catch (JsonProcessingException e) {
            // text
        }
        return line.length() + " characters";
    }
}
