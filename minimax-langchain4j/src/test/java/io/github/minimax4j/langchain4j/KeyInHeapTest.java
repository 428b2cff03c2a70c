package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.StreamHandle;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application keeps of finished calls does not hold the key: responses, exceptions, futures, handles, subscriptions, and all that
 * listeners are given. A dump of the heap says so, in which the models are closed and only those are left.
 */
@Tag("langchain4j-1.20")
@Tag("B13")
@Timeout(120)
class KeyInHeapTest {
    // the test knows the key in another form, which the search does not find
    private static final int DISGUISE = 0x15;

    @TempDir
    Path folder;

    @Test
    void nothingThatIsKeptOfFinishedCallsHoldsTheKey() throws Exception {
        byte[] disguised = new byte[24];
        new SecureRandom().nextBytes(disguised);
        for (int i = 0; i < disguised.length; i++) {
            disguised[i] = (byte) ('a' + (disguised[i] & 15) ^ DISGUISE);
        }
        List<Object> kept = Collections.synchronizedList(new ArrayList<>());

        int ofOpenModels = makeCalls(disguised, kept);

        assertThat(ofOpenModels).as("the search finds what is there").isPositive();
        assertThat(placesLeft(disguised)).isZero();
        assertThat(kept)
                .hasAtLeastOneElementOfType(MiniMaxException.class)
                .hasAtLeastOneElementOfType(StreamHandle.class)
                .hasAtLeastOneElementOfType(StreamingHandle.class)
                .hasAtLeastOneElementOfType(Future.class)
                .hasAtLeastOneElementOfType(RecordingSubscriber.class)
                .hasAtLeastOneElementOfType(ChatModelErrorContext.class)
                .hasAtLeastOneElementOfType(CallListener.Retry.class)
                .contains("cancelled");
    }

    /** Keeps what comes of them; the models are closed afterwards, and how often the key was found before is returned. */
    private int makeCalls(byte[] disguised, List<Object> kept) throws Exception {
        byte[] key = disguised.clone();
        for (int i = 0; i < key.length; i++) {
            key[i] ^= DISGUISE;
        }
        String text = new String(key, StandardCharsets.ISO_8859_1);
        Keeper keeper = new Keeper(kept);
        try (MiniMaxServer server = MiniMaxServer.start();
                MiniMaxChatModel chat =
                        set(MiniMaxChatModel.builder(), server, text, keeper).build();
                MiniMaxStreamingChatModel streaming = set(MiniMaxStreamingChatModel.builder(), server, text, keeper)
                        .build();
                MiniMaxClient client = MiniMaxClient.builder()
                        .baseUrl(server.baseUrl())
                        .profile(TargetProfile.MINIMAX)
                        .apiKey(text)
                        .addCallListener(keeper)
                        .build()) {
            calls(server, chat, kept);
            streams(server, streaming, kept);
            calls(server, client, kept);
            server.reset(); // of the requests that it has recorded
            return places(disguised);
        }
    }

    /** When the threads of the models and of the server have ended, which may take a moment. */
    private int placesLeft(byte[] disguised) throws IOException {
        long deadline = System.nanoTime() + TestModels.PATIENCE.toNanos();
        int left;
        do {
            left = places(disguised);
        } while (left > 0 && System.nanoTime() < deadline);
        return left;
    }

    private static <B extends MiniMaxModelBuilder<B>> B set(
            B builder, MiniMaxServer server, String key, Keeper keeper) {
        return builder.baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .modelName("MiniMax-M3")
                .apiKey(key)
                .customHeaders(Map.of("X-Token", "of the application " + key))
                .maxRetries(1)
                .retryDelay(Duration.ofMillis(1))
                .listeners(List.of(keeper))
                .addCallListener(keeper);
    }

    private static void calls(MiniMaxServer server, MiniMaxChatModel model, List<Object> kept) throws Exception {
        server.enqueue(Reply.text("Hello."), Reply.error(1000, "unknown error"), Reply.text("Again."));
        kept.add(model.chat(TestModels.ask("Hi")));
        kept.add(model.chat(TestModels.ask("Hi")));
        server.enqueue(Reply.text("Hello."), Reply.error(1004, "login fail"), Reply.error(1004, "login fail"));
        CompletableFuture<?> completed = model.chatAsync(TestModels.ask("Hi"));
        kept.add(completed.get(30, TimeUnit.SECONDS));
        kept.add(completed);
        CompletableFuture<?> failed = model.chatAsync(TestModels.ask("Hi"));
        kept.add(failed.handle((response, failure) -> failure).get(30, TimeUnit.SECONDS));
        kept.add(failed);
        try {
            model.chat(TestModels.ask("Hi"));
        } catch (RuntimeException e) {
            kept.add(e);
            kept.add(e.getCause());
        }
        server.enqueue(Reply.stall());
        CompletableFuture<?> cancelled = model.chatAsync(TestModels.ask("Hi"));
        server.takeRequest();
        cancelled.cancel(true);
        kept.add(cancelled);
    }

    private static void streams(MiniMaxServer server, MiniMaxStreamingChatModel model, List<Object> kept)
            throws Exception {
        server.enqueue(
                Reply.text("Hello there."),
                Reply.text("Hello there.").cutAfterEvents(1),
                Reply.text("Hello there.").stallAfterEvents(1));
        for (boolean cancels : new boolean[] {false, false, true}) {
            CountDownLatch over = new CountDownLatch(1);
            RecordingHandler handler = new RecordingHandler() {
                @Override
                void happened(String event, StreamingHandle handle) {
                    if (handle != null) {
                        kept.add(handle);
                        if (cancels) {
                            handle.cancel();
                            over.countDown();
                        }
                    } else {
                        over.countDown();
                    }
                }
            };
            model.chat(TestModels.ask("Hi"), handler);
            assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
            kept.add(handler);
        }
        server.enqueue(Reply.text("Hello there."), Reply.error(1004, "login fail"));
        for (int i = 0; i < 2; i++) {
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
            model.chat(TestModels.ask("Hi")).subscribe(subscriber);
            subscriber.awaitEnd();
            kept.add(subscriber);
        }
    }

    private static void calls(MiniMaxServer server, MiniMaxClient client, List<Object> kept)
            throws InterruptedException {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(Message.user("Hi"))
                .build();
        server.enqueue(Reply.text("Hello."), Reply.text("Hello."), Reply.error(1004, "login fail"));
        kept.add(client.chat(request));
        for (int i = 0; i < 2; i++) {
            CountDownLatch over = new CountDownLatch(1);
            kept.add(client.stream(request, new ChatStreamListener() {
                @Override
                public void onComplete(ChatCompletion completion) {
                    kept.add(completion);
                    over.countDown();
                }

                @Override
                public void onError(MiniMaxException error) {
                    kept.add(error);
                    over.countDown();
                }
            }));
            assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** How often the key is in the heap. */
    private int places(byte[] disguised) throws IOException {
        Path dump = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        int found = 0;
        try (FileChannel file = FileChannel.open(dump)) {
            ByteBuffer heap = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            for (int at = 0; at + 2 * disguised.length <= heap.limit(); at++) {
                // as Latin-1, or as UTF-16 in either order of bytes
                if (isAt(heap, at, 1, disguised) || isAt(heap, at, 2, disguised)) {
                    found++;
                }
            }
        }
        Files.delete(dump);
        return found;
    }

    private static boolean isAt(ByteBuffer heap, int at, int step, byte[] disguised) {
        for (int i = 0; i < disguised.length; i++) {
            if ((heap.get(at + i * step) ^ DISGUISE) != disguised[i]) {
                return false;
            }
        }
        return true;
    }

    /** Keeps what listeners are given. */
    private record Keeper(List<Object> kept) implements ChatModelListener, CallListener, CallListener.Factory {

        @Override
        public CallListener create(CallDescription call) {
            kept.add(call);
            return this;
        }

        @Override
        public void onRetry(Retry retry) {
            kept.add(retry);
        }

        @Override
        public void onSuccess(CallSummary summary) {
            kept.add(summary);
        }

        @Override
        public void onFailure(MiniMaxException error) {
            kept.add(error);
        }

        @Override
        public void onCancel() {
            kept.add("cancelled");
        }

        @Override
        public void onRequest(ChatModelRequestContext context) {
            kept.add(context);
        }

        @Override
        public void onResponse(ChatModelResponseContext context) {
            kept.add(context);
        }

        @Override
        public void onError(ChatModelErrorContext context) {
            kept.add(context);
        }
    }
}
