package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxImageModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel;
import io.github.minimax4j.langchain4j.MiniMaxTokenCountEstimator;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Configures the models as beans, each with its own connection, which is closed with the context. A model is configured if an API key is
 * set for it ({@link MiniMaxProperties}) or a bean supplies one ({@link MiniMaxApiKeyProvider}), unless the application has a bean of the
 * same class; the embedding, the image and the text-to-speech model must also be enabled. A model {@code x} below {@code langchain4j.minimax.models} becomes the
 * beans {@code x} and {@code xStreaming}, over the connection {@code xClient}. Nothing connects at start.
 */
// Names, not classes: a class that moved between Boot 3.5 and 4 would make the start fail. LangChain4j's own
// auto-configuration comes later, because it looks for models that are already defined.
@AutoConfiguration(
        beforeName = {
            "dev.langchain4j.spring.LangChain4jAutoConfig",
            "dev.langchain4j.spring.LangChain4jAutoConfiguration"
        },
        afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnClass(MiniMaxChatModel.class)
@EnableConfigurationProperties({
    ConnectionProperties.class,
    MiniMaxModelProperties.Chat.class,
    MiniMaxProperties.class,
    MiniMaxModelProperties.class
})
@Import({
    ClientFactory.class,
    ModelFactory.class,
    ChatModelConfiguration.class,
    StreamingChatModelConfiguration.class,
    EmbeddingModelConfiguration.class,
    ImageModelConfiguration.class,
    SpeechModelConfiguration.class,
    TokenCountEstimatorConfiguration.class,
    NamedModels.class,
    NamedModels.Registrar.class
})
public final class MiniMaxAutoConfiguration {

    /** The bean name of the {@link MiniMaxChatModel}, for annotations that choose a model by name. */
    public static final String CHAT_MODEL = "minimaxChatModel";

    /** The bean name of the {@link MiniMaxStreamingChatModel}, for annotations that choose a model by name. */
    public static final String STREAMING_CHAT_MODEL = "minimaxStreamingChatModel";

    /** The bean name of the connection of the {@link MiniMaxChatModel}; a bean of this name and type replaces it. */
    public static final String CHAT_CLIENT = "minimaxChatClient";

    /** The bean name of the connection of the {@link MiniMaxStreamingChatModel}; a bean of this name and type replaces it. */
    public static final String STREAMING_CLIENT = "minimaxStreamingClient";

    /** The bean name of the {@link MiniMaxEmbeddingModel}, for annotations that choose a model by name. */
    public static final String EMBEDDING_MODEL = "minimaxEmbeddingModel";

    /** The bean name of the {@link MiniMaxImageModel}, for annotations that choose a model by name. */
    public static final String IMAGE_MODEL = "minimaxImageModel";

    /** The bean name of the connection of the {@link MiniMaxEmbeddingModel}; a bean of this name and type replaces it. */
    public static final String EMBEDDING_CLIENT = "minimaxEmbeddingClient";

    /** The bean name of the connection of the {@link MiniMaxImageModel}; a bean of this name and type replaces it. */
    public static final String IMAGE_CLIENT = "minimaxImageClient";

    /** The bean name of the {@link MiniMaxTextToSpeechModel}, for annotations that choose a model by name. */
    public static final String SPEECH_MODEL = "minimaxTextToSpeechModel";

    /** The bean name of the connection of the {@link MiniMaxTextToSpeechModel}; a bean of this name and type replaces it. */
    public static final String SPEECH_CLIENT = "minimaxSpeechClient";

    /** The bean name of the {@link MiniMaxTokenCountEstimator}, which is configured if it is enabled. */
    public static final String TOKEN_COUNT_ESTIMATOR = "minimaxTokenCountEstimator";

    /** The name of a bean that runs the callbacks of all models, an {@link java.util.concurrent.Executor}. The models do not close it. */
    public static final String TASK_EXECUTOR = "minimaxTaskExecutor";

    /** The bean name of the metrics, for applications that build models or clients themselves; a bean of this name replaces them. */
    public static final String METRICS = "minimaxMetrics";

    /**
     * The bean name of the context propagation, for applications that build models or clients themselves; a bean of this name replaces it.
     */
    public static final String CONTEXT_PROPAGATION = "minimaxContextPropagation";

    /** The bean name of the health indicator; a bean of this name replaces it. */
    public static final String HEALTH_INDICATOR = "minimaxHealthIndicator";

    /** Called by Spring. */
    public MiniMaxAutoConfiguration() {}
}
