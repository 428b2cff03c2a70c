package io.github.minimax4j.core;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.core.internal.check.FieldValues;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.transport.HttpTransport;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Builds a {@link MiniMaxClient}. Not thread-safe; the clients it builds are. */
public final class MiniMaxClientBuilder extends ConnectionBuilder<MiniMaxClientBuilder> {

    MiniMaxClientBuilder() {}

    MiniMaxClientBuilder(FieldValues settings) {
        super(settings);
    }

    /**
     * The path of the chat endpoint below the base URL. If the base URL ends with the version that the path begins with, the version is
     * kept once. {@code /v1/text/chatcompletion_v2} addresses MiniMax's older, native endpoint. Default: {@code /chat/completions} after
     * the version, see {@link #baseUrl}.
     *
     * @param chatPath a path that begins with a slash
     * @return this builder
     */
    public MiniMaxClientBuilder chatPath(@Nullable String chatPath) {
        return set(ClientSettings.CHAT_PATH, chatPath);
    }

    /**
     * Adds fields that this library does not know to the body of each chat request. Fields of a request take precedence.
     *
     * @param extraBody fields by their names in JSON; plain JSON values
     * @return this builder
     */
    public MiniMaxClientBuilder extraBody(Map<String, ?> extraBody) {
        Map<String, Object> all = new LinkedHashMap<>(settings.get(ClientSettings.EXTRA_BODY));
        all.putAll(extraBody);
        return set(ClientSettings.EXTRA_BODY, all);
    }

    /**
     * Sends the requests through your own transport instead of the built-in one. Not together with {@link #httpVersion},
     * {@link #proxySelector}, {@link #proxyAuthenticator}, {@link #sslContext} and {@link #sslParameters}, which configure the built-in
     * transport. Default: the built-in transport, which occupies no thread while it waits.
     *
     * @param transport creates the transport; called once, in {@link #build()}
     * @return this builder
     */
    public MiniMaxClientBuilder transport(HttpTransport.@Nullable Factory transport) {
        return set(ClientSettings.TRANSPORT, transport);
    }

    /**
     * Converts tool calls that arrive as the model's own markup in the text into real ones (Q27), if they call tools that the request
     * offers; the markup is then removed from the text. Text that the model repeats, from a document or a web page, can contain such markup
     * too. Default: off; markup is only reported, see {@link ChatWarning#TOOL_CALL_MARKUP}.
     *
     * @param convertToolCallMarkup whether to convert
     * @return this builder
     */
    public MiniMaxClientBuilder convertToolCallMarkup(@Nullable Boolean convertToolCallMarkup) {
        return set(ClientSettings.CONVERT_TOOL_CALL_MARKUP, convertToolCallMarkup);
    }

    /**
     * Repairs histories with tool calls that have no result, which MiniMax rejects as a whole (Q15): such a call is sent with a result that
     * says that it was not executed, and a warning in the log names the call. Default: on. If it is off, such a request is rejected with an
     * {@link IllegalArgumentException} before anything is sent. Results without their call are rejected in any case.
     *
     * @param repairToolHistory whether to repair
     * @return this builder
     */
    public MiniMaxClientBuilder repairToolHistory(@Nullable Boolean repairToolHistory) {
        return set(ClientSettings.REPAIR_TOOL_HISTORY, repairToolHistory);
    }

    /**
     * Keeps the JSON of each response in {@link ChatCompletion#raw()}, for fields that this library does not know. Default: off.
     *
     * @param keepRawResponses whether to keep it
     * @return this builder
     */
    public MiniMaxClientBuilder keepRawResponses(@Nullable Boolean keepRawResponses) {
        return set(ClientSettings.KEEP_RAW_RESPONSES, keepRawResponses);
    }

    /**
     * Requests the token usage of streams, with {@code stream_options}, unless the request sets that field itself. If a server rejects the
     * field, the request is sent again without it, and so are all further ones. Default: on, except at the gateways whose own pages list no
     * such field (llmprovider.ai and metriqual.com).
     *
     * @param streamUsage whether to request it
     * @return this builder
     */
    public MiniMaxClientBuilder streamUsage(@Nullable Boolean streamUsage) {
        return set(ClientSettings.STREAM_USAGE, streamUsage);
    }

    /** For tests: the source of randomness and the clocks. */
    MiniMaxClientBuilder chance(DoubleSupplier random, LongSupplier nanoTime, Clock clock) {
        set(ClientSettings.RANDOM, random);
        set(ClientSettings.NANO_TIME, nanoTime);
        return set(ClientSettings.CLOCK, clock);
    }

    /**
     * Checks the settings and builds a client, which does not connect yet.
     *
     * @return the client, to be closed after use
     * @throws IllegalArgumentException if a setting is missing or invalid; the message names it and shows no secret
     */
    public MiniMaxClient build() {
        return new MiniMaxClient(ClientSettings.of(settings));
    }
}
