package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.router.ChatModelRouter;
import dev.langchain4j.model.chat.router.ChatModelRoutingRequest;
import dev.langchain4j.model.chat.router.ChatModelRoutingResult;
import dev.langchain4j.model.chat.router.RoutingChatModel;
import dev.langchain4j.model.chat.router.RoutingStreamingChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** LangChain4j's routing models, which core has since 1.23, over two of MiniMax's models on one client each. */
@ExtendWith(MiniMaxServerExtension.class)
class RoutingNewestCoreTest {
    /** Short questions go to the quick model. */
    private static final ChatModelRouter BY_LENGTH = new ChatModelRouter() {
        @Override
        public ChatModelRoutingResult route(ChatModelRoutingRequest request) {
            UserMessage question =
                    (UserMessage) request.chatRequest().messages().get(0);
            return ChatModelRoutingResult.route(question.singleText().length() < 10 ? "quick" : "thorough");
        }

        @Override
        public CompletableFuture<ChatModelRoutingResult> routeAsync(ChatModelRoutingRequest request) {
            return CompletableFuture.completedFuture(route(request));
        }
    };

    @Test
    void eachQuestionGoesToTheModelOfItsRoute(MiniMaxServer server) throws Exception {
        server.when(any -> true, Reply.text("Fine."));
        try (MiniMaxChatModel quick =
                        TestModels.chat(server).modelName("MiniMax-M2.7").build();
                MiniMaxChatModel thorough =
                        TestModels.chat(server).modelName("MiniMax-M3").build()) {
            RoutingChatModel routing = RoutingChatModel.builder()
                    .route("quick", quick)
                    .route("thorough", thorough)
                    .router(BY_LENGTH)
                    .defaultRoute("quick")
                    .build();
            assertThat(routing.chat("Hi")).isEqualTo("Fine.");
            assertThat(server.takeRequest().at("model")).isEqualTo("MiniMax-M2.7");
            assertThat(routing.chatAsync("Why is the sea salty?").get(10, TimeUnit.SECONDS))
                    .isEqualTo("Fine.");
            assertThat(server.takeRequest().at("model")).isEqualTo("MiniMax-M3");
        }
    }

    @Test
    void eachStreamComesFromTheModelOfItsRoute(MiniMaxServer server) throws Exception {
        server.when(any -> true, Reply.text("Fine."));
        try (MiniMaxStreamingChatModel quick =
                        TestModels.streaming(server).modelName("MiniMax-M2.7").build();
                MiniMaxStreamingChatModel thorough =
                        TestModels.streaming(server).modelName("MiniMax-M3").build()) {
            RoutingStreamingChatModel routing = RoutingStreamingChatModel.builder()
                    .route("quick", quick)
                    .route("thorough", thorough)
                    .router(BY_LENGTH)
                    .defaultRoute("quick")
                    .build();
            RecordingHandler handler = new RecordingHandler();
            routing.chat("Why is the sea salty?", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Fine.");
            assertThat(server.takeRequest().at("model")).isEqualTo("MiniMax-M3");

            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
            routing.chat(TestModels.ask("Hi")).subscribe(subscriber);
            subscriber.awaitEnd();
            assertThat(subscriber.error).isNull();
            assertThat(server.takeRequest().at("model")).isEqualTo("MiniMax-M2.7");
        }
    }
}
