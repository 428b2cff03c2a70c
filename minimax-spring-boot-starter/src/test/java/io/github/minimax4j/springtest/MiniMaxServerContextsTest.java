package io.github.minimax4j.springtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.MiniMaxHeadersProvider;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestExecutionListener;

/** Which application contexts get a scripted server, and how it deals with what the application has set itself. */
@Tag("B37")
class MiniMaxServerContextsTest {

    /** Test classes as a user writes them, run by hand, so that their contexts can be compared and closed. */
    @SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class)
    @AutoConfigureMiniMaxServer
    static class Plain {

        @Nested
        class Inner {}
    }

    static class Derived extends Plain {}

    @SpringBootTest(
            classes = AutoConfigureMiniMaxServerTest.Application.class,
            properties = {
                "langchain4j.minimax.base-url=http://192.0.2.1",
                "langchain4j.minimax.chat-model.api-key=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.chat-model.region=china",
                "langchain4j.minimax.model-name=my-model"
            })
    @AutoConfigureMiniMaxServer
    static class WithSettingsOfItsOwn {}

    @SpringBootTest(
            classes = AutoConfigureMiniMaxServerTest.Application.class,
            properties = "langchain4j.minimax.base-url=https://gateway.example/v1")
    @AutoConfigureMiniMaxServer
    static class BehindAGateway {}

    @SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class)
    static class Without {}

    @SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class, properties = "for-this-test=alone")
    @AutoConfigureMiniMaxServer
    static class ToBeClosed {}

    @Test
    void testClassesWithTheSameApplicationShareContextAndServer() {
        assertThat(contextOf(Derived.class)).isSameAs(contextOf(Plain.class));
        assertThat(contextOf(Plain.Inner.class)).isSameAs(contextOf(Plain.class));
        assertThat(contextOf(AutoConfigureMiniMaxServerTest.class)).isSameAs(contextOf(Plain.class));
    }

    @Test
    void withoutTheAnnotationThereIsNeitherServerNorModel() {
        ConfigurableApplicationContext context = contextOf(Without.class);
        assertThat(context.getBeansOfType(MiniMaxServer.class)).isEmpty();
        assertThat(context.getBeansOfType(ChatModel.class)).isEmpty();
    }

    @Test
    void itsOwnSettingsHoldButThoseThatLeadElsewhere() {
        ConfigurableApplicationContext context = contextOf(WithSettingsOfItsOwn.class);
        MiniMaxServer own = context.getBean(MiniMaxServer.class).enqueue(Reply.text("Hello."));
        assertThat(context.getBean(ChatModel.class).chat("Hi")).isEqualTo("Hello.");
        assertThat(own.lastRequest().model()).isEqualTo("my-model");
        // region is MiniMax's
        assertThat(own.lastRequest().at("reasoning_split")).isEqualTo(true);
        assertThat(own.baseUrl())
                .isNotEqualTo(
                        contextOf(Plain.class).getBean(MiniMaxServer.class).baseUrl());
        assertThat(context.containsBean("minimaxStreamingChatModel"))
                .as("has no key of its own")
                .isFalse();
    }

    @SpringBootTest(
            classes = AutoConfigureMiniMaxServerTest.Application.class,
            properties = {
                "langchain4j.minimax.api-key=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.region=china",
                "langchain4j.minimax.models.fast.model-name=MiniMax-M3.1-Flash",
                "langchain4j.minimax.models.fast.base-url=http://192.0.2.1"
            })
    @AutoConfigureMiniMaxServer
    static class WithNamedModels {}

    @Test
    void namedModelsAskTheServerTooAndNoneIsAdded() {
        ConfigurableApplicationContext context = contextOf(WithNamedModels.class);
        MiniMaxServer own = context.getBean(MiniMaxServer.class).enqueue(Reply.text("Hello."));
        assertThat(context.getBeansOfType(ChatModel.class)).containsOnlyKeys("fast");
        assertThat(context.getBean("fast", ChatModel.class).chat("Hi")).isEqualTo("Hello.");
        assertThat(own.lastRequest().model()).isEqualTo("MiniMax-M3.1-Flash");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theAddressOfTheServerWarnsOfNoRegion(CapturedOutput console) {
        contextOf(OfARegion.class);
        assertThat(console.getAll()).contains("Started").doesNotContain("WARN");
    }

    @SpringBootTest(
            classes = AutoConfigureMiniMaxServerTest.Application.class,
            properties = {"langchain4j.minimax.region=china", "langchain4j.minimax.chat-model.region=china"})
    @AutoConfigureMiniMaxServer
    static class OfARegion {}

    @Test
    void anApplicationBehindAGatewaySendsWhatTheGatewayKnows() {
        ConfigurableApplicationContext context = contextOf(BehindAGateway.class);
        MiniMaxServer own = context.getBean(MiniMaxServer.class).enqueue(Reply.text("Hello."));
        context.getBean(ChatModel.class).chat("Hi");
        assertThat(own.lastRequest().has("reasoning_split")).isFalse();
    }

    @Configuration(proxyBeanMethods = false)
    static class Production {

        @Bean
        MiniMaxApiKeyProvider vault() {
            return () -> {
                throw new IllegalStateException("The vault is asked in a test");
            };
        }

        @Bean
        MiniMaxHeadersProvider tokens() {
            return () -> {
                throw new IllegalStateException("The token service is asked in a test");
            };
        }
    }

    @SpringBootTest(
            classes = {AutoConfigureMiniMaxServerTest.Application.class, Production.class},
            properties = {
                "langchain4j.minimax.proxy.host=proxy.invalid",
                "langchain4j.minimax.proxy.password=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.ssl-bundle=only-in-production",
                "langchain4j.minimax.base-url=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.region=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.profile=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.chat-path=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.model-name=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.custom-headers.X-Token=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.embedding-model.api-key=${ONLY_IN_PRODUCTION}",
                "langchain4j.minimax.embedding-model.model-name=${ONLY_IN_PRODUCTION}"
            })
    @AutoConfigureMiniMaxServer
    static class WithSettingsOfProduction {}

    @Test
    void whatOnlyProductionHasIsNeitherNeededNorAsked() {
        ConfigurableApplicationContext context = contextOf(WithSettingsOfProduction.class);
        MiniMaxServer own = context.getBean(MiniMaxServer.class).enqueue(Reply.text("Hello."));
        assertThat(context.getBean(ChatModel.class).chat("Hi")).isEqualTo("Hello.");
        assertThat(own.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(own.lastRequest().model()).isEqualTo("MiniMax-M3");
        assertThat(own.lastRequest().at("reasoning_split")).isEqualTo(true);
        own.enqueue(Reply.embeddings(text -> new float[] {1, 2}));
        context.getBean(EmbeddingModel.class).embed("Hi");
        assertThat(own.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(own.lastRequest().model()).isEqualTo("embo-01");
    }

    @Test
    void theServerIsClosedWithTheContext() {
        ConfigurableApplicationContext context = contextOf(ToBeClosed.class);
        int port = context.getBean(MiniMaxServer.class).port();
        assertThat(listening(port)).isTrue();
        context.close();
        assertThat(listening(port)).isFalse();
    }

    @SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class, properties = "leaves=streams-open")
    @AutoConfigureMiniMaxServer
    static class LeavesStreamsOpen {

        void test() {}
    }

    @Test
    @Timeout(20)
    void aStreamThatATestLeavesOpenIsEndedAfterIt() throws Exception {
        TestContextManager manager = new TestContextManager(LeavesStreamsOpen.class);
        ConfigurableApplicationContext context = contextOf(LeavesStreamsOpen.class);
        CompletableFuture<Throwable> end = openStream(context);
        manager.afterTestMethod(new LeavesStreamsOpen(), LeavesStreamsOpen.class.getDeclaredMethod("test"), null);
        assertThat(end.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class, properties = "is=stopped")
    @AutoConfigureMiniMaxServer
    static class IsStopped {}

    /** Of Spring 7 and its pauses between test classes. Closing stops the same beans. */
    @Test
    @Timeout(20)
    void aContextThatStopsWaitsForNoStreamOfItsTests() throws Exception {
        ConfigurableApplicationContext context = contextOf(IsStopped.class);
        CompletableFuture<Throwable> end = openStream(context);
        context.stop();
        assertThat(end.get(10, TimeUnit.SECONDS)).isNotNull();
        context.start();
        openStream(context);
        context.close();
    }

    /** Answers when two pieces are there, and says how the stream ends. */
    private static CompletableFuture<Throwable> openStream(ConfigurableApplicationContext context) throws Exception {
        context.getBean(MiniMaxServer.class).enqueue(Reply.text("one two three").stallAfterEvents(2));
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        context.getBean(StreamingChatModel.class).chat("Hi", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                begun.complete(null);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                end.complete(null);
            }

            @Override
            public void onError(Throwable error) {
                begun.completeExceptionally(error);
                end.complete(error);
            }
        });
        begun.get(10, TimeUnit.SECONDS);
        return end;
    }

    @SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class, properties = "closed-by=the-test")
    @AutoConfigureMiniMaxServer
    static class ClosesItsContext {}

    @Test
    void aTestMayCloseItsOwnContext() throws Exception {
        TestContextManager manager = new TestContextManager(ClosesItsContext.class);
        contextOf(ClosesItsContext.class).close();
        // Spring's own listeners complain of a closed context; ours does not add to that
        TestExecutionListener ours = manager.getTestExecutionListeners().stream()
                .filter(listener -> listener.getClass().getName().startsWith("io.github.minimax4j."))
                .findAny()
                .orElseThrow();
        assertThatCode(() -> ours.afterTestMethod(manager.getTestContext())).doesNotThrowAnyException();
    }

    private static boolean listening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ConfigurableApplicationContext contextOf(Class<?> testClass) {
        return (ConfigurableApplicationContext)
                new TestContextManager(testClass).getTestContext().getApplicationContext();
    }
}
