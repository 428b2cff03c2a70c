package io.github.minimax4j.core.internal.request;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the tokens of a request before it is sent, for the client's own limit on tokens: four ASCII characters a token, three other
 * characters two, and the output limit if the request has one.
 */
public final class TokenEstimate {

    // of an image at the service's default level of detail, see ContentPart.Detail
    private static final int MEDIA = 2000;

    private static final int ASCII_TWELFTHS = 3;

    private static final int OTHER_TWELFTHS = 8;

    private long twelfths;

    private TokenEstimate() {}

    /** The tokens that a chat request is likely to need. */
    public static long of(ChatCompletionRequest request) {
        TokenEstimate estimate = new TokenEstimate();
        request.messages().forEach(estimate::add);
        List<Tool> tools = request.tools();
        if (tools != null) {
            for (Tool tool : tools) {
                estimate.add(tool.name());
                estimate.add(tool.description());
                estimate.addAll(tool.parameters());
            }
        }
        Integer output = request.maxCompletionTokens() == null ? request.maxTokens() : request.maxCompletionTokens();
        return estimate.tokens() + (output == null ? 0 : output);
    }

    /** The tokens of a body that consists of texts. */
    public static long of(byte @Nullable [] body) {
        return body == null ? 0 : body.length / 4;
    }

    private long tokens() {
        return (twelfths + 11) / 12;
    }

    private void add(Message message) {
        if (message.content() instanceof Message.Content.Text text) {
            add(text.text());
        } else if (message.content() instanceof Message.Content.Parts parts) {
            for (ContentPart part : parts.parts()) {
                if (part instanceof ContentPart.Text text) {
                    add(text.text());
                } else {
                    twelfths += MEDIA * 12L;
                }
            }
        }
        add(message.reasoningContent());
        addAll(message.reasoningDetails());
        List<ToolCall> calls = message.toolCalls();
        if (calls != null) {
            for (ToolCall call : calls) {
                add(call.name());
                add(call.arguments());
            }
        }
    }

    private void addAll(@Nullable Object value) {
        if (value instanceof String text) {
            add(text);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                addAll(name);
                addAll(member);
            });
        } else if (value instanceof Iterable<?> list) {
            list.forEach(this::addAll);
        }
    }

    private void add(@Nullable String text) {
        if (text != null) {
            for (int i = 0; i < text.length(); i++) {
                twelfths += text.charAt(i) < 0x80 ? ASCII_TWELFTHS : OTHER_TWELFTHS;
            }
        }
    }
}
