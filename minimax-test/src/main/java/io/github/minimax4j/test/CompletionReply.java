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
 * A model's answer: text, thinking, tool calls, usage. Started by {@link Reply#text}, {@link Reply#thinking},
 * {@link Reply#toolCall(String, String)} or {@link Reply#json(String)}. Immutable.
 *
 * <p>It adapts to the request as MiniMax does: {@code "stream": true} makes it a stream, {@code "reasoning_split": true}
 * splits the thinking off, {@code stream_options.include_usage} puts usage into a stream, and {@code model} is echoed.
 * Id, tool call ids and time are new for each answer. The header {@code Trace-Id} equals the body's id.
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

    /** The text. It may come beside thinking and tool calls. */
    public CompletionReply text(String text) {
        Objects.requireNonNull(text, "text");
        return with(c -> c.text = text);
    }

    /** The thinking. */
    public CompletionReply thinking(String thinking) {
        Objects.requireNonNull(thinking, "thinking");
        return with(c -> c.thinking = thinking);
    }

    /** One more tool call, with a generated id. */
    public CompletionReply toolCall(String name, String argumentsJson) {
        return toolCall(new ToolCall(null, name, argumentsJson));
    }

    /** One more tool call. */
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

    /** The tokens used; the total is their sum. By default they are estimated from the texts. */
    public CompletionReply usage(int promptTokens, int completionTokens) {
        return usage(Usage.of(promptTokens, completionTokens));
    }

    /**
     * The tokens used, with the part of the prompt that came from the cache and the part of the completion that was
     * thinking.
     */
    public CompletionReply usage(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {
        return usage(Usage.of(promptTokens, completionTokens, cachedTokens, reasoningTokens));
    }

    /** The usage object, member by member, for example with {@code prompt_tokens_details.cache_read_input_tokens}. */
    public CompletionReply usage(Map<String, ?> usage) {
        Map<String, Object> copy = new LinkedHashMap<>(usage);
        return with(c -> {
            c.usage = copy;
            c.withoutUsage = false;
        });
    }

    /** No usage at all, whatever was asked. */
    public CompletionReply withoutUsage() {
        return with(c -> c.withoutUsage = true);
    }

    /** The model that says it answered; by default the one asked for. */
    public CompletionReply model(String model) {
        return with(c -> c.model = model);
    }

    /** The completion's id, in the body and in the header {@code Trace-Id}; by default 32 random hexadecimal digits. */
    public CompletionReply id(String id) {
        return with(c -> c.id = id);
    }

    /** The finish reason; by default {@code tool_calls} if there are calls, else {@code stop}. */
    public CompletionReply finishReason(String finishReason) {
        return with(c -> c.finishReason = finishReason);
    }

    /** The service tier; by default the one asked for, else {@code standard}. */
    public CompletionReply serviceTier(String serviceTier) {
        return with(c -> c.serviceTier = serviceTier);
    }

    /** What the content check says of input and output; false by default. The types are 7, "other", where true. */
    public CompletionReply sensitive(boolean input, boolean output) {
        return sensitive(input, input ? 7 : 0, output, output ? 7 : 0);
    }

    /** What the content check says of input and output, with the kinds of harm, 0 (none) to 7. */
    public CompletionReply sensitive(boolean input, int inputType, boolean output, int outputType) {
        return with(c -> {
            c.inputSensitive = input;
            c.inputSensitiveType = inputType;
            c.outputSensitive = output;
            c.outputSensitiveType = outputType;
        });
    }

    /** Where the thinking is written. */
    public CompletionReply thinkingAs(ThinkingForm form) {
        return with(c -> c.thinkingForm = form);
    }

    /**
     * Answers as gateways and self-hosted engines do: only the members that OpenAI has too; in a stream the role in the
     * first delta only, {@code "finish_reason":null} until the end, and {@code [DONE]}.
     */
    public CompletionReply asGateway() {
        return with(c -> c.gateway = true);
    }

    /** Answers with one JSON body even if a stream was asked for. */
    public CompletionReply asUnary() {
        return with(c -> c.transport = Transport.UNARY);
    }

    /** Answers with a stream even if none was asked for. */
    public CompletionReply asStream() {
        return with(c -> c.transport = Transport.STREAM);
    }

    /** Shapes the stream, if the answer becomes one. Several calls add up. */
    public CompletionReply streamed(UnaryOperator<StreamShape> change) {
        return with(c -> c.shape = change.apply(c.shape));
    }

    /**
     * Ends a stream with an error: after so many events the error follows as the last event.
     *
     * @param error made by one of the {@code Reply.error} methods; its HTTP status stands in the body at most
     */
    public CompletionReply errorAfterEvents(int events, Reply error) {
        if (events < 0) {
            throw new IllegalArgumentException("events must not be negative: " + events);
        }
        if (!(error instanceof ErrorReply errorReply)) {
            throw new IllegalArgumentException("error must be made by Reply.error(...)");
        }
        return with(c -> c.error = new ErrorInStream(events, errorReply));
    }

    /**
     * As if the model had been stopped after so many tokens, a word being one: thinking counts, and a reply with tool calls
     * that fits no longer loses them.
     */
    public CompletionReply limitedTo(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative: " + tokens);
        }
        List<String> thinking = Pieces.words(Objects.requireNonNullElse(completion.thinking, ""));
        List<String> text = Pieces.words(Objects.requireNonNullElse(completion.text, ""));
        int calls = completion.toolCalls.isEmpty() ? 0 : 1;
        if (thinking.size() + text.size() + calls <= tokens) {
            return this;
        }
        int thought = Math.min(thinking.size(), tokens);
        int said = Math.min(text.size(), tokens - thought);
        return with(c -> {
            c.thinking = c.thinking == null ? null : String.join("", thinking.subList(0, thought));
            c.text = String.join("", text.subList(0, said));
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
    Answer answer(RecordedRequest request) {
        CompletionJson json = new CompletionJson(completion, request);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean stream = completion.transport == Transport.STREAM
                || completion.transport == Transport.AS_REQUESTED && request.isStream();
        headers.put("Content-Type", stream ? "text/event-stream" : "application/json; charset=utf-8");
        headers.putAll(Ids.headers(json.id()));
        if (stream) {
            Iterator<Event> events = new CompletionEvents(completion, json, request).iterator();
            return new Answer(true, 200, headers, null, new EventFraming(completion.shape, events));
        }
        return Answer.whole(200, headers, Json.write(json.whole(true)).getBytes(StandardCharsets.UTF_8));
    }
}
