package io.github.minimax4j.springtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContextManager;

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

    @Test
    void anApplicationBehindAGatewaySendsWhatTheGatewayKnows() {
        ConfigurableApplicationContext context = contextOf(BehindAGateway.class);
        MiniMaxServer own = context.getBean(MiniMaxServer.class).enqueue(Reply.text("Hello."));
        context.getBean(ChatModel.class).chat("Hi");
        assertThat(own.lastRequest().has("reasoning_split")).isFalse();
    }

    @Test
    void theServerIsClosedWithTheContext() {
        ConfigurableApplicationContext context = contextOf(ToBeClosed.class);
        int port = context.getBean(MiniMaxServer.class).port();
        assertThat(listening(port)).isTrue();
        context.close();
        assertThat(listening(port)).isFalse();
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
