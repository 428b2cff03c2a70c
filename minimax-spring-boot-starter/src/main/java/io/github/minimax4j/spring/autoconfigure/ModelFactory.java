package io.github.minimax4j.spring.autoconfigure;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxConnectionBuilder;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel.MiniMaxTextToSpeechModelBuilder;
import io.github.minimax4j.spring.MiniMaxModelCustomizer;
import io.github.minimax4j.spring.internal.EffectiveProperties;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Chat;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Embedding;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Image;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties.Speech;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.util.LambdaSafe;
import org.springframework.core.env.Environment;

/** Builds the model of a group: its properties first, then the listeners of its calls, then the application's customizers. */
record ModelFactory(
        MiniMaxModelProperties requests,
        Environment environment,
        ObjectProvider<CallListener.Factory> callListeners,
        ObjectProvider<ChatModelListener> chatListeners,
        ObjectProvider<EmbeddingModelListener> embeddingListeners,
        ObjectProvider<MiniMaxModelCustomizer<?>> customizers) {

    MiniMaxChatModel chatModel(ModelGroup group, MiniMaxClient client) {
        MiniMaxChatModelBuilder builder = MiniMaxChatModel.builder();
        PropertyCheck check = prepareChat(group, client, builder);
        customize(builder);
        return check.explaining(builder::build);
    }

    MiniMaxStreamingChatModel streamingChatModel(ModelGroup group, MiniMaxClient client) {
        MiniMaxStreamingChatModelBuilder builder = MiniMaxStreamingChatModel.builder();
        PropertyCheck check = prepareChat(group, client, builder);
        customize(builder);
        return check.explaining(builder::build);
    }

    MiniMaxEmbeddingModel embeddingModel(MiniMaxClient client) {
        MiniMaxEmbeddingModelBuilder builder = MiniMaxEmbeddingModel.builder();
        Embedding own = requests.embeddingModel();
        PropertyCheck check = prepare(ModelGroup.EMBEDDING_MODEL, client, builder, own.texts(), modelName -> {
            own.applyTo(builder.modelName(modelName));
            builder.listeners(embeddingListeners.orderedStream().toList());
        });
        customize(builder);
        return check.explaining(builder::build);
    }

    MiniMaxImageModel imageModel(MiniMaxClient client) {
        MiniMaxImageModelBuilder builder = MiniMaxImageModel.builder();
        Image own = requests.imageModel();
        PropertyCheck check = prepare(
                ModelGroup.IMAGE_MODEL,
                client,
                builder,
                own.texts(),
                modelName -> own.applyTo(builder.modelName(modelName)));
        customize(builder);
        return check.explaining(builder::build);
    }

    MiniMaxTextToSpeechModel speechModel(MiniMaxClient client) {
        MiniMaxTextToSpeechModelBuilder builder = MiniMaxTextToSpeechModel.builder();
        Speech own = requests.speechModel();
        PropertyCheck check = prepare(
                ModelGroup.SPEECH_MODEL,
                client,
                builder,
                own.texts(),
                modelName -> own.applyTo(builder.modelName(modelName)));
        customize(builder);
        return check.explaining(builder::build);
    }

    private PropertyCheck prepareChat(ModelGroup group, MiniMaxClient client, MiniMaxModelBuilder<?> builder) {
        Chat own = EffectiveProperties.chat(group, environment);
        return prepare(group, client, builder, own.texts(), modelName -> {
            own.applyTo(builder.modelName(modelName));
            builder.listeners(chatListeners.orderedStream().toList());
        });
    }

    /**
     * Applies what the models have in common. The call listeners are those of the model and not of the client, so that models with a client
     * of the application have them, too.
     *
     * @param texts    the properties whose text is sent to the service
     * @param settings applies the properties of the group, given the name of the model
     */
    private PropertyCheck prepare(
            ModelGroup group,
            MiniMaxClient client,
            MiniMaxConnectionBuilder<?> builder,
            Map<String, ? extends @Nullable Object> texts,
            Consumer<String> settings) {
        PropertyCheck check = new PropertyCheck(group, environment);
        builder.client(client);
        String modelName = check.modelName(
                EffectiveProperties.connection(group, environment).modelName());
        check.texts(texts);
        check.applying(() -> settings.accept(modelName));
        callListeners.orderedStream().forEach(builder::addCallListener);
        return check;
    }

    /** Calls the customizers that take this builder. */
    @SuppressWarnings("unchecked") // LambdaSafe passes over those of another builder
    private void customize(MiniMaxConnectionBuilder<?> builder) {
        LambdaSafe.callbacks(
                        MiniMaxModelCustomizer.class,
                        customizers.orderedStream().toList(),
                        builder)
                .withLogger(ModelFactory.class)
                .invoke(customizer -> customizer.customize(builder));
    }

    /** Without the environment, which lists the values of all its properties where Spring's log is at level DEBUG. */
    @Override
    public String toString() {
        return "ModelFactory[]";
    }
}
