package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel;
import io.github.minimax4j.spring.autoconfigure.OnMiniMaxModel.ConditionalOnModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The text-to-speech model and its connection. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnModel(ModelGroup.Kind.SPEECH_MODEL)
@ConditionalOnMissingBean(MiniMaxTextToSpeechModel.class)
final class SpeechModelConfiguration {

    @Bean(name = MiniMaxAutoConfiguration.SPEECH_CLIENT, defaultCandidate = false)
    @ConditionalOnMissingBean(name = MiniMaxAutoConfiguration.SPEECH_CLIENT)
    MiniMaxClient minimaxSpeechClient(ClientFactory factory) {
        return factory.client(ModelGroup.SPEECH_MODEL);
    }

    @Bean(MiniMaxAutoConfiguration.SPEECH_MODEL)
    MiniMaxTextToSpeechModel minimaxTextToSpeechModel(
            ModelFactory factory, @Qualifier(MiniMaxAutoConfiguration.SPEECH_CLIENT) MiniMaxClient client) {
        return factory.speechModel(client);
    }
}
