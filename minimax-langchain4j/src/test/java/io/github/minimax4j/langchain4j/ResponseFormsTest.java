package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.chat.ChatWarning;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server says in unusual forms, as an application of LangChain4j hears of it. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class ResponseFormsTest {
    private static Reply json(String body) {
        return Reply.raw(200, "application/json", body.replace('\'', '"'));
    }

    private static Reply events(String... payloads) {
        String[] json = new String[payloads.length];
        for (int i = 0; i < json.length; i++) {
            json[i] = payloads[i].replace('\'', '"');
        }
        return Reply.events(json);
    }

    private static ChatResponse unary(MiniMaxServer server, Reply reply) {
        server.enqueue(reply);
        try (MiniMaxChatModel model = TestModels.chat(server).maxRetries(0).build()) {
            return model.chat(UserMessage.from("Hi"));
        }
    }

    private static RecordingHandler streamed(MiniMaxServer server, Reply reply) {
        server.enqueue(reply);
        RecordingHandler handler = new RecordingHandler();
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).maxRetries(0).build()) {
            model.chat("Hi", handler);
            handler.awaitEnd();
        }
        return handler;
    }

    private static MiniMaxChatResponseMetadata metadata(ChatResponse response) {
        return (MiniMaxChatResponseMetadata) response.metadata();
    }

    @Test
    @Tag("B32")
    void moreThanOneChoiceIsAWarningAndTheFirstIsTheResponse(MiniMaxServer server) {
        ChatResponse response = unary(
                server,
                json("{'choices':[{'message':{'content':'One'},'finish_reason':'stop'},"
                        + "{'message':{'content':'Two'},'finish_reason':'stop'}]}"));
        assertThat(response.aiMessage().text()).isEqualTo("One");
        assertThat(metadata(response).warnings()).containsExactly(ChatWarning.SEVERAL_CHOICES);

        ChatResponse stream = streamed(
                        server,
                        events(
                                "{'choices':[{'delta':{'content':'One'}},{'delta':{'content':'Two'}}]}",
                                "{'choices':[{'finish_reason':'stop'},{'finish_reason':'stop'}]}",
                                "[DONE]"))
                .awaitResponse();
        assertThat(stream.aiMessage().text()).isEqualTo("One");
        assertThat(metadata(stream).warnings()).containsExactly(ChatWarning.SEVERAL_CHOICES);
    }

    @Test
    @Tag("B23")
    void aRefusalWithoutTextIsTheErrorThatLangChain4jHasForIt(MiniMaxServer server) {
        Reply refused =
                json("{'choices':[{'message':{'content':null,'refusal':'I cannot do that.'},'finish_reason':'stop'}]}");
        assertThatThrownBy(() -> unary(server, refused))
                .isInstanceOf(ContentFilteredException.class)
                .hasMessageContaining("I cannot do that.");

        RecordingHandler stream = streamed(
                server,
                events(
                        "{'choices':[{'index':0,'delta':{'refusal':'I cannot'}}]}",
                        "{'choices':[{'index':0,'delta':{'refusal':' do that.'},'finish_reason':'stop'}]}",
                        "[DONE]"));
        assertThat(stream.errors)
                .singleElement()
                .isInstanceOf(ContentFilteredException.class)
                .asString()
                .contains("I cannot do that.");
    }

    @Test
    @Tag("B23")
    void aRefusalBesideTextIsInTheMetadata(MiniMaxServer server) {
        ChatResponse response = unary(
                server,
                json(
                        "{'choices':[{'message':{'content':'Half of it.','refusal':'Not the rest.'},'finish_reason':'stop'}]}"));
        assertThat(response.aiMessage().text()).isEqualTo("Half of it.");
        assertThat(metadata(response).refusal()).isEqualTo("Not the rest.");
    }
}
