package io.github.minimax4j.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.ToolSpecificationUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequestBuilder;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.transport.TargetProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps LangChain4j's requests to MiniMax's. Rejects what MiniMax does not support; drops nothing. Thread-safe. */
final class RequestMapper {
    // setters whose name differs from the field
    private static final Map<String, String> SETTERS = Map.of(
            "extraBody", "customParameters", "max_completion_tokens", "maxOutputTokens", "stop", "stopSequences");

    private final JsonResponses jsonResponses;
    private final boolean strictTools;
    private final boolean markToolErrors;

    RequestMapper(JsonResponses jsonResponses, boolean strictTools, boolean markToolErrors) {
        this.jsonResponses = jsonResponses;
        this.strictTools = strictTools;
        this.markToolErrors = markToolErrors;
    }

    /** Fails as {@link #plan} would for any request with these parameters; else some request with them. */
    ChatCompletionRequest checked(MiniMaxChatRequestParameters parameters) {
        if (parameters.modelName() == null || parameters.modelName().isBlank()) {
            throw new IllegalArgumentException("modelName must be set: MiniMax has no default model");
        }
        new ContentMapper(parameters); // says what is wrong with the settings for images and videos
        return map(
                parameters,
                jsonResponses.format(parameters.responseFormat(), parameters.jsonSchemaInPrompt()),
                List.of(Message.user("any")));
    }

    /** Fails if the parameters contain something that this kind of server does not support. */
    static void requireSupported(MiniMaxChatRequestParameters parameters, TargetProfile profile) {
        if (parameters.topK() != null && profile == TargetProfile.MINIMAX) {
            throw new UnsupportedFeatureException("topK is not supported by MiniMax: remove it."
                    + " For an engine or gateway that knows it, set its profile");
        }
    }

    PlannedRequest plan(ChatRequest request, TargetProfile profile) {
        MiniMaxChatRequestParameters parameters = MiniMaxChatRequestParameters.from(request.parameters());
        requireSupported(parameters, profile);
        JsonResponses.JsonFormat jsonFormat =
                jsonResponses.format(parameters.responseFormat(), parameters.jsonSchemaInPrompt());
        requireNamedTool(parameters);
        MessageMapper messageMapper = new MessageMapper(
                new ThinkingReplay(orElse(parameters.sendThinking(), profile.splitReasoning()), profile),
                new ContentMapper(parameters),
                markToolErrors);
        List<Message> messages = new ArrayList<>(request.messages().size() + 1);
        for (ChatMessage message : ToolHistory.repaired(request.messages())) {
            messages.add(messageMapper.map(message));
        }
        if (jsonFormat.instruction() != null) {
            // core joins the system messages into one, in order: the instruction comes last
            messages.add(Message.system(jsonFormat.instruction()));
        }
        return new PlannedRequest(
                map(parameters, jsonFormat, messages),
                parameters,
                orElse(parameters.returnThinking(), true),
                jsonFormat.json());
    }

    private ChatCompletionRequest map(
            MiniMaxChatRequestParameters parameters, JsonResponses.JsonFormat jsonFormat, List<Message> messages) {
        ChatCompletionRequestBuilder builder = ChatCompletionRequest.builder();
        try {
            parameters.applyTo(builder);
            return builder.model(parameters.modelName())
                    .messages(messages)
                    .maxCompletionTokens(parameters.maxOutputTokens())
                    .temperature(parameters.temperature())
                    .topP(parameters.topP())
                    .topK(parameters.topK())
                    .stop(parameters.stopSequences().isEmpty() ? null : parameters.stopSequences())
                    .presencePenalty(parameters.presencePenalty())
                    .frequencyPenalty(parameters.frequencyPenalty())
                    .tools(tools(parameters.toolSpecifications()))
                    .toolChoice(
                            parameters.toolChoiceName() == null
                                    ? toolChoice(parameters.toolChoice())
                                    : ToolChoice.function(parameters.toolChoiceName()))
                    .responseFormat(jsonFormat.wireFormat())
                    .extraBody(parameters.customParameters())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(withSetter(String.valueOf(e.getMessage())), e);
        }
    }

    private static void requireNamedTool(MiniMaxChatRequestParameters parameters) {
        String name = parameters.toolChoiceName();
        if (name == null) {
            return;
        }
        List<String> offered = parameters.toolSpecifications().stream()
                .map(ToolSpecification::name)
                .toList();
        if (!offered.contains(name)) {
            throw new IllegalArgumentException("toolChoiceName is '" + name + "', but the request offers "
                    + (offered.isEmpty() ? "no tools" : "only " + offered)
                    + ": offer that tool, or set toolChoiceName in the requests that do");
        }
    }

    /** Core speaks of the fields on the wire; here the reader has to find the setter. */
    private static String withSetter(String message) {
        String field = message.substring(0, Math.max(message.indexOf(' '), 0));
        if (!SETTERS.containsKey(field) && !ChatCompletionRequest.FIELDS.contains(field)) {
            return message;
        }
        String setter = SETTERS.getOrDefault(field, camelCase(field));
        return setter.equals(field)
                ? message
                : setter + " (" + field + " in the request)" + message.substring(field.length());
    }

    private static String camelCase(String field) {
        return Pattern.compile("_(.)")
                .matcher(field)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    List<Tool> tools(List<ToolSpecification> specifications) {
        return specifications.isEmpty()
                ? List.of()
                : specifications.stream().map(this::tool).toList();
    }

    private Tool tool(ToolSpecification specification) {
        boolean strict = ToolSpecificationUtils.isEffectivelyStrict(specification, strictTools);
        JsonObjectSchema parameters = specification.parameters();
        Map<String, Object> schema = parameters == null
                ? null
                : JsonResponses.toMap(parameters, strict, "The parameters of the tool '" + specification.name() + "'");
        return new Tool(specification.name(), specification.description(), schema, strict ? Boolean.TRUE : null);
    }

    private static @Nullable ToolChoice toolChoice(dev.langchain4j.model.chat.request.@Nullable ToolChoice toolChoice) {
        if (toolChoice == null) {
            return null;
        }
        return switch (toolChoice) {
            case AUTO -> ToolChoice.AUTO;
            case REQUIRED -> ToolChoice.REQUIRED;
            case NONE -> ToolChoice.NONE;
        };
    }

    private static boolean orElse(@Nullable Boolean value, boolean otherwise) {
        return value == null ? otherwise : value;
    }
}
