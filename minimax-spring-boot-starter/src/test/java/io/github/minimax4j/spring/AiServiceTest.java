package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.spring.LangChain4jAutoConfig;
import io.github.minimax4j.aiservice.automatic.Assistant;
import io.github.minimax4j.aiservice.automatic.WeatherTools;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** LangChain4j's {@code @AiService} finds the configured models. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class AiServiceTest {

    private static ApplicationContextRunner withServicesOf(Class<?> service, MiniMaxServer server) {
        return Contexts.asking(server)
                .withConfiguration(AutoConfigurations.of(LangChain4jAutoConfig.class))
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), service.getPackageName()));
    }

    @Test
    void anAutomaticServiceRespondsWithTheHelpOfATool(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("weather", "{\"city\":\"Oslo\"}"), Reply.text("Take an umbrella."));
        withServicesOf(Assistant.class, server).withBean(WeatherTools.class).run(context -> {
            assertThat(context.getBean(Assistant.class).answer("How is Oslo?")).isEqualTo("Take an umbrella.");
            assertThat(server.lastRequest().toolResults()).containsExactly("rain in Oslo");
        });
    }

    @Test
    void anAutomaticServiceStreams(MiniMaxServer server) {
        server.enqueue(Reply.text("Take an umbrella."));
        withServicesOf(Assistant.class, server).run(context -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            context.getBean(Assistant.class).stream("How is Oslo?")
                    .onPartialResponse(text -> {})
                    .onCompleteResponse(
                            response -> answer.complete(response.aiMessage().text()))
                    .onError(answer::completeExceptionally)
                    .start();
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("Take an umbrella.");
            assertThat(server.requests()).allMatch(RecordedRequest::isStream);
        });
    }

    @Test
    void anExplicitServiceTakesOurModelBesideAnotherProviders(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        var explicit = io.github.minimax4j.aiservice.explicit.Assistant.class;
        withServicesOf(explicit, server)
                .withBean("foreign", ChatModel.class, () -> new ChatModel() {})
                .run(context ->
                        assertThat(context.getBean(explicit).answer("Hi")).isEqualTo("Hello."));
    }
}
