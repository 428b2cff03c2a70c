package io.github.minimax4j.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A hundred replicas with the real retry policy against a server that is down, or at its limit: a simulation without threads and waiting.
 * With {@code -Ddocs.update=true} it writes its results into docs/scaling.md instead of comparing them.
 */
class RetryStormTest {

    private static final Path PAGE = Path.of("../docs/scaling.md");

    private static final int REPLICAS = 100;

    private static final int SECOND = 1_000;

    private static final MiniMaxException FAILURE =
            ResponseDetails.NONE.error(ErrorKind.SERVER_ERROR, "down", null, null);

    /** What a simulation saw. */
    private record Result(
            int calls, int requests, int mostRetriesAtOnce, int failedCalls, int secondsToTheLastRequest) {}

    private record Send(int at, int order, int replica, int retry, int begun) {}

    private final Random random = new Random(42);

    private final DoubleSupplier jitter = random::nextDouble;

    /** Sends the calls' requests at their times, and retries them as the policy of their replica says. */
    private static Result simulate(List<Send> calls, List<RetryPolicy> replicas, LongPredicate serverFails) {
        PriorityQueue<Send> queue = new PriorityQueue<>(
                (a, b) -> a.at() == b.at() ? Integer.compare(a.order(), b.order()) : Integer.compare(a.at(), b.at()));
        queue.addAll(calls);
        Map<Integer, Integer> retries = new HashMap<>();
        int requests = 0;
        int failed = 0;
        int last = 0;
        for (Send send = queue.poll(); send != null; send = queue.poll()) {
            requests++;
            last = send.at();
            if (send.retry() > 0) {
                retries.merge(send.at() / 100, 1, Integer::sum);
            }
            RetryPolicy policy = replicas.get(send.replica());
            if (!serverFails.test(send.at())) {
                policy.completed();
                continue;
            }
            Duration delay =
                    policy.delayBefore(send.retry() + 1, FAILURE, Duration.ofMillis(send.at() - send.begun()), null);
            if (delay == null) {
                failed++;
            } else {
                int at = (int) (send.at() + delay.toMillis());
                queue.add(new Send(at, send.order(), send.replica(), send.retry() + 1, send.begun()));
            }
        }
        int most = retries.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Result(calls.size(), requests, most, failed, last / SECOND);
    }

    private static List<RetryPolicy> replicas(int maxRetries, Integer budget, DoubleSupplier chance) {
        return IntStream.range(0, REPLICAS)
                .mapToObj(i -> new RetryPolicy(
                        maxRetries,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2),
                        RetryBudget.of(budget),
                        null,
                        chance,
                        () -> 0))
                .toList();
    }

    /** Each replica begins a call a second, for six minutes; the server is down from the first to the fifth. */
    private Result outage(List<RetryPolicy> replicas) {
        List<Send> calls = new ArrayList<>();
        for (int i = 0; i < REPLICAS * 360; i++) {
            int at = i / REPLICAS * SECOND + random.nextInt(SECOND);
            calls.add(new Send(at, i, i % REPLICAS, 0, at));
        }
        return simulate(calls, replicas, at -> at >= 60 * SECOND && at < 300 * SECOND);
    }

    /** Each replica begins ten calls at once; the server takes 200 requests a second. */
    private static Result rush(List<RetryPolicy> replicas, int callsASecond) {
        List<Send> calls = new ArrayList<>();
        for (int i = 0; i < REPLICAS * 10; i++) {
            int at = i / callsASecond * SECOND;
            calls.add(new Send(at, i, i % REPLICAS, 0, at));
        }
        int[] taken = new int[600];
        return simulate(calls, replicas, at -> ++taken[(int) at / SECOND] > 200);
    }

    @Test
    void aBudgetKeepsRetriesFromMultiplyingTheLoadOfAServerThatIsDown() throws IOException {
        Result none = outage(replicas(0, null, jitter));
        Result two = outage(replicas(2, null, jitter));
        Result budget = outage(replicas(2, 10, jitter));

        assertThat(two.requests() - none.requests()).isGreaterThan(47_000);
        assertThat(budget.requests() - none.requests()).isLessThan(2_500);
        assertThat(page(
                        "outage",
                        row("no retries", none)
                                + row("two retries", two)
                                + row("two retries, `retryBudget(10)`", budget)))
                .isTrue();
    }

    @Test
    void jitterSpreadsTheRetriesOfCallsThatFailedTogetherAndASharedLimitAvoidsThem() throws IOException {
        Result together = rush(replicas(5, null, () -> 1), Integer.MAX_VALUE);
        Result spread = rush(replicas(5, null, jitter), Integer.MAX_VALUE);
        Result shared = rush(replicas(5, null, jitter), 200);

        assertThat(together.requests()).isGreaterThan(shared.requests() * 2);
        assertThat(spread.mostRetriesAtOnce()).isLessThan(together.mostRetriesAtOnce() / 2);
        assertThat(shared.requests()).isEqualTo(1_000);
        assertThat(page(
                        "rush",
                        row("five retries without jitter", together)
                                + row("five retries with jitter", spread)
                                + row("a limit that the replicas share", shared)))
                .isTrue();
    }

    private static String row(String name, Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d |%n",
                name,
                result.calls(),
                result.requests(),
                result.mostRetriesAtOnce(),
                result.failedCalls(),
                result.secondsToTheLastRequest());
    }

    /** Whether the page has the rows; writes them if asked to. */
    private static boolean page(String table, String rows) throws IOException {
        String begin = "<!-- " + table + ": written by RetryStormTest -->\n";
        String head = """

                | | Calls | Requests | Most retries in 100 ms | Failed calls | Last request after, s |
                |---|--:|--:|--:|--:|--:|
                """;
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("\n<!-- end of " + table + " -->");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.substring(0, from) + head + rows + page.substring(to));
            return true;
        }
        assertThat(page.substring(from, to)).isEqualTo(head + rows);
        return true;
    }
}
