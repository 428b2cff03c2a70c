package io.github.minimax4j.springtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import io.github.minimax4j.test.spring.AutoConfigureMiniMaxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

/** A user's application test with the scripted server: neither a key nor a mock. */
@Tag("B37")
@SpringBootTest(classes = AutoConfigureMiniMaxServerTest.Application.class)
@AutoConfigureMiniMaxServer
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoConfigureMiniMaxServerTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @Autowired
    private MiniMaxServer server;

    @Autowired
    private ChatModel model;

    @BeforeAll
    static void scriptForTheFirstTest(@Autowired MiniMaxServer server) {
        server.enqueue(Reply.text("scripted for the class"));
    }

    @BeforeEach
    void theTestIsAloneWithTheServer() {
        assertThat(server.requests()).isEmpty();
    }

    @AfterEach
    void theServerStillKnowsWhatItWasAsked() {
        assertThat(server.requests()).isNotEmpty();
    }

    @Test
    @Order(1)
    void theModelAsksTheServerAsIfItWereMiniMaxItself() {
        assertThat(model.chat("Hi")).isEqualTo("scripted for the class");
        assertThat(server.lastRequest().model()).isEqualTo("MiniMax-M3");
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(server.lastRequest().at("reasoning_split")).isEqualTo(true);
    }

    @Test
    @Order(2)
    void aScriptThatATestLeavesBehindIsThereNoMoreForTheNext(@Autowired MiniMaxServer parameter) {
        assertThat(parameter).isSameAs(server);
        server.enqueue(Reply.text("for this test"), Reply.text("left behind"));
        server.when(request -> true, Reply.text("left behind too"));
        assertThat(model.chat("Hi")).isEqualTo("for this test");
    }

    @Test
    @Order(3)
    void nothingIsScriptedAnyMore() {
        assertThatThrownBy(() -> model.chat("Hi")).hasMessageContaining("nothing was scripted");
    }

    @Nested
    class InANestedClass {

        @Test
        void theServerIsTheSame(@Autowired MiniMaxServer nested) {
            assertThat(nested).isSameAs(server);
            nested.enqueue(Reply.text("nested"));
            assertThat(model.chat("Hi")).isEqualTo("nested");
        }
    }
}
