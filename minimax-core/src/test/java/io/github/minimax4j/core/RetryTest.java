package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.RetryPolicy;
import io.github.minimax4j.core.internal.http.RetryAfter;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is tried again, how often and when. Chance and clock are given, so nothing waits. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(30)
class RetryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final List<Retry> retries = new CopyOnWriteArrayList<>();

    private final CountDownLatch retrying = new CountDownLatch(1);

    private final AtomicLong nanoTime = new AtomicLong();

    private MiniMaxClientBuilder builder(MiniMaxServer server, double chance) {
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .retryListener(retry -> {
                    retries.add(retry);
                    retrying.countDown();
                })
                .chance(() -> chance, nanoTime::get, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private MiniMaxException failure(MiniMaxClientBuilder builder) {
        try (MiniMaxClient client = builder.build()) {
            return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1013, 1024, 1033, 1039, 1041, 2045, 2062, 2064})
    @Tag("B21")
    void aTransientFailureIsRetriedTwice(int code, MiniMaxServer server) {
        server.when(request -> true, Reply.error(code, "later"));

        assertThat(failure(builder(server, 0)).code()).isEqualTo(code);

        assertThat(server.requests()).hasSize(3);
        assertThat(retries).extracting(Retry::number).containsExactly(1, 2);
        assertThat(retries)
                .allMatch(retry -> retry.maxRetries() == 2 && retry.cause().code() == code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1004, 1008, 1026, 1027, 1028, 1030, 1042, 2013, 2044, 2049, 2056, 2061})
    @Tag("B21")
    @Tag("Q22")
    void aPermanentFailureIsReportedAtOnce(int code, MiniMaxServer server) {
        server.when(request -> true, Reply.error(code, "no"));

        assertThat(failure(builder(server, 0)).code()).isEqualTo(code);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("B21")
    void theAnswerOfALaterAttemptIsTheAnswer(MiniMaxServer server) {
        server.enqueue(
                Reply.error(1002, "later"),
                Reply.error(io.github.minimax4j.test.ErrorShape.BASE_RESP, 200, 1000, "unknown error"),
                Reply.text("Hello."));
        try (MiniMaxClient client = builder(server, 0).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B21")
    void withNoRetriesAllowedOneRequestIsSent(MiniMaxServer server) {
        server.when(request -> true, Reply.error(1002, "later"));

        failure(builder(server, 0).maxRetries(0));

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("B21")
    void aClientWhoseCallsKeepFailingStopsRetryingWhenItsBudgetIsUsedUp(MiniMaxServer server) {
        server.when(request -> true, Reply.error(1000, "down"));
        try (MiniMaxClient client = builder(server, 0).retryBudget(3).build()) {
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).hasMessageContaining("down");
            }
        }
        assertThat(retries).extracting(Retry::number).containsExactly(1, 2, 1);
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    @Tag("B21")
    void tenCompletedCallsReturnARetryToTheBudget(MiniMaxServer server) {
        AtomicBoolean down = new AtomicBoolean(true);
        server.when(request -> true, request -> down.get() ? Reply.error(1000, "down") : Reply.text("Hello."));
        try (MiniMaxClient client = builder(server, 0).retryBudget(1).build()) {
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).hasMessageContaining("down");
            assertThat(retries).hasSize(1);
            down.set(false);
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.completion();
            for (int call = 0; call < 30; call++) { // more than the budget holds
                client.chat(MiniMaxClientTest.REQUEST);
                if (call == 7) {
                    down.set(true);
                    assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                            .hasMessageContaining("down");
                    assertThat(retries).hasSize(1);
                    down.set(false);
                }
            }
            down.set(true);
            assertThatThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST)).hasMessageContaining("down");
        }
        assertThat(retries).hasSize(2);
    }

    @Test
    @Tag("B21")
    void aLostConnectionIsRetried(MiniMaxServer server) {
        server.enqueue(Reply.text("cut").resetAfter(20), Reply.text("Hello."));
        try (MiniMaxClient client = builder(server, 0).build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    @Tag("B21")
    void aStreamIsTriedAgainBeforeItsFirstEventAndNeverAfter(MiniMaxServer server) {
        server.enqueue(
                Reply.error(2064, "busy"),
                Reply.text("Hello there.")
                        .streamed(stream -> stream.textDeltas("Hello", " there"))
                        .cutAfterEvents(1));
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client = builder(server, 0).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);

            assertThat(listener.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        }
        assertThat(listener.text).hasToString("Hello");
        assertThat(server.requests()).hasSize(2);
        assertThat(listener.ends()).isEqualTo(1);
    }

    @Test
    @Tag("B21")
    void delaysAreRandomAndDouble(MiniMaxServer server) {
        MiniMaxException error = exception(null);
        RetryPolicy policy = policy(1, Duration.ofHours(1));

        assertThat(policy.delayBefore(1, error, Duration.ZERO, null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delayBefore(2, error, Duration.ZERO, null)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.delayBefore(3, error, Duration.ZERO, null)).isEqualTo(Duration.ofSeconds(4));
        assertThat(policy.delayBefore(40, error, Duration.ZERO, null)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy(0.25, Duration.ofHours(1)).delayBefore(2, error, Duration.ZERO, null))
                .isEqualTo(Duration.ofMillis(500));
    }

    @Test
    @Tag("B21")
    void theServerMayAskForALongerDelayButNotForAShorterOne() {
        RetryPolicy policy = policy(1, Duration.ofHours(1));

        assertThat(policy.delayBefore(1, exception(Duration.ofSeconds(7)), Duration.ZERO, null))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(policy.delayBefore(3, exception(Duration.ofSeconds(1)), Duration.ZERO, null))
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    @Tag("B21")
    void noRetryBeginsAfterTheLimits() {
        RetryPolicy policy = policy(1, Duration.ofSeconds(10));

        assertThat(policy.delayBefore(1, exception(null), Duration.ofSeconds(9), null))
                .isNotNull();
        assertThat(policy.delayBefore(1, exception(null), Duration.ofMillis(9001), null))
                .isNull();
        assertThat(policy.delayBefore(1, exception(Duration.ofSeconds(11)), Duration.ZERO, null))
                .isNull();
        assertThat(policy.delayBefore(1, exception(null), Duration.ofSeconds(4), Duration.ofSeconds(5)))
                .isNull();
    }

    @Test
    @Tag("B21")
    void theTimeLimitEndsRetriesOfARunningCall(MiniMaxServer server) {
        server.when(request -> true, request -> {
            nanoTime.addAndGet(Duration.ofSeconds(61).toNanos());
            return Reply.error(1002, "later");
        });

        failure(builder(server, 0).maxRetries(10));

        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "Sun, 22 Nov 2026 13:00:00 GMT"})
    @Tag("B21")
    @Tag("Q34")
    void retryAfterIsHonouredAndACancelEndsTheWait(String retryAfter, MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.error(1002, "later").header("Retry-After", retryAfter));
        try (MiniMaxClient client =
                builder(server, 0).retryTimeLimit(Duration.ofHours(2)).build()) {
            CompletableFuture<ChatCompletion> answer = client.chatAsync(MiniMaxClientTest.REQUEST);
            assertThat(retrying.await(10, TimeUnit.SECONDS)).isTrue();
            answer.cancel(true);
        }
        assertThat(retries.get(0).delay()).isEqualTo(Duration.ofHours(1));
        assertThat(retries.get(0).cause().retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("B21")
    void anInterruptionEndsTheWait(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.error(1002, "later").header("Retry-After", "3600"));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (MiniMaxClient client =
                builder(server, 0).retryTimeLimit(Duration.ofHours(2)).build()) {
            Thread caller = new Thread(() -> {
                try {
                    client.chat(MiniMaxClientTest.REQUEST);
                } catch (RuntimeException e) {
                    thrown.complete(e);
                }
            });
            caller.start();
            assertThat(retrying.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).is(failed(ErrorKind.CANCELLED));
        }
    }

    @Test
    @Tag("B16")
    void closingTheClientEndsAStreamThatWaitsForItsRetry(MiniMaxServer server) throws Exception {
        server.when(request -> true, Reply.error(1002, "later").header("Retry-After", "3600"));
        RecordingListener listener = new RecordingListener();
        try (MiniMaxClient client =
                builder(server, 0).retryTimeLimit(Duration.ofHours(2)).build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(retrying.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(listener.error()).is(failed(ErrorKind.CANCELLED));
    }

    @Test
    @Tag("B21")
    void eachRetryIsInTheLog(MiniMaxServer server) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        logger.addAppender(log);
        server.when(request -> true, Reply.error(1002, "slow down"));

        failure(builder(server, 0));
        logger.detachAppender(log);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("Retry 1 of 2 in 0 ms after:") && line.contains("slow down"));
    }

    @Test
    void aRetryListenerThatThrowsChangesNothing(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "later"), Reply.text("Hello."));
        try (MiniMaxClient client = builder(server, 0)
                .retryListener(retry -> {
                    throw new IllegalStateException("of the test");
                })
                .build()) {
            assertThat(client.chat(MiniMaxClientTest.REQUEST).text()).isEqualTo("Hello.");
        }
    }

    @Test
    void settingsOfRetriesAreChecked() {
        assertThatThrownBy(
                        () -> MiniMaxClient.builder().apiKey("k").maxRetries(-1).build())
                .hasMessageContaining("maxRetries");
        assertThatThrownBy(() -> MiniMaxClient.builder()
                        .apiKey("k")
                        .retryDelay(Duration.ZERO)
                        .build())
                .hasMessageContaining("retryDelay");
    }

    @Test
    @Tag("Q34")
    void retryAfterIsReadInBothFormsAndNonsenseIsNoWish() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        assertThat(RetryAfter.parse(" 5 ", clock)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 11:00:00 GMT", clock)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", clock)).isEqualTo(Duration.ofDays(365));
        assertThat(RetryAfter.parse("-5", clock)).isNull();
        assertThat(RetryAfter.parse("soon", clock)).isNull();
    }

    private static RetryPolicy policy(double chance, Duration timeLimit) {
        return new RetryPolicy(50, Duration.ofSeconds(1), timeLimit, null, null, () -> chance, () -> 0);
    }

    private static MiniMaxException exception(Duration retryAfter) {
        return ResponseDetails.of(429, null, retryAfter, Redaction.NONE).error(ErrorKind.TIMEOUT, "m", null, null);
    }
}
