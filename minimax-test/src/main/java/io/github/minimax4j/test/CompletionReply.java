package io.github.minimax4j.test;

import io.github.minimax4j.test.Completion.ErrorInStream;
import io.github.minimax4j.test.Completion.ToolCall;
import io.github.minimax4j.test.Completion.Transport;
import io.github.minimax4j.test.EventFraming.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A completion: text, thinking, tool calls, usage. Created by {@link Reply#text}, {@link Reply#thinking},
 * {@link Reply#toolCall(String, String)} or {@link Reply#json(String)}. Immutable.
 *
 * <p>It adapts to the request as MiniMax does: {@code "stream": true} makes it a stream, {@code "reasoning_split": true} separates the
 * thinking, {@code stream_options.include_usage} adds usage to a stream, and {@code model} is echoed. Id, tool call ids and time are new
 * for each response. The header {@code Trace-Id} equals the body's id.
 */
public final class CompletionReply extends BaseReply<CompletionReply> {

    private final Completion completion;

    CompletionReply() {
        this(new Completion(), Delivery.PLAIN);
    }

    private CompletionReply(Completion completion, Delivery delivery) {
        super(delivery);
        this.completion = completion;
    }

    /** Sets the text. It can be combined with thinking and tool calls. */
    public CompletionReply text(String text) {
        Objects.requireNonNull(text, "text");
        return with(c -> c.text = text);
    }

    /** Sets the thinking. */
    public CompletionReply thinking(String thinking) {
        Objects.requireNonNull(thinking, "thinking");
        return with(c -> c.thinking = thinking);
    }

    /** Adds a tool call with a generated id. */
    public CompletionReply toolCall(String name, String argumentsJson) {
        return toolCall(new ToolCall(null, name, argumentsJson));
    }

    /** Adds a tool call. */
    public CompletionReply toolCall(String id, String name, String argumentsJson) {
        return toolCall(new ToolCall(id, name, argumentsJson));
    }

    private CompletionReply toolCall(ToolCall call) {
        return with(c -> {
            List<ToolCall> calls = new ArrayList<>(c.toolCalls);
            calls.add(call);
            c.toolCalls = List.copyOf(calls);
        });
    }

    /** Sets the tokens used; the total is their sum. By default they are estimated from the texts. */
    public CompletionReply usage(int promptTokens, int completionTokens) {
        return usage(Usage.of(promptTokens, completionTokens));
    }

    /**
     * Sets the tokens used, with the cached part of the prompt and the thinking part of the completion.
     */
    public CompletionReply usage(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {
        return usage(Usage.of(promptTokens, completionTokens, cachedTokens, reasoningTokens));
    }

    /** Sets the usage object, member by member, for example with {@code prompt_tokens_details.cache_read_input_tokens}. */
    public CompletionReply usage(Map<String, ?> usage) {
        Map<String, Object> copy = new LinkedHashMap<>(usage);
        return with(c -> {
            c.usage = copy;
            c.withoutUsage = false;
        });
    }

    /** Never sends usage, even if the request asks for it. */
    public CompletionReply withoutUsage() {
        return with(c -> c.withoutUsage = true);
    }

    /** Sets the model named in the response. Default: the requested model. */
    public CompletionReply model(String model) {
        return with(c -> c.model = model);
    }

    /** Sets the completion's id, in the body and in the header {@code Trace-Id}. Default: 32 random hexadecimal digits. */
    public CompletionReply id(String id) {
        return with(c -> c.id = id);
    }

    /** Sets the finish reason. Default: {@code tool_calls} if there are calls, else {@code stop}. */
    public CompletionReply finishReason(String finishReason) {
        return with(c -> c.finishReason = finishReason);
    }

    /** Sets the service tier. Default: the requested one, else {@code standard}. */
    public CompletionReply serviceTier(String serviceTier) {
        return with(c -> c.serviceTier = serviceTier);
    }

    /** Sets the verdict of the content check on input and output. Default: false. If true, the type is 7, "other". */
    public CompletionReply sensitive(boolean input, boolean output) {
        return sensitive(input, input ? 7 : 0, output, output ? 7 : 0);
    }

    /** Sets the verdict of the content check on input and output, with the kinds of harm, 0 (none) to 7. */
    public CompletionReply sensitive(boolean input, int inputType, boolean output, int outputType) {
        return with(c -> {
            c.inputSensitive = input;
            c.inputSensitiveType = inputType;
            c.outputSensitive = output;
            c.outputSensitiveType = outputType;
        });
    }

    /** Sets where the thinking is written. */
    public CompletionReply thinkingAs(ThinkingForm form) {
        return with(c -> c.thinkingForm = form);
    }

    /**
     * Responds like gateways and self-hosted engines: only the members that OpenAI has too; in a stream, the role in the first delta only,
     * {@code "finish_reason":null} until the end, and {@code [DONE]}.
     */
    public CompletionReply asGateway() {
        return with(c -> c.gateway = true);
    }

    /** Responds with one JSON body even if a stream was requested. */
    public CompletionReply asUnary() {
        return with(c -> c.transport = Transport.UNARY);
    }

    /** Responds with a stream even if none was requested. */
    public CompletionReply asStream() {
        return with(c -> c.transport = Transport.STREAM);
    }

    /** Shapes the stream, if the response is a stream. Several calls add up. */
    public CompletionReply streamed(UnaryOperator<StreamShape> change) {
        return with(c -> c.shape = change.apply(c.shape));
    }

    /**
     * Ends a stream with an error, which follows as the last event after this many events.
     *
     * @param error created by one of the {@code Reply.error} methods; its HTTP status appears in the body, if at all
     */
    public CompletionReply errorAfterEvents(int events, Reply error) {
        if (events < 0) {
            throw new IllegalArgumentException("events must not be negative: " + events);
        }
        if (!(error instanceof ErrorReply errorReply)) {
            throw new IllegalArgumentException("error must be created by Reply.error(...)");
        }
        return with(c -> c.error = new ErrorInStream(events, errorReply));
    }

    /**
     * Truncates the reply as if the model had been stopped after this many tokens. A word counts as one token, thinking counts too, and a
     * reply that does not fit loses its tool calls.
     */
    public CompletionReply limitedTo(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative: " + tokens);
        }
        List<String> thinking = TextSplitter.words(Objects.requireNonNullElse(completion.thinking, ""));
        List<String> text = TextSplitter.words(Objects.requireNonNullElse(completion.text, ""));
        int calls = completion.toolCalls.isEmpty() ? 0 : 1;
        if (thinking.size() + text.size() + calls <= tokens) {
            return this;
        }
        int thinkingLimit = Math.min(thinking.size(), tokens);
        int textLimit = Math.min(text.size(), tokens - thinkingLimit);
        return with(c -> {
            c.thinking = c.thinking == null ? null : String.join("", thinking.subList(0, thinkingLimit));
            c.text = String.join("", text.subList(0, textLimit));
            c.toolCalls = List.of();
            c.finishReason = "length";
        });
    }

    private CompletionReply with(Consumer<Completion> change) {
        Completion copy = completion.copy();
        change.accept(copy);
        return new CompletionReply(copy, delivery());
    }

    @Override
    CompletionReply with(Delivery newDelivery) {
        return new CompletionReply(completion, newDelivery);
    }

    @Override
    ScriptedResponse response(RecordedRequest request) {
        CompletionJson json = new CompletionJson(completion, request);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean stream = completion.transport == Transport.STREAM
                || completion.transport == Transport.AS_REQUESTED && request.isStream();
        headers.put("Content-Type", stream ? "text/event-stream" : "application/json; charset=utf-8");
        headers.putAll(Ids.headers(json.id()));
        if (stream) {
            Iterator<Event> events = new CompletionEvents(completion, json, request).iterator();
            return new ScriptedResponse(true, 200, headers, null, new EventFraming(completion.shape, events));
        }
        return ScriptedResponse.whole(200, headers, Json.write(json.whole(true)).getBytes(StandardCharsets.UTF_8));
    }
}
