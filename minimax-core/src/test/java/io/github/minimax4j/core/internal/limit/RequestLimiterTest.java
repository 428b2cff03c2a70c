package io.github.minimax4j.core.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.TestBuilders;
import io.github.minimax4j.core.internal.config.RequestLimits;
import io.github.minimax4j.core.internal.limit.RequestLimiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** With a clock and a timer of its own, so nothing waits. */
class RequestLimiterTest {

    private record Task(Runnable task, long due, CompletableFuture<?> done) {}

    private final List<Task> timer = new ArrayList<>();

    private final List<String> started = new ArrayList<>();

    private final List<String> refused = new ArrayList<>();

    private final Map<String, Permit> permits = new LinkedHashMap<>();

    private long now = Long.MAX_VALUE - 5; // a monotonic clock may wrap around

    private RequestLimiter limiter;

    // of the worker
    private int failures;

    private boolean outOfMemory;

    private void limits(UnaryOperator<MiniMaxClientBuilder> limits) {
        MiniMaxClientBuilder builder = limits.apply(MiniMaxClient.builder().apiKey("k"));
        limiter = new RequestLimiter(
                Objects.requireNonNull(RequestLimits.of(TestBuilders.settings(builder))),
                this::time,
                this::schedule,
                this::execute);
    }

    private long time() {
        if (outOfMemory) {
            throw new OutOfMemoryError("of the test");
        }
        return now;
    }

    private void execute(Runnable task) {
        if (failures > 0) {
            failures--;
            throw new RejectedExecutionException("no thread");
        }
        task.run();
    }

    private Future<?> schedule(Runnable task, long nanos) {
        Task scheduled = new Task(task, now + nanos, new CompletableFuture<>());
        timer.add(scheduled);
        return scheduled.done();
    }

    private void request(String name, long tokens) {
        Permit permit =
                limiter.permit(tokens, granted -> started.add(name), limit -> refused.add(name + " by " + limit));
        permits.put(name, permit);
        if (permit.acquire(Long.MAX_VALUE)) {
            started.add(name);
        }
    }

    private void request(String... names) {
        for (String name : names) {
            request(name, 0);
        }
    }

    private void release(String name, Long used) {
        permits.get(name).release(used);
    }

    private void pass(Duration time) {
        long end = now + time.toNanos();
        while (true) {
            Task next = timer.stream()
                    .filter(task -> !task.done().isDone() && task.due() - end <= 0)
                    .min(Comparator.comparingLong(task -> task.due() - end))
                    .orElse(null);
            if (next == null) {
                break;
            }
            now = next.due();
            next.done().complete(null);
            next.task().run();
        }
        now = end;
    }

    @Test
    void onlySoManyRunAtATimeAndTheOthersFollowInTheirOrder() {
        limits(builder -> builder.maxConcurrentRequests(2));

        request("a", "b", "c", "d", "e");
        assertThat(started).containsExactly("a", "b");
        release("b", null);
        assertThat(started).containsExactly("a", "b", "c");
        release("a", null);
        release("c", null);

        assertThat(started).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aSecondReleaseGivesNoSecondPlace() {
        limits(builder -> builder.maxConcurrentRequests(1));

        request("a", "b", "c");
        release("a", null);
        release("a", 5L);

        assertThat(started).containsExactly("a", "b");
    }

    @Test
    void oneThatGivesUpIsPassedOver() {
        limits(builder -> builder.maxConcurrentRequests(1));

        request("a", "b", "c");
        release("b", null);
        release("a", null);

        assertThat(started).containsExactly("a", "c");
        release("c", null);
        request("d");
        assertThat(started).containsExactly("a", "c", "d");
    }

    @Test
    void oneThatIsReleasedBeforeItAsksNeitherStartsNorWaits() {
        limits(builder -> builder.maxConcurrentRequests(1));
        Permit early = limiter.permit(0, granted -> started.add("early"), refused::add);

        early.release(null);

        assertThat(early.acquire(Long.MAX_VALUE)).isFalse();
        request("a");
        assertThat(started).containsExactly("a");
    }

    @Test
    void noMinuteHasMoreRequestsThanTheLimit() {
        limits(builder -> builder.maxRequestsPerMinute(2));

        request("a");
        release("a", null);
        pass(Duration.ofSeconds(50));
        request("b");
        release("b", null);
        request("c", "d");
        release("b", null);
        assertThat(started).containsExactly("a", "b");

        pass(Duration.ofSeconds(9));
        assertThat(started).containsExactly("a", "b");
        pass(Duration.ofSeconds(1));
        assertThat(started).containsExactly("a", "b", "c");
        pass(Duration.ofSeconds(49)); // a whole bucket would be full again
        assertThat(started).containsExactly("a", "b", "c");
        pass(Duration.ofSeconds(1));
        assertThat(started).containsExactly("a", "b", "c", "d");
        assertThat(refused).isEmpty();
    }

    @Test
    void tokensCountAsEstimatedUntilTheServiceReportsThem() {
        limits(builder -> builder.maxTokensPerMinute(100));

        request("a", 80);
        request("b", 40);
        assertThat(started).containsExactly("a");
        release("a", 60L);

        assertThat(started).containsExactly("a", "b");
    }

    @Test
    void tokensBeyondTheEstimateCountFromTheEndOfTheResponse() {
        limits(builder -> builder.maxTokensPerMinute(100));

        request("a", 10);
        pass(Duration.ofSeconds(90)); // its estimate no longer counts
        release("a", 95L);
        request("b", 20);
        assertThat(started).containsExactly("a");
        pass(Duration.ofSeconds(59));
        assertThat(started).containsExactly("a");
        pass(Duration.ofSeconds(1));

        assertThat(started).containsExactly("a", "b");
    }

    @Test
    void aResponseWithoutUsageLeavesItsEstimate() {
        limits(builder -> builder.maxTokensPerMinute(100));

        request("a", 80);
        release("a", null);
        request("b", 40);

        assertThat(started).containsExactly("a");
    }

    @Test
    void aRequestOfMoreTokensThanTheLimitIsSentAlone() {
        limits(builder -> builder.maxTokensPerMinute(100));

        request("huge", 500);
        request("a", 1);
        assertThat(started).containsExactly("huge");
        pass(Duration.ofMinutes(1));

        assertThat(started).containsExactly("huge", "a");
    }

    @Test
    void aSmallRequestDoesNotOvertakeALargeOne() {
        limits(builder -> builder.maxTokensPerMinute(100));

        request("a", 60);
        request("large", 90);
        request("small", 10);

        assertThat(started).containsExactly("a");
        pass(Duration.ofMinutes(1));
        assertThat(started).containsExactly("a", "large", "small");
    }

    @Test
    void whatWaitsTooLongIsRefusedWithTheNameOfTheLimit() {
        limits(builder ->
                builder.maxConcurrentRequests(1).maxRequestsPerMinute(100).queueTimeout(Duration.ofSeconds(3)));

        request("a", "b", "c");
        pass(Duration.ofSeconds(2));
        assertThat(refused).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(refused).containsExactly("b by maxConcurrentRequests, 1", "c by maxConcurrentRequests, 1");
        release("a", null);

        assertThat(started).containsExactly("a");
    }

    @Test
    void theRefusalNamesTheLimitThatIsReached() {
        limits(builder ->
                builder.maxRequestsPerMinute(1).maxTokensPerMinute(100).queueTimeout(Duration.ofSeconds(1)));
        request("a", "b");
        pass(Duration.ofSeconds(1));
        limits(builder -> builder.maxTokensPerMinute(100).queueTimeout(Duration.ofSeconds(1)));
        request("c", 70);
        request("d", 70);
        pass(Duration.ofSeconds(1));

        assertThat(refused).containsExactly("b by maxRequestsPerMinute, 1", "d by maxTokensPerMinute, 100");
    }

    @Test
    void anEndlessQueueTimeoutIsPossible() {
        limits(builder -> builder.maxConcurrentRequests(1).queueTimeout(Duration.ofSeconds(Long.MAX_VALUE)));

        request("a", "b");
        pass(Duration.ofDays(10));
        release("a", null);

        assertThat(started).containsExactly("a", "b");
        assertThat(refused).isEmpty();
    }

    @Test
    void whatIsOverLeavesNothingInTheTimer() {
        limits(builder -> builder.maxConcurrentRequests(1));

        request("a", "b", "c");
        release("c", null);
        release("a", null);

        assertThat(timer).allMatch(task -> task.done().isDone());
    }

    @Test
    void oneThatTheWorkerDoesNotTakeHoldsUpNoOtherAndStartsAtTheQueueTimeout() {
        limits(builder ->
                builder.maxConcurrentRequests(1).maxRequestsPerMinute(3).queueTimeout(Duration.ofSeconds(100)));
        request("a");
        release("a", null);
        request("b");
        release("b", null);
        request("c");
        release("c", null);
        request("d", "e");
        failures = 1;

        pass(Duration.ofMinutes(1)); // grants d
        assertThat(started).containsExactly("a", "b", "c");
        pass(Duration.ofSeconds(40));
        assertThat(started).containsExactly("a", "b", "c", "d");
        assertThat(refused).containsExactly("e by maxConcurrentRequests, 1");
    }

    @Test
    void thoseThatWaitStartAtTheQueueTimeoutIfMemoryRanOutWhenTheirTurnCame() {
        limits(builder -> builder.maxConcurrentRequests(2).queueTimeout(Duration.ofSeconds(100)));
        request("a", "b", "c", "d");
        outOfMemory = true;
        assertThatThrownBy(() -> release("a", null)).isInstanceOf(OutOfMemoryError.class);
        outOfMemory = false;

        pass(Duration.ofSeconds(100));

        assertThat(started).containsExactly("a", "b", "c");
        assertThat(refused).containsExactly("d by maxConcurrentRequests, 2");
    }

    @Test
    void thoseBehindOneThatTheWorkerDoesNotTakeStart() {
        limits(builder -> builder.maxTokensPerMinute(10).queueTimeout(Duration.ofSeconds(100)));
        request("a", 10);
        request("b", 1);
        request("c", 1);
        failures = 1;

        pass(Duration.ofMinutes(1));
        assertThat(started).containsExactly("a", "c");
        pass(Duration.ofSeconds(40));

        assertThat(started).containsExactly("a", "c", "b");
        assertThat(refused).isEmpty();
    }

    @Test
    void oneThatTheWorkerDoesNotTakeCanBeReleased() {
        limits(builder -> builder.maxConcurrentRequests(1));
        request("a", "b", "c");
        failures = 1;

        release("a", null);
        assertThat(started).containsExactly("a");
        release("b", null);

        assertThat(started).containsExactly("a", "c");
        assertThat(timer).allMatch(task -> task.done().isDone());
    }

    @Test
    void afterTheClientIsClosedTheEndOfOneStartsNoOther() {
        limits(builder -> builder.maxConcurrentRequests(1).maxRequestsPerMinute(10));

        request("a", "b");
        limiter.close();
        release("a", null);
        pass(Duration.ofMinutes(1));

        assertThat(started).containsExactly("a");
    }

    @Test
    void whatMayStartStartsBeforeTheRefusalOfAnotherIsDelivered() {
        limits(builder -> builder.maxTokensPerMinute(10).queueTimeout(Duration.ofSeconds(1)));
        List<String> order = new ArrayList<>();
        request("a", 8);
        limiter.permit(5, granted -> order.add("b starts"), limit -> order.add("b is refused"))
                .acquire(Long.MAX_VALUE);
        pass(Duration.ofMillis(500));
        limiter.permit(2, granted -> order.add("c starts"), limit -> order.add("c is refused"))
                .acquire(Long.MAX_VALUE);

        pass(Duration.ofMillis(500));

        assertThat(order).containsExactly("c starts", "b is refused");
    }

    @Test
    void aNegativeUsageCountsAsNone() {
        limits(builder -> builder.maxTokensPerMinute(10));
        request("a", 8);
        release("a", (long) Integer.MIN_VALUE);

        request("b", 8);
        request("c", 8);

        assertThat(started).containsExactly("a", "b");
    }
}
