package io.github.minimax4j.spring;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModelBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The models as beans, each with a connection of its own that is closed with the context. A model is there if an API key is set for it
 * ({@link MiniMaxProperties}), unless the application has a bean of the same class. Nothing is connected at start.
 */
// Names, not classes: one that moved between Boot 3.5 and 4 would end the start. LangChain4j's own comes later, because
// it looks for
// models that are already known.
@AutoConfiguration(
        beforeName = {
            "dev.langchain4j.spring.LangChain4jAutoConfig",
            "dev.langchain4j.spring.LangChain4jAutoConfiguration"
        })
@ConditionalOnClass(MiniMaxChatModel.class)
@EnableConfigurationProperties(MiniMaxProperties.class)
public final class MiniMaxAutoConfiguration {

    /** The bean name of the {@link MiniMaxChatModel}, for annotations that choose a model by name. */
    public static final String CHAT_MODEL = "minimaxChatModel";

    /** The bean name of the {@link MiniMaxStreamingChatModel}, for annotations that choose a model by name. */
    public static final String STREAMING_CHAT_MODEL = "minimaxStreamingChatModel";

    /** The bean name of the connection of the {@link MiniMaxChatModel}; a bean of this name and type replaces it. */
    public static final String CHAT_CLIENT = "minimaxChatClient";

    /** The bean name of the connection of the {@link MiniMaxStreamingChatModel}; a bean of this name and type replaces it. */
    public static final String STREAMING_CLIENT = "minimaxStreamingClient";

    /** Called by Spring. */
    public MiniMaxAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnMiniMaxModel.Chat.class)
    @ConditionalOnMissingBean(MiniMaxChatModel.class)
    static final class ChatModelConfiguration {

        @Bean(name = CHAT_CLIENT, defaultCandidate = false)
        @ConditionalOnMissingBean(name = CHAT_CLIENT)
        MiniMaxClient minimaxChatClient(
                MiniMaxProperties properties,
                Environment environment,
                ObjectProvider<MiniMaxClientCustomizer> customizers) {
            return client(ModelGroup.CHAT_MODEL, properties, environment, customizers);
        }

        @Bean(CHAT_MODEL)
        MiniMaxChatModel minimaxChatModel(
                MiniMaxProperties properties,
                @Qualifier(CHAT_CLIENT) MiniMaxClient client,
                Environment environment,
                ObjectProvider<ChatModelListener> listeners,
                ObjectProvider<MiniMaxChatModelCustomizer> customizers) {
            MiniMaxChatModelBuilder builder = MiniMaxChatModel.builder().client(client);
            PropertyCheck check = configure(builder, ModelGroup.CHAT_MODEL, properties, environment);
            builder.listeners(listeners.orderedStream().toList());
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return check.explaining(builder::build);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnMiniMaxModel.StreamingChat.class)
    @ConditionalOnMissingBean(MiniMaxStreamingChatModel.class)
    static final class StreamingChatModelConfiguration {

        @Bean(name = STREAMING_CLIENT, defaultCandidate = false)
        @ConditionalOnMissingBean(name = STREAMING_CLIENT)
        MiniMaxClient minimaxStreamingClient(
                MiniMaxProperties properties,
                Environment environment,
                ObjectProvider<MiniMaxClientCustomizer> customizers) {
            return client(ModelGroup.STREAMING_CHAT_MODEL, properties, environment, customizers);
        }

        @Bean(STREAMING_CHAT_MODEL)
        MiniMaxStreamingChatModel minimaxStreamingChatModel(
                MiniMaxProperties properties,
                @Qualifier(STREAMING_CLIENT) MiniMaxClient client,
                Environment environment,
                ObjectProvider<ChatModelListener> listeners,
                ObjectProvider<MiniMaxStreamingChatModelCustomizer> customizers) {
            MiniMaxStreamingChatModelBuilder builder =
                    MiniMaxStreamingChatModel.builder().client(client);
            PropertyCheck check = configure(builder, ModelGroup.STREAMING_CHAT_MODEL, properties, environment);
            builder.listeners(listeners.orderedStream().toList());
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return check.explaining(builder::build);
        }
    }

    private static MiniMaxClient client(
            ModelGroup group,
            MiniMaxProperties properties,
            Environment environment,
            ObjectProvider<MiniMaxClientCustomizer> customizers) {
        ConnectionSettings settings = ConnectionSettings.of(properties, group.of(properties));
        PropertyCheck check = new PropertyCheck(group, environment);
        check.connection(settings);
        MiniMaxClientBuilder builder = MiniMaxClient.builder();
        check.explaining(() -> {
            settings.applyTo(builder);
            return builder;
        });
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return check.explaining(builder::build);
    }

    private static PropertyCheck configure(
            MiniMaxModelBuilder<?> builder, ModelGroup group, MiniMaxProperties properties, Environment environment) {
        PropertyCheck check = new PropertyCheck(group, environment);
        MiniMaxModelProperties own = group.of(properties);
        builder.modelName(check.modelName(ConnectionSettings.of(properties, own).modelName()));
        check.explaining(() -> {
            ModelSettings.apply(own, builder);
            return builder;
        });
        return check;
    }
}
