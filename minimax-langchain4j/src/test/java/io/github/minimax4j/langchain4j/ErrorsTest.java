package io.github.minimax4j.langchain4j;

import static io.github.minimax4j.langchain4j.TestModels.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(MiniMaxServerExtension.class)
class ErrorsTest {

    private static Arguments failure(ErrorKind kind, Class<? extends LangChain4jException> type, Reply reply) {
        return Arguments.of(kind, type, reply);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(ErrorKind.AUTHENTICATION, AuthenticationException.class, Reply.error(1004, "login fail")),
                failure(
                        ErrorKind.AUTHENTICATION,
                        AuthenticationException.class,
                        Reply.error(ErrorShape.BASE_RESP, 200, 2049, "invalid api key")),
                failure(ErrorKind.RATE_LIMIT, RateLimitException.class, Reply.error(1002, "rate limit")),
                failure(ErrorKind.OVERLOADED, InternalServerException.class, Reply.error(2064, "overloaded")),
                failure(
                        ErrorKind.QUOTA_EXCEEDED,
                        MiniMaxQuotaExceededException.class,
                        Reply.error(1008, "insufficient balance")),
                failure(
                        ErrorKind.QUOTA_EXCEEDED,
                        MiniMaxQuotaExceededException.class,
                        Reply.error(2056, "usage limit exceeded")),
                failure(ErrorKind.INVALID_REQUEST, InvalidRequestException.class, Reply.error(2013, "invalid params")),
                failure(
                        ErrorKind.CONTEXT_TOO_LONG,
                        InvalidRequestException.class,
                        Reply.error(2013, "invalid params, context window exceeds limit")),
                failure(
                        ErrorKind.MODEL_NOT_FOUND,
                        ModelNotFoundException.class,
                        Reply.error(2061, "your plan does not support this model")),
                failure(
                        ErrorKind.CONTENT_FILTERED,
                        ContentFilteredException.class,
                        Reply.error(1026, "input new_sensitive")),
                failure(ErrorKind.SERVER_ERROR, InternalServerException.class, Reply.error(1000, "unknown error")),
                failure(ErrorKind.TIMEOUT, TimeoutException.class, Reply.error(1001, "timeout")),
                failure(
                        ErrorKind.CONNECTION_LOST,
                        InternalServerException.class,
                        Reply.text("Hello there").cutAfter(40)),
                failure(
                        ErrorKind.MALFORMED_RESPONSE,
                        NonRetriableException.class,
                        Reply.raw(200, "application/json", "{\"id\": nonsense")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("failures")
    @Tag("B4")
    @Tag("B5")
    void eachFailureIsOneOfLangChain4jsWithOursAsItsCause(
            ErrorKind kind, Class<? extends LangChain4jException> type, Reply reply, MiniMaxServer server) {
        server.enqueue(reply, reply, reply);
        try (MiniMaxChatModel model = TestModels.chat(server).maxRetries(0).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).maxRetries(0).build()) {
            check(catchThrowable(() -> model.chat("Hi")), type, kind);
            Throwable thrown = catchThrowable(() -> model.chatAsync("Hi").get(10, TimeUnit.SECONDS));
            assertThat(thrown).isInstanceOf(ExecutionException.class);
            check(thrown.getCause(), type, kind);
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            check(handler.awaitError(), type, kind);
        }
        assertThat(server.requests()).hasSize(3);
    }

    private static void check(Throwable error, Class<? extends LangChain4jException> type, ErrorKind kind) {
        assertThat(error).isExactlyInstanceOf(type);
        assertThat(error.getCause()).isInstanceOf(MiniMaxException.class);
        MiniMaxException cause = (MiniMaxException) error.getCause();
        assertThat(cause.kind()).isEqualTo(kind);
        assertThat(error).hasMessage(cause.getMessage());
        // RetryUtils of LangChain4j retries whatever is not a NonRetriableException
        // but for a refused connection, which core has retried: LangChain4j's exception for a server that is not there
        // never is
        assertThat(!(error instanceof NonRetriableException))
                .isEqualTo(cause.retriable() && kind != ErrorKind.UNREACHABLE);
    }

    @Test
    void anErrorDoesNotDisturbTheNextCall(MiniMaxServer server) {
        server.when(request -> true, Reply.error(1004, "login fail"));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            for (int i = 0; i < 100; i++) {
                check(catchThrowable(() -> model.chat("Hi")), AuthenticationException.class, ErrorKind.AUTHENTICATION);
            }
        }
        assertThat(server.requests()).hasSize(100);
    }

    @Test
    void aServerThatIsNotThereIsUnresolved() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .baseUrl("http://127.0.0.1:" + port)
                        .modelName("m")
                        .build();
                MiniMaxStreamingChatModel streaming = MiniMaxStreamingChatModel.builder()
                        .baseUrl("http://127.0.0.1:" + port)
                        .modelName("m")
                        .build()) {
            check(catchThrowable(() -> model.chat("Hi")), UnresolvedModelServerException.class, ErrorKind.UNREACHABLE);
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            check(handler.awaitError(), UnresolvedModelServerException.class, ErrorKind.UNREACHABLE);
        }
    }

    @Test
    void aModelThatIsClosedEndsItsStreams(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c").stallAfterEvents(1));
        MiniMaxStreamingChatModel streaming = TestModels.streaming(server).build();
        RecordingHandler handler = new RecordingHandler();
        streaming.chat("Hi", handler);
        server.takeRequest();
        streaming.close();
        check(handler.awaitError(), NonRetriableException.class, ErrorKind.CANCELLED);
        RecordingHandler late = new RecordingHandler();
        streaming.chat("Hi", late);
        check(late.awaitError(), NonRetriableException.class, ErrorKind.CANCELLED);
    }

    @Test
    @Tag("B16")
    void anErrorThatACallbackThrowsEndsTheStream(MiniMaxServer server) {
        server.enqueue(Reply.text("a b c"));
        RecordingHandler handler = new RecordingHandler() {
            @Override
            void happened(String event, dev.langchain4j.model.chat.response.StreamingHandle handle) {
                if (event.equals("text")) {
                    throw new LinkageError("broken class path");
                }
            }
        };
        try (MiniMaxStreamingChatModel streaming = TestModels.streaming(server).build()) {
            streaming.chat("Hi", handler);
            Throwable error = handler.awaitError();
            check(error, NonRetriableException.class, ErrorKind.CALLBACK_FAILED);
            assertThat(error.getCause().getCause()).isInstanceOf(LinkageError.class);
        }
    }

    @Test
    void allKindsButThoseThatNeedMoreThanAReplyAreTestedAbove() {
        Set<Object> tested = failures().map(failure -> failure.get()[0]).collect(Collectors.toSet());
        tested.addAll(List.of(ErrorKind.UNREACHABLE, ErrorKind.CANCELLED, ErrorKind.CALLBACK_FAILED));
        assertThat(tested).containsExactlyInAnyOrder((Object[]) ErrorKind.values());
    }

    @Test
    @Tag("B35")
    void listenersHearOfEachFailureOnceWithItsTraceId(MiniMaxServer server) {
        server.when(request -> true, Reply.error(ErrorShape.BASE_RESP, 200, 1004, "login fail"));
        List<Throwable> heard = new CopyOnWriteArrayList<>();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onError(ChatModelErrorContext context) {
                heard.add(context.error());
            }
        };
        try (MiniMaxChatModel model =
                        TestModels.chat(server).listeners(listener).build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .listeners(List.of(listener))
                        .build()) {
            Throwable thrown = catchThrowable(() -> model.chat("Hi"));
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            assertThat(heard).containsExactly(thrown, handler.awaitError());
        }
        assertThat(heard)
                .allSatisfy(error -> assertThat(((MiniMaxException) error.getCause()).traceId())
                        .isNotBlank());
    }

    @Test
    @Tag("B15")
    void cancellingAFutureClosesTheConnection(MiniMaxServer server) {
        server.enqueue(Reply.stall());
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            CompletableFuture<?> future = model.chatAsync(ask("Hi"));
            server.takeRequest();
            assertThat(future).isNotDone();
            future.cancel(true);
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
        }
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsFailsAndStaysInterrupted(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.stall());
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread waiting = new Thread(() -> {
                Throwable thrown = catchThrowable(() -> model.chat("Hi"));
                failure.complete(Thread.currentThread().isInterrupted() ? thrown : new AssertionError("flag lost"));
            });
            waiting.start();
            server.takeRequest();
            waiting.interrupt();
            check(failure.get(10, TimeUnit.SECONDS), NonRetriableException.class, ErrorKind.CANCELLED);
            assertThat(server.awaitHangUp(TestModels.PATIENCE)).isTrue();
        }
    }

    @Test
    void waitingForManyResponsesHoldsNoThread(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.text("Hello.").delay(Duration.ofMillis(500)));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            model.chat("warm up");
            int before = clientThreads();
            List<CompletableFuture<String>> futures =
                    Stream.generate(() -> model.chatAsync("Hi")).limit(50).toList();
            assertThat(clientThreads() - before).isLessThan(20);
            for (CompletableFuture<String> future : futures) {
                assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo("Hello.");
            }
        }
    }

    private static int clientThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("minimax-server"))
                .count();
    }

    @Test
    @Tag("B22")
    void aUsedUpQuotaTellsWhenItIsRenewed(MiniMaxServer server) {
        server.enqueue(Reply.error(2056, "usage limit exceeded, resets at 2026-12-01T15:00:00Z"));
        try (MiniMaxChatModel model = TestModels.chat(server).build()) {
            Throwable error = catchThrowable(() -> model.chat("Hi"));
            assertThat(error).isInstanceOf(MiniMaxQuotaExceededException.class);
            assertThat(((MiniMaxQuotaExceededException) error).resetsAt())
                    .isEqualTo(Instant.parse("2026-12-01T15:00:00Z"));
        }
    }

    @Test
    @Tag("B21")
    void aTransientFailureIsRetriedOnceForEachRetryAllowed(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "slow down"), Reply.text("Hello."));
        server.enqueue(Reply.error(2064, "overloaded"), Reply.text("Hello."));
        try (MiniMaxChatModel model = TestModels.chat(server).maxRetries(1).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).maxRetries(1).build()) {
            assertThat(model.chat("Hi")).isEqualTo("Hello.");
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            handler.awaitResponse();
        }
        assertThat(server.requests()).hasSize(4);
    }
}
