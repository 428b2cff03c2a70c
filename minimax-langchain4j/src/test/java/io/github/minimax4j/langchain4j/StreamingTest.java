package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.Ending;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MiniMaxServerExtension.class)
class StreamingTest {
    private static final CompletionReply ALL_KINDS = Reply.thinking("I need both.")
            .text("I look it up.")
            .toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}")
            .toolCall("c2", "get_time", "{}");

    private static final int SECOND_CALL_BEGUN = 12;

    @Test
    @Tag("B1")
    @Tag("B6")
    void thinkingThenTextThenEachCallWithItsPartsThenTheWhole(MiniMaxServer server) {
        server.enqueue(ALL_KINDS);
        RecordingHandler handler = new RecordingHandler();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            ChatResponse response = handler.awaitResponse();
            assertThat(handler.events.stream().distinct())
                    .containsExactly(
                            "thinking",
                            "text",
                            "part 0 get_weather {\"city\":\"Oslo\"",
                            "part 0 get_weather }",
                            "call 0 get_weather {\"city\":\"Oslo\"}",
                            "part 1 get_time {",
                            "part 1 get_time }",
                            "call 1 get_time {}",
                            "complete");
            assertThat(handler.text())
                    .isEqualTo("I look it up.")
                    .isEqualTo(response.aiMessage().text());
            assertThat(handler.thinking())
                    .isEqualTo("I need both.")
                    .isEqualTo(response.aiMessage().thinking());
            assertThat(handler.threads).doesNotContain(Thread.currentThread());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    @Tag("B17")
    void aCallWithoutArgumentsHasOnePart(String arguments, MiniMaxServer server) {
        server.enqueue(Reply.toolCall("c1", "get_time", arguments)
                .streamed(stream -> stream.wholeToolCalls().ending(Ending.USAGE_CHUNK)));
        RecordingHandler handler = new RecordingHandler();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isNull();
            assertThat(handler.events).containsExactly("part 0 get_time {}", "call 0 get_time {}", "complete");
        }
    }

    @Test
    @Tag("B9")
    void aCallThatOnlyTheClosingMessageBringsHasItsPartToo(MiniMaxServer server) {
        server.enqueue(Reply.toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}")
                .streamed(stream -> stream.ending(Ending.ONLY_WHOLE_MESSAGE)));
        RecordingHandler handler = new RecordingHandler();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            handler.awaitResponse();
            assertThat(handler.events)
                    .containsExactly(
                            "part 0 get_weather {\"city\":\"Oslo\"}",
                            "call 0 get_weather {\"city\":\"Oslo\"}",
                            "complete");
        }
    }

    @Test
    void whiteSpaceAloneIsAPart(MiniMaxServer server) {
        server.enqueue(Reply.text("a\n b").streamed(stream -> stream.textDeltas("a", "\n", " ", "b")));
        RecordingHandler handler = new RecordingHandler();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            assertThat(handler.awaitResponse().aiMessage().text()).isEqualTo("a\n b");
            assertThat(handler.events).containsExactly("text", "text", "text", "text", "complete");
        }
    }

    /** Cancels at the first event of a kind. */
    private static final class CancellingHandler extends RecordingHandler {
        private final String kind;
        private final AtomicReference<StreamingHandle> latest = new AtomicReference<>();
        private final CountDownLatch cancelled = new CountDownLatch(1);

        CancellingHandler(String kind) {
            this.kind = kind;
        }

        @Override
        void happened(String event, StreamingHandle handle) {
            if (handle != null) {
                latest.set(handle);
            }
            if (event.startsWith(kind)) {
                latest.get().cancel();
                cancelled.countDown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking", "text", "part", "call"})
    @Tag("B15")
    void cancellingInACallbackClosesTheConnectionAndIsFollowedBySilence(String kind, MiniMaxServer server)
            throws Exception {
        // the second call has begun by then, so the first is whole; a stream that ended by itself would close nothing
        server.enqueue(ALL_KINDS
                .streamed(stream -> stream.pause(Duration.ofMillis(20)))
                .stallAfterEvents(SECOND_CALL_BEGUN));
        CancellingHandler handler = new CancellingHandler(kind);
        AtomicInteger heard = new AtomicInteger();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onResponse(ChatModelResponseContext context) {
                heard.incrementAndGet();
            }

            @Override
            public void onError(ChatModelErrorContext context) {
                heard.incrementAndGet();
            }
        };
        try (MiniMaxStreamingChatModel model =
                TestModels.streaming(server).listeners(listener).build()) {
            model.chat(ask("Hi"), handler);
            assertThat(handler.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
            assertThat(handler.latest.get().isCancelled()).isTrue();
            handler.latest.get().cancel();
        }
        // closing the model would end a stream that is still under way with an error
        assertThat(handler.events.get(handler.events.size() - 1)).startsWith(kind);
        assertThat(handler.events.stream().filter(event -> event.startsWith(kind)))
                .hasSize(1);
        assertThat(heard).hasValue(0);
    }

    /** Each reply leads to two callbacks for one event of the wire; cancelling in the first must stop the second. */
    static Stream<Arguments> repliesWithTwoCallbacksAtOnce() {
        return Stream.of(
                Arguments.of(
                        "part",
                        Reply.toolCall("c1", "get_time", "")
                                .streamed(stream -> stream.wholeToolCalls().ending(Ending.USAGE_CHUNK))),
                Arguments.of("text", Reply.text("```js").streamed(stream -> stream.ending(Ending.USAGE_CHUNK))));
    }

    @ParameterizedTest
    @MethodSource("repliesWithTwoCallbacksAtOnce")
    @Tag("B15")
    void cancellingStopsTheCallbackThatWouldFollowAtOnce(String kind, Reply reply, MiniMaxServer server)
            throws Exception {
        server.enqueue(reply);
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        CancellingHandler handler = new CancellingHandler(kind);
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .responseFormat(ResponseFormat.JSON)
                .callbackExecutor(oneThread)
                .build()) {
            model.chat(ask("Hi"), handler);
            assertThat(handler.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
        oneThread.submit(() -> {}).get(10, TimeUnit.SECONDS);
        oneThread.shutdown();
        assertThat(handler.events).hasSize(1).allMatch(event -> event.startsWith(kind));
    }

    static Stream<Reply> faults() {
        CompletionReply text = Reply.text("a b c d").usage(3, 4);
        Reply error = Reply.error(ErrorShape.BASE_RESP, 200, 1027, "output new_sensitive");
        Stream<Reply> cuts = IntStream.range(0, 4).mapToObj(text::cutAfterEvents);
        return Stream.concat(
                cuts,
                Stream.of(
                        text,
                        text.streamed(stream -> stream.ending(Ending.WITHOUT_FINISH_REASON)),
                        text.streamed(stream -> stream.ending(Ending.LAST_DELTA).withoutDone()),
                        text.asUnary(),
                        text.resetAfterEvents(2),
                        text.stallAfterEvents(2),
                        text.cutAfter(250),
                        text.garbageAfterEvents(1, "data: {nonsense\n\n"),
                        text.errorAfterEvents(0, error),
                        text.errorAfterEvents(2, error),
                        text.errorAfterEvents(2, Reply.error(1000, "unknown error")),
                        ALL_KINDS.errorAfterEvents(6, error),
                        Reply.error(1004, "login fail"),
                        Reply.disconnect(),
                        Reply.stall(),
                        Reply.rawBytes(new byte[] {1, 2, 3}),
                        Reply.raw(200, "text/html", "<html></html>"),
                        Reply.events("[DONE]"),
                        Reply.events()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("B11")
    @Tag("B16")
    void thereIsExactlyOneEndWhateverGoesWrong(Reply reply, MiniMaxServer server) {
        server.enqueue(reply);
        RecordingHandler handler = new RecordingHandler();
        List<String> heard = new CopyOnWriteArrayList<>();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onResponse(ChatModelResponseContext context) {
                heard.add("complete");
            }

            @Override
            public void onError(ChatModelErrorContext context) {
                heard.add("error");
            }
        };
        // closing waits for nothing: what would come late would come after it
        MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .listeners(listener)
                .timeout(Duration.ofMillis(300))
                .build();
        model.chat("Hi", handler);
        handler.awaitEnd();
        model.close();
        server.close();
        assertThat(handler.responses.size() + handler.errors.size()).isEqualTo(1);
        String last = handler.events.get(handler.events.size() - 1);
        assertThat(last).isIn("complete", "error");
        assertThat(heard).containsExactly(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thinking", "text", "part", "call"})
    @Tag("B16")
    void whatACallbackThrowsGoesToOnErrorAndTheStreamGoesOn(String kind, MiniMaxServer server) {
        server.enqueue(ALL_KINDS);
        IllegalStateException thrown = new IllegalStateException("user code");
        AtomicInteger times = new AtomicInteger();
        CountDownLatch completed = new CountDownLatch(1);
        RecordingHandler handler = new RecordingHandler() {
            @Override
            void happened(String event, StreamingHandle handle) {
                if (event.equals("complete")) {
                    completed.countDown();
                }
                if (event.startsWith(kind)) {
                    times.incrementAndGet();
                    throw thrown;
                }
            }
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            assertThat(completed.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(handler.errors).hasSize(times.get()).containsOnly(thrown);
        assertThat(handler.responses).hasSize(1);
        assertThat(handler.text()).isEqualTo("I look it up.");
    }

    @Test
    @Tag("B16")
    void whatOnCompleteResponseThrowsGoesToOnErrorOnce(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        IllegalStateException thrown = new IllegalStateException("user code");
        CountDownLatch failed = new CountDownLatch(1);
        RecordingHandler handler = new RecordingHandler() {
            @Override
            void happened(String event, StreamingHandle handle) {
                if (event.equals("error")) {
                    failed.countDown();
                    throw new IllegalArgumentException("ignored");
                }
                if (event.equals("complete")) {
                    throw thrown;
                }
            }
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", handler);
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(handler.errors).containsExactly(thrown);
        assertThat(handler.events).containsExactly("text", "complete", "error");
    }

    @Test
    void aSlowHandlerSlowsNobodyElse(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("a b c"));
        CountDownLatch release = new CountDownLatch(1);
        RecordingHandler slow = new RecordingHandler() {
            @Override
            void happened(String event, StreamingHandle handle) {
                try {
                    release.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server).build()) {
            model.chat("Hi", slow);
            RecordingHandler quick = new RecordingHandler();
            model.chat("Hi", quick);
            assertThat(quick.awaitResponse().aiMessage().text()).isEqualTo("a b c");
            assertThat(slow.responses).isEmpty();
            release.countDown();
            assertThat(slow.awaitResponse().aiMessage().text()).isEqualTo("a b c");
        }
    }

    @Test
    void callbacksRunOnTheExecutorThatWasGiven(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c"));
        RecordingHandler handler = new RecordingHandler();
        try (MiniMaxStreamingChatModel model = TestModels.streaming(server)
                .callbackExecutor(task -> new Thread(task, "of-the-user").start())
                .build()) {
            model.chat("Hi", handler);
            handler.awaitResponse();
        }
        assertThat(handler.threads)
                .isNotEmpty()
                .allSatisfy(thread -> assertThat(thread.getName()).isEqualTo("of-the-user"));
    }
}
