package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events that LangChain4j has no callback for. */
@ExtendWith(MiniMaxServerExtension.class)
class RawEventsTest {
    static final String TEXT = "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello.\"}}]}";
    static final String UNKNOWN = "{\"id\":\"a\",\"object\":\"search.progress\",\"found\":3}";
    static final String END = "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    static Reply stream() {
        return Reply.raw(
                200,
                "text/event-stream",
                "data: " + TEXT + "\n\ndata: " + UNKNOWN + "\n\n: comment\n\ndata: " + END + "\n\ndata: [DONE]\n\n");
    }

    @Test
    void aHandlerGetsThemAsTheyCame(MiniMaxServer server) {
        server.enqueue(stream());
        List<Object> raw = new CopyOnWriteArrayList<>();
        RecordingHandler handler = new RecordingHandler() {
            @Override
            public void onUnmappedRawEvent(Object rawEvent) {
                assertThat(events).contains("text").doesNotContain("complete");
                raw.add(rawEvent);
            }
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
        }
        assertThat(raw).containsExactly(UNKNOWN, END);
    }

    @Test
    void whatTheHandlerThrowsGoesToItsOnErrorAndTheStreamGoesOn(MiniMaxServer server) {
        server.enqueue(stream());
        IllegalStateException thrown = new IllegalStateException("of the handler");
        RecordingHandler handler = new RecordingHandler() {
            @Override
            public void onUnmappedRawEvent(Object rawEvent) {
                if (rawEvent.equals(UNKNOWN)) {
                    throw thrown;
                }
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
            }
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            handler.awaitEnd();
        }
        assertThat(handler.errors).containsExactly(thrown);
        assertThat(handler.responses).hasSize(1);
    }
}
