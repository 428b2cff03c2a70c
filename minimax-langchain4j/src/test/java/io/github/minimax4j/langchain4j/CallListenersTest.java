package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listeners of calls, given to a model. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class CallListenersTest {
    private static final ChatRequest HI =
            ChatRequest.builder().messages(UserMessage.from("Hi")).build();

    private final List<CallDescription> heard = new CopyOnWriteArrayList<>();

    private final CallListener.Factory listener = call -> {
        heard.add(call);
        return new CallListener() {};
    };

    @Test
    void aModelsListenerHearsItsCalls(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxChatModel model =
                TestModels.chat(server).addCallListener(listener).build()) {
            model.chat(HI);
        }
        assertThat(heard)
                .extracting(CallDescription::model)
                .containsExactly(server.lastRequest().model());
    }

    @Test
    void besideASharedClientItHearsThisModelOnly(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxClient client =
                MiniMaxClient.builder().apiKey("k").baseUrl(server.baseUrl()).build()) {
            MiniMaxChatModel followed = MiniMaxChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M3")
                    .addCallListener(listener)
                    .build();
            MiniMaxChatModel other = MiniMaxChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M2.7")
                    .build();
            followed.chat(HI);
            other.chat(HI);
            assertThat(heard).extracting(CallDescription::model).containsExactly("MiniMax-M3");
            followed.close();
            assertThat(other.chat("Hi")).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("langchain4j-1.20")
    void whatASubscriberAsksForLateComesInTheContextOfTheCall(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("one two").streamed(stream -> stream.textDeltas("one", " two")));
        ThreadLocal<String> context = new ThreadLocal<>();
        Queue<String> found = new ConcurrentLinkedQueue<>();
        CallListener.Factory carrier = call -> {
            String carried = context.get();
            return new CallListener() {
                @Override
                public Runnable withContext(Runnable callbacks) {
                    return () -> {
                        context.set(carried);
                        try {
                            callbacks.run();
                        } finally {
                            context.remove();
                        }
                    };
                }
            };
        };
        try (MiniMaxClient client =
                MiniMaxClient.builder().apiKey("k").baseUrl(server.baseUrl()).build()) {
            MiniMaxStreamingChatModel model = MiniMaxStreamingChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M3")
                    .addCallListener(carrier)
                    .build();
            RecordingSubscriber subscriber = new RecordingSubscriber(0) {
                @Override
                public void onNext(ChatModelStreamingEvent event) {
                    found.add(String.valueOf(context.get()));
                    super.onNext(event);
                }
            };
            context.set("caller");
            model.chat(HI).subscribe(subscriber);
            context.remove();
            server.takeRequest();
            client.whenIdle()
                    .get(10, TimeUnit.SECONDS); // all is buffered, and no callback of the client's runs any more
            subscriber.subscription.request(Long.MAX_VALUE);
            subscriber.awaitEnd();
        }
        assertThat(found).hasSizeGreaterThan(2).containsOnly("caller");
    }
}
