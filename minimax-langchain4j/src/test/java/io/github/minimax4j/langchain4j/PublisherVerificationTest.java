package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import io.github.minimax4j.test.CompletionReply;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** Runs the tests of Reactive Streams' own kit, each on a model of its own; what the kit skips is reported as skipped. */
class PublisherVerificationTest {
    /** What the kit has tests for. */
    private static final int TESTS = 38;

    private static List<Method> verifications() {
        return Arrays.stream(Verification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> reactiveStreams() {
        return verifications().stream().map(method -> DynamicTest.dynamicTest(method.getName(), () -> verify(method)));
    }

    @Test
    void noTestOfTheKitIsMissed() {
        assertThat(verifications()).hasSize(TESTS);
    }

    private static void verify(Method method) throws Throwable {
        try (Verification verification = new Verification()) {
            verification.setUp();
            method.invoke(verification);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SkipException skip) {
                throw new TestAbortedException(skip.getMessage());
            }
            throw e.getCause();
        }
    }

    /**
     * Reactive Streams' own tests of a publisher, on streams of a scripted server. They ask for a number of events: that many less one are
     * pieces of text, and the last one is the complete response.
     */
    static final class Verification extends FlowPublisherVerification<ChatModelStreamingEvent>
            implements AutoCloseable {
        private static final long SILENCE_MILLIS = 100;
        private static final long PATIENCE_MILLIS = 5_000;
        private static final long POLL_MILLIS = 20;
        private static final long MANY = 1_000;
        private static final String FAILING = "fail";

        private final MiniMaxServer server = MiniMaxServer.start();
        private final MiniMaxStreamingChatModel model =
                TestModels.streaming(server).maxRetries(0).build();

        Verification() {
            super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS, POLL_MILLIS));
            server.when(request -> FAILING.equals(request.lastUserText()), Reply.error(1000, "unknown error"));
            server.when(request -> true, request -> answer(Long.parseLong(request.lastUserText())));
        }

        private static CompletionReply answer(long events) {
            if (events > MANY) {
                return Reply.text("and so on ").streamed(stream -> stream.endless());
            }
            if (events <= 1) {
                // no thinking is handed out, so nothing comes before the end; and nothing at all is not possible
                return Reply.thinking("Nothing to say.");
            }
            String[] pieces =
                    Collections.nCopies(Math.toIntExact(events) - 1, "word ").toArray(String[]::new);
            return Reply.text(String.join("", pieces)).streamed(stream -> stream.textDeltas(pieces));
        }

        @Override
        public Flow.Publisher<ChatModelStreamingEvent> createFlowPublisher(long elements) {
            return publisher(String.valueOf(elements));
        }

        @Override
        public Flow.Publisher<ChatModelStreamingEvent> createFailedFlowPublisher() {
            return publisher(FAILING);
        }

        private Flow.Publisher<ChatModelStreamingEvent> publisher(String question) {
            return model.doChat(ChatRequest.builder()
                    .messages(UserMessage.from(question))
                    .parameters(MiniMaxChatRequestParameters.builder()
                            .modelName("MiniMax-M3")
                            .returnThinking(false)
                            .build())
                    .build());
        }

        @Override
        public void close() {
            model.close();
            server.close();
        }
    }
}
