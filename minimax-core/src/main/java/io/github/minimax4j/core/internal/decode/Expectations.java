package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolChoice;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request lets one expect of its response.
 *
 * @param tools         the offered tools by their names
 * @param toolRequired  whether one of them must be called
 * @param convertMarkup whether tool calls that come as markup in the text count as calls
 * @param keepRaw       whether the JSON of the response is kept
 */
public record Expectations(Map<String, Tool> tools, boolean toolRequired, boolean convertMarkup, boolean keepRaw) {

    public static final Expectations NONE = new Expectations(Map.of(), false, false, false);

    /** Whether a call of an offered tool needs arguments. */
    boolean requiresArguments(String name) {
        Tool tool = tools.get(name);
        return tool != null
                && tool.parameters() != null
                && tool.parameters().get("required") instanceof Collection<?> required
                && !required.isEmpty();
    }

    public static Expectations of(ChatCompletionRequest request, boolean convertMarkup, boolean keepRaw) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        if (request.tools() != null) {
            request.tools().forEach(tool -> tools.put(tool.name(), tool));
        }
        boolean required =
                request.toolChoice() instanceof ToolChoice.Function || ToolChoice.REQUIRED.equals(request.toolChoice());
        return new Expectations(tools, required, convertMarkup && !tools.isEmpty(), keepRaw);
    }
}
