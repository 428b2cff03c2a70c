package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelPublisherListenerTest;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** LangChain4j's official suite for the listeners of published streams, against a scripted server. */
@Tag("B35")
class StreamingPublisherListenerSuiteTest extends AbstractStreamingChatModelPublisherListenerTest {
    private final MiniMaxServer server = MiniMaxServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected StreamingChatModel createModel(ChatModelListener listener, StreamScenario scenario) {
        server.when(request -> true, reply(scenario));
        return TestModels.streaming(server).maxRetries(0).listeners(listener).build();
    }

    private static Reply reply(StreamScenario scenario) {
        if (scenario.fail()) {
            return Reply.error(1000, "unknown error");
        }
        String[] pieces = Collections.nCopies(scenario.contentChunks(), "word ").toArray(String[]::new);
        Duration pause = Duration.ofMillis(scenario.spreadOverMillis() / scenario.contentChunks());
        return Reply.text(String.join("", pieces))
                .streamed(stream -> stream.textDeltas(pieces).pause(pause));
    }
}
