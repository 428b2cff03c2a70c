package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxConnectionBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Beans that listen to the models or change them are called in order. */
@Tag("B35")
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class ListenersAndCustomizersTest {

    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    @Configuration(proxyBeanMethods = false)
    static class TwoListeners {

        @Bean
        Queue<String> heard() {
            return new ConcurrentLinkedQueue<>();
        }

        @Bean
        @Order(2)
        ChatModelListener later(Queue<String> heard) {
            return listener("later", heard);
        }

        @Bean
        @Order(1)
        ChatModelListener earlier(Queue<String> heard) {
            return listener("earlier", heard);
        }

        private static ChatModelListener listener(String name, Queue<String> heard) {
            return new ChatModelListener() {
                @Override
                public void onRequest(ChatModelRequestContext context) {
                    heard.add(name);
                }
            };
        }
    }

    @Test
    void listenersHearBothModelsInTheirOrder(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.asking(server).withUserConfiguration(TwoListeners.class).run(context -> {
            context.getBean(ChatModel.class).chat(HI);
            Streams.ask(context.getBean(StreamingChatModel.class), HI);
            assertThat(((Queue<?>) context.getBean("heard")).toArray())
                    .containsExactly("earlier", "later", "earlier", "later");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizersOfEachModel {

        @Bean
        @Order(2)
        MiniMaxModelCustomizer<MiniMaxChatModelBuilder> laterChat() {
            return builder -> builder.modelName("later");
        }

        @Bean
        @Order(1)
        MiniMaxModelCustomizer<MiniMaxChatModelBuilder> earlierChat() {
            return builder -> builder.modelName("earlier").temperature(0.7);
        }

        @Bean
        @Order(2)
        MiniMaxModelCustomizer<MiniMaxStreamingChatModelBuilder> laterStreaming() {
            return builder -> builder.modelName("later-streaming");
        }

        @Bean
        @Order(1)
        MiniMaxModelCustomizer<MiniMaxStreamingChatModelBuilder> earlierStreaming() {
            return builder -> builder.modelName("earlier-streaming").temperature(0.8);
        }
    }

    @Test
    void customizersChangeWhatThePropertiesSetInTheirOrder(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.asking(server)
                .withUserConfiguration(TwoCustomizersOfEachModel.class)
                .withPropertyValues(CHAT + "temperature=0.1", STREAMING + "temperature=0.2", CHAT + "top-p=0.5")
                .run(context -> {
                    context.getBean(ChatModel.class).chat(HI);
                    assertThat(server.takeRequest().model()).isEqualTo("later");
                    assertThat(server.lastRequest().at("temperature")).isEqualTo(0.7);
                    assertThat(server.lastRequest().at("top_p")).isEqualTo(0.5);
                    Streams.ask(context.getBean(StreamingChatModel.class), HI);
                    assertThat(server.takeRequest().model()).isEqualTo("later-streaming");
                    assertThat(server.lastRequest().at("temperature")).isEqualTo(0.8);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class CustomizersOfSeveralModels {

        @Bean
        MiniMaxModelCustomizer<MiniMaxModelBuilder<?>> bothChatModels() {
            return builder -> builder.maxOutputTokens(77);
        }

        @Bean
        MiniMaxModelCustomizer<MiniMaxConnectionBuilder<?>> allModels() {
            return new AllModels();
        }

        @Bean
        MiniMaxModelCustomizer<MiniMaxImageModelBuilder> images() {
            return builder -> builder.seed(7L);
        }
    }

    static final class AllModels implements MiniMaxModelCustomizer<MiniMaxConnectionBuilder<?>> {

        private final Queue<String> called = new ConcurrentLinkedQueue<>();

        @Override
        public void customize(MiniMaxConnectionBuilder<?> builder) {
            called.add(builder.getClass().getSimpleName());
        }
    }

    @Test
    void aCustomizerIsCalledForEachModelWhoseBuilderItTakes(MiniMaxServer server) {
        server.when(any -> true, Reply.text("Hello."));
        Contexts.asking(server)
                .withUserConfiguration(CustomizersOfSeveralModels.class)
                .run(context -> {
                    context.getBean(ChatModel.class).chat(HI);
                    assertThat(server.takeRequest().body()).contains("77");
                    Streams.ask(context.getBean(StreamingChatModel.class), HI);
                    assertThat(server.takeRequest().body()).contains("77");
                    assertThat(context.getBean(AllModels.class).called)
                            .containsExactlyInAnyOrder("MiniMaxChatModelBuilder", "MiniMaxStreamingChatModelBuilder");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingCustomizer {

        @Bean
        MiniMaxModelCustomizer<MiniMaxChatModelBuilder> failing() {
            return builder -> {
                throw new ClassCastException("of the application");
            };
        }
    }

    @Test
    void whatACustomizerThrowsFailsTheStart(MiniMaxServer server) {
        Contexts.asking(server)
                .withUserConfiguration(FailingCustomizer.class)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessage("of the application"));
    }
}
