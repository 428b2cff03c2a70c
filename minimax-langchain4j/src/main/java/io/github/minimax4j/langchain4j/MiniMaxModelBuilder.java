package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@link MiniMaxChatModel} and {@link MiniMaxStreamingChatModel} have in common, which are all of them. Null means "not
 * set". Parameters of a request take precedence over settings of this builder, and these over {@link #defaultRequestParameters
 * defaultRequestParameters}. Not thread-safe.
 *
 * @param <B> the builder that the setters return
 */
public abstract class MiniMaxModelBuilder<B extends MiniMaxModelBuilder<B>> extends MiniMaxConnectionBuilder<B>
        implements MiniMaxRequestSettings<B> {
    private final MiniMaxChatRequestParameters.Builder parameters = MiniMaxChatRequestParameters.builder();
    private ChatRequestParameters furtherDefaults = MiniMaxChatRequestParameters.EMPTY;
    boolean strictJsonSchema;
    boolean strictTools;
    boolean markToolErrors = true;
    private Set<Capability> capabilities = Set.of();
    List<ChatModelListener> listeners = List.of();

    MiniMaxModelBuilder() {}

    @Override
    public B parameters(Consumer<MiniMaxChatRequestParameters.Builder> change) {
        change.accept(parameters);
        return self();
    }

    MiniMaxChatRequestParameters defaults() {
        return MiniMaxChatRequestParameters.builder()
                .overrideWith(furtherDefaults)
                .overrideWith(parameters.build())
                .build();
    }

    Set<Capability> capabilities() {
        if (!Boolean.TRUE.equals(defaults().jsonSchemaInPrompt())) {
            return capabilities;
        }
        Set<Capability> all = EnumSet.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        all.addAll(capabilities);
        return Collections.unmodifiableSet(all);
    }

    /** Whether a schema is sent as a field, unless its place is set. */
    boolean obeysJsonSchema() {
        return capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    /**
     * The path of the chat endpoint below the base URL, see {@link MiniMaxClientBuilder#chatPath}; {@code /v1/text/chatcompletion_v2} is
     * MiniMax's older one. Default: {@code /chat/completions} after the base URL's version.
     *
     * @param chatPath a path that begins with a slash
     * @return this builder
     */
    public B chatPath(@Nullable String chatPath) {
        clientBuilder().chatPath(chatPath);
        return self();
    }

    /**
     * Converts tool calls that arrive as the model's own markup in the text into real ones (Q27), if they call tools that the request
     * offers. Note that text which the model repeats, from a document or a web page, can contain such markup too. Default: off; markup is
     * only reported, in {@link MiniMaxChatResponseMetadata#warnings()}.
     *
     * @param convertToolCallMarkup whether to convert
     * @return this builder
     */
    public B convertToolCallMarkup(@Nullable Boolean convertToolCallMarkup) {
        clientBuilder().convertToolCallMarkup(convertToolCallMarkup);
        return self();
    }

    /**
     * Repairs histories with tool calls that have no result, as an interrupted call leaves them in a chat memory, and which MiniMax rejects
     * as a whole (Q15): such a call is sent with a result that says that it was not executed, and a warning in the log names the call.
     * Default: on. If it is off, such a request is rejected with an {@link IllegalArgumentException} before anything is sent.
     *
     * @param repairToolHistory whether to repair
     * @return this builder
     */
    public B repairToolHistory(@Nullable Boolean repairToolHistory) {
        clientBuilder().repairToolHistory(repairToolHistory);
        return self();
    }

    /**
     * Keeps the JSON of each response in {@link MiniMaxChatResponseMetadata#rawResponse()}, for fields that this library does not know.
     * Default: off.
     *
     * @param keepRawResponses whether to keep it
     * @return this builder
     */
    public B keepRawResponses(@Nullable Boolean keepRawResponses) {
        clientBuilder().keepRawResponses(keepRawResponses);
        return self();
    }

    /**
     * Whether to request the token usage of streams unless the request sets it. If a server rejects the field, the request is sent again
     * without it. Default: yes, except at gateways known not to accept it, see {@link MiniMaxClientBuilder#streamUsage}.
     *
     * @param streamUsage whether to request it
     * @return this builder
     */
    public B streamUsage(@Nullable Boolean streamUsage) {
        clientBuilder().streamUsage(streamUsage);
        return self();
    }

    /**
     * Whether a native JSON schema is sent with {@code strict}. MiniMax-M3 is reported to respond worse with it. Default: false.
     *
     * @param strictJsonSchema whether to send it
     * @return this builder
     */
    public B strictJsonSchema(@Nullable Boolean strictJsonSchema) {
        this.strictJsonSchema = Boolean.TRUE.equals(strictJsonSchema);
        return self();
    }

    /**
     * Whether tools that do not set it themselves are sent with {@code strict}. MiniMax does not know it, self-hosted engines do. Default:
     * false.
     *
     * @param strictTools whether to send it
     * @return this builder
     */
    public B strictTools(@Nullable Boolean strictTools) {
        this.strictTools = Boolean.TRUE.equals(strictTools);
        return self();
    }

    /**
     * Whether the result of a tool that failed begins with "Error: ", so that the model recognizes the failure. MiniMax has no field for
     * it. Default: true.
     *
     * @param markToolErrors whether to mark it
     * @return this builder
     */
    public B markToolErrors(@Nullable Boolean markToolErrors) {
        this.markToolErrors = !Boolean.FALSE.equals(markToolErrors);
        return self();
    }

    /**
     * The capabilities that the model reliably has. With {@link Capability#RESPONSE_FORMAT_JSON_SCHEMA}, a JSON schema is sent as such.
     * Default: none, because M2.x and M3 do not conform to a schema reliably; for those, use {@link #jsonSchemaInPrompt
     * jsonSchemaInPrompt}.
     *
     * @param supportedCapabilities the capabilities
     * @return this builder
     */
    public B supportedCapabilities(@Nullable Set<Capability> supportedCapabilities) {
        this.capabilities = supportedCapabilities == null ? Set.of() : Set.copyOf(supportedCapabilities);
        return self();
    }

    /**
     * The capabilities that the model reliably has, see {@link #supportedCapabilities(Set)}.
     *
     * @param supportedCapabilities the capabilities
     * @return this builder
     */
    public B supportedCapabilities(Capability... supportedCapabilities) {
        return supportedCapabilities(Set.of(supportedCapabilities));
    }

    /**
     * Listeners to notify of each request, response and error.
     *
     * @param listeners the listeners, called in this order
     * @return this builder
     */
    public B listeners(@Nullable List<ChatModelListener> listeners) {
        this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
        return self();
    }

    /**
     * Listeners to notify of each request, response and error.
     *
     * @param listeners the listeners, called in this order
     * @return this builder
     */
    public B listeners(ChatModelListener... listeners) {
        return listeners(List.of(listeners));
    }

    /**
     * Parameters for what neither a setter of this builder nor the request sets.
     *
     * @param defaultRequestParameters of any type; {@link MiniMaxChatRequestParameters} for MiniMax's own
     * @return this builder
     */
    public B defaultRequestParameters(@Nullable ChatRequestParameters defaultRequestParameters) {
        this.furtherDefaults =
                defaultRequestParameters == null ? MiniMaxChatRequestParameters.EMPTY : defaultRequestParameters;
        return self();
    }
}
