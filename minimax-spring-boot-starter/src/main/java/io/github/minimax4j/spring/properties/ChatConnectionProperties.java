package io.github.minimax4j.spring.properties;

import io.github.minimax4j.core.MiniMaxClientBuilder;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connection settings of chat models, in addition to those of {@link ConnectionProperties}. */
abstract class ChatConnectionProperties extends ConnectionProperties {

    private static final List<ConnectionSetting<?>> SETTINGS = List.of(
            chat("chat-path", p -> p.chatPath, MiniMaxClientBuilder::chatPath),
            chat("convert-tool-call-markup", p -> p.convertToolCallMarkup, MiniMaxClientBuilder::convertToolCallMarkup),
            chat("repair-tool-history", p -> p.repairToolHistory, MiniMaxClientBuilder::repairToolHistory),
            chat("keep-raw-responses", p -> p.keepRawResponses, MiniMaxClientBuilder::keepRawResponses),
            chat("stream-usage", p -> p.streamUsage, MiniMaxClientBuilder::streamUsage));

    /** Path of the chat endpoint below the address. */
    private @Nullable String chatPath;

    /** Whether to turn tool calls that arrive as the model's own markup in the text into real ones. */
    private @Nullable Boolean convertToolCallMarkup;

    /** Whether to give tool calls that have no result in the history a placeholder result, rather than reject the request. */
    private @Nullable Boolean repairToolHistory;

    /** Whether to keep the received JSON in the metadata of responses. */
    private @Nullable Boolean keepRawResponses;

    /** Whether to request the token usage of streams. Default: true, except at gateways known to reject the field. */
    private @Nullable Boolean streamUsage;

    private static <T> ConnectionSetting<T> chat(
            String name,
            Function<ChatConnectionProperties, @Nullable T> getter,
            BiConsumer<MiniMaxClientBuilder, T> setter) {
        return ConnectionSetting.setting(name, p -> getter.apply((ChatConnectionProperties) p), setter);
    }

    @Override
    Stream<ConnectionSetting<?>> settings() {
        return Stream.concat(super.settings(), SETTINGS.stream());
    }

    public @Nullable String getChatPath() {
        return chatPath;
    }

    public void setChatPath(@Nullable String chatPath) {
        this.chatPath = chatPath;
    }

    public @Nullable Boolean getConvertToolCallMarkup() {
        return convertToolCallMarkup;
    }

    public void setConvertToolCallMarkup(@Nullable Boolean convertToolCallMarkup) {
        this.convertToolCallMarkup = convertToolCallMarkup;
    }

    public @Nullable Boolean getRepairToolHistory() {
        return repairToolHistory;
    }

    public void setRepairToolHistory(@Nullable Boolean repairToolHistory) {
        this.repairToolHistory = repairToolHistory;
    }

    public @Nullable Boolean getKeepRawResponses() {
        return keepRawResponses;
    }

    public void setKeepRawResponses(@Nullable Boolean keepRawResponses) {
        this.keepRawResponses = keepRawResponses;
    }

    public @Nullable Boolean getStreamUsage() {
        return streamUsage;
    }

    public void setStreamUsage(@Nullable Boolean streamUsage) {
        this.streamUsage = streamUsage;
    }
}
