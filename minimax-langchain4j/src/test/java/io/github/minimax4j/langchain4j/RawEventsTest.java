package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    static Reply streamWith(String event) {
        return Reply.raw(
                200,
                "text/event-stream",
                "data: " + TEXT + "\n\ndata: " + event + "\n\ndata: " + UNKNOWN + "\n\ndata: " + END
                        + "\n\ndata: [DONE]\n\n");
    }

    private static List<Object> rawEvents(MiniMaxServer server, String event, boolean returnThinking) {
        server.enqueue(streamWith(event));
        List<Object> raw = new CopyOnWriteArrayList<>();
        RecordingHandler handler = new RecordingHandler() {
            @Override
            public void onUnmappedRawEvent(Object rawEvent) {
                raw.add(rawEvent);
            }
        };
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).returnThinking(returnThinking).build()) {
            model.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("Hello.");
        }
        return raw;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a','choices':[{'index':1,'delta':{'reasoning_content':'HIDDEN'}}]}",
                "{'id':'a','reasoning_content':'HIDDEN','choices':[{'index':0,'delta':{}}]}",
                "{'id':'a','choices':[{'index':0,'delta':{'reasoning_details':{'type':'x','text':'HIDDEN'}}}]}",
                "{'id':'a','choices':[{'index':0,'delta':{'reasoning_details':['HIDDEN']}}]}",
                "{'id':'a','choices':[{'index':0,'delta':{'thinking':'HIDDEN'}}]}",
                "{'id':'a','choices':[{'index':0,'delta':{'thought':'HIDDEN'}}]}",
                "{'id':'a','choices':[{'index':1,'delta':{'reasoning':{'text':'HIDDEN'}}}]}",
                "{'id':'a','choices':[{'index':0,'delta':{'content':[{'type':'thinking','thinking':'HIDDEN'}]}}]}",
                "{'id':'a','object':'progress','inner':{'list':[[{'type':'reasoning.text','data':'HIDDEN'}]]}}"
            })
    void thinkingIsNotInThemUnlessItIsReturned(String event, MiniMaxServer server) {
        String json = event.replace('\'', '"');
        assertThat(rawEvents(server, json, false)).containsExactly(UNKNOWN, END);
        assertThat(rawEvents(server, json, true)).contains(UNKNOWN, END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a','choices':[{'index':0,'delta':{'reasoning_content':null,'reasoning':'','thinking':[]}}]}",
                "{'id':'a','choices':[],'found':{'reasoning_tokens':3,'note':'thinking'}}"
            })
    void anEventThatOnlyNamesThinkingIsHandedOn(String event, MiniMaxServer server) {
        String json = event.replace('\'', '"');
        assertThat(rawEvents(server, json, false)).containsExactly(json, UNKNOWN, END);
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
