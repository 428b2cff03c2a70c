package io.github.minimax4j.core.internal.call;

import static io.github.minimax4j.core.Failures.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.FinishReason;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How events get from the HTTP client to a listener that may be slow, may throw, and may lose interest. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class StreamedCallTest {

    private static final ChatCompletion ANSWER =
            ChatCompletion.builder().text("a").finishReason(FinishReason.STOP).build();

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final Outcome<ChatCompletion> completed = new Outcome.Completed<>(ANSWER);

    private static MiniMaxClient client(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .maxRetries(0)
                .idleTimeout(Duration.ofMillis(300))
                .build();
    }

    @Test
    @Tag("B16")
    void aListenerThatThrowsWhenTheAnswerIsAlreadyWholeHearsOfTheErrorOnly() {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String text) {
                throw new IllegalStateException("of the test");
            }
        };
        StreamedCall stream = UnstartedCalls.stream(tasks::add, listener);
        stream.event(each -> each.onText("a"));
        stream.wake();
        stream.deliver(completed);

        tasks.forEach(Runnable::run);

        assertThat(listener.events).containsExactly("error");
    }

    @Test
    @Tag("B15")
    void whatWaitsForACancelledListenerIsForgotten() {
        RecordingListener listener = new RecordingListener();
        StreamedCall stream = UnstartedCalls.stream(tasks::add, listener);
        stream.event(each -> each.onText("a"));
        stream.wake();
        stream.deliver(completed);
        stream.cancel();

        tasks.forEach(Runnable::run);

        assertThat(listener.events).isEmpty();
    }

    @Test
    @Tag("B15")
    void nothingThatWasReadTogetherWithTheEventThatIsCancelledFromIsDelivered() {
        AtomicReference<StreamedCall> stream = new AtomicReference<>();
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onText(String text) {
                super.onText(text);
                if (text.equals("b")) {
                    stream.get().cancel();
                }
            }
        };
        stream.set(UnstartedCalls.stream(tasks::add, listener));
        for (String text : List.of("a", "b", "c")) {
            stream.get().event(each -> each.onText(text));
        }
        stream.get().wake();
        stream.get().deliver(completed);

        tasks.forEach(Runnable::run);

        assertThat(listener.events).containsExactly("text:a", "text:b");
    }

    @Test
    void eventsThatAreReadTogetherTakeOneTaskAndCountOneByOne() {
        RecordingListener listener = new RecordingListener();
        StreamedCall stream = UnstartedCalls.stream(tasks::add, listener);
        for (int i = 0; i < 256; i++) {
            stream.event(each -> each.onText("a"));
        }
        stream.wake();
        assertThat(stream.isFull()).isFalse();
        stream.event(each -> each.onText("b"));
        stream.wake();
        assertThat(stream.isFull()).isTrue();
        assertThat(tasks).hasSize(1);

        tasks.remove().run();

        assertThat(listener.events).hasSize(257).endsWith("text:b");
        assertThat(stream.isFull()).isFalse();
        assertThat(tasks).isEmpty();
    }

    @Test
    @Tag("B16")
    void anExecutorThatRefusesWorkDoesNotSwallowTheEnd() {
        RecordingListener listener = new RecordingListener();
        StreamedCall stream = UnstartedCalls.stream(
                task -> {
                    throw new java.util.concurrent.RejectedExecutionException();
                },
                listener);

        stream.deliver(completed);

        assertThat(listener.completion()).isSameAs(ANSWER);
    }

    @Test
    void aListenerThatBlocksStopsItsOwnStreamAndNoOtherAndIsNotTimedOut(MiniMaxServer server) throws Exception {
        String text = "word ".repeat(4000);
        server.when(
                request -> request.lastUserText().equals("long"),
                Reply.text(text).streamed(stream -> stream.chunkSize(5)));
        server.when(
                request -> request.lastUserText().equals("silent"),
                Reply.text("abc")
                        .streamed(stream -> stream.textDeltas("a", "b", "c"))
                        .stallAfterEvents(1));
        server.when(request -> request.lastUserText().equals("short"), Reply.text("Hello."));
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RecordingListener slow = new RecordingListener() {
            @Override
            public void onText(String piece) {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.onText(piece);
            }
        };
        try (MiniMaxClient client = client(server)) {
            client.stream(request("long"), slow);
            blocked.await();
            for (int i = 0; i < 3; i++) {
                RecordingListener other = new RecordingListener();
                client.stream(request("short"), other);
                assertThat(other.completion().text()).isEqualTo("Hello.");
                // the idle limit passes, twice and more, for a stream that began later
                RecordingListener silent = new RecordingListener();
                client.stream(request("silent"), silent);
                assertThat(silent.error()).is(failed(ErrorKind.TIMEOUT));
            }
            assertThat(slow.events).as("blocked in its first callback").isEmpty();
            release.countDown();

            assertThat(slow.completion().text()).isEqualTo(text);
        }
    }

    @Test
    void aStreamWithoutAnEndMarkOrEndOfBodyCompletesSoonAfterItsFinishReason(MiniMaxServer server) {
        server.enqueue(Reply.text("Hi")
                .streamed(stream -> stream.ending(io.github.minimax4j.test.Ending.LAST_DELTA)
                        .textDeltas("Hi"))
                .stallAfterEvents(1));
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            client.stream(request("Hi"), listener);

            assertThat(listener.completion().text()).isEqualTo("Hi");
            assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aStreamWhoseBodyNeverEndsAfterTheEndMarkIsClosedFromThisSide(MiniMaxServer server) {
        server.enqueue(Reply.text("Hi")
                .streamed(stream -> stream.ending(io.github.minimax4j.test.Ending.LAST_DELTA)
                        .textDeltas("Hi")
                        .withDone())
                .stallAfterEvents(2));
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client =
                MiniMaxClient.builder().baseUrl(server.baseUrl()).build()) {
            client.stream(request("Hi"), listener);

            assertThat(listener.completion().text()).isEqualTo("Hi");
            assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static ChatCompletionRequest request(String text) {
        return ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(Message.user(text))
                .build();
    }
}
