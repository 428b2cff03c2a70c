package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ToolCall;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Maps LangChain4j's messages to MiniMax's. Core enforces the rules for the conversation as a whole. */
final class MessageMapper {
    private static final String ERROR = "Error";

    private final ThinkingReplay thinkingReplay;
    private final ContentMapper contentMapper;
    private final boolean markToolErrors;

    MessageMapper(ThinkingReplay thinkingReplay, ContentMapper contentMapper, boolean markToolErrors) {
        this.markToolErrors = markToolErrors;
        this.thinkingReplay = thinkingReplay;
        this.contentMapper = contentMapper;
    }

    Message map(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return Message.system(system.text());
        }
        if (message instanceof UserMessage user) {
            return map(user);
        }
        if (message instanceof AiMessage ai) {
            return map(ai);
        }
        if (message instanceof ToolExecutionResultMessage result) {
            return map(result);
        }
        throw new UnsupportedFeatureException(
                "Messages of type " + message.type() + " are not supported by MiniMax: use one of its four roles");
    }

    private Message map(UserMessage user) {
        return Message.builder(Role.USER)
                .content(content(user.contents()))
                .name(user.name())
                .build();
    }

    private Message.Content content(List<Content> contents) {
        String text = textOf(contents);
        return text != null
                ? new Message.Content.Text(text)
                : new Message.Content.Parts(
                        contents.stream().map(contentMapper::map).toList());
    }

    /** The text if there is only text, otherwise null. Models before M3 accept only strings. */
    private static @Nullable String textOf(List<Content> contents) {
        if (contents.size() == 1) {
            return contents.get(0) instanceof TextContent sole ? sole.text() : null;
        }
        StringJoiner text = new StringJoiner("\n");
        for (Content content : contents) {
            if (!(content instanceof TextContent part)) {
                return null;
            }
            text.add(part.text());
        }
        return text.toString();
    }

    private Message map(AiMessage ai) {
        if (!ai.images().isEmpty()) {
            throw new UnsupportedFeatureException("An AiMessage with image content is not supported by MiniMax:"
                    + " show the model its image in a UserMessage");
        }
        if (ai.attributes().containsKey(AiMessage.GENERATED_AUDIO_KEY)) { // audios(), which core has since 1.23
            throw new UnsupportedFeatureException("An AiMessage with audio content is not supported by MiniMax:"
                    + " remove the audio, and keep its text");
        }
        List<ToolCall> toolCalls =
                ai.toolExecutionRequests().stream().map(MessageMapper::map).toList();
        boolean silent = ai.text() == null || ai.text().isEmpty();
        Message.Builder message = Message.builder(Role.ASSISTANT)
                .content(silent && !toolCalls.isEmpty() ? null : new Message.Content.Text(silent ? "" : ai.text()))
                .toolCalls(toolCalls.isEmpty() ? null : toolCalls);
        thinkingReplay.addTo(message, ai);
        return message.build();
    }

    private static ToolCall map(ToolExecutionRequest request) {
        return new ToolCall(
                request.id(), String.valueOf(request.name()), request.arguments() == null ? "{}" : request.arguments());
    }

    private Message map(ToolExecutionResultMessage result) {
        if (result.id() == null) {
            throw new IllegalArgumentException(
                    "The result of tool '" + result.toolName() + "' has no id: MiniMax pairs calls and results by id");
        }
        String text = textOf(result.contents());
        if (text == null) {
            throw new UnsupportedFeatureException(
                    "A tool result with non-text content is not supported by MiniMax: tool '" + result.toolName()
                            + "' must return text");
        }
        return Message.tool(result.id(), markToolErrors && Boolean.TRUE.equals(result.isError()) ? marked(text) : text);
    }

    /** Adds the prefix, unless the text of the tool already starts with it. */
    private static String marked(String text) {
        return text.isBlank() ? ERROR : text.startsWith(ERROR) ? text : ERROR + ": " + text;
    }
}
