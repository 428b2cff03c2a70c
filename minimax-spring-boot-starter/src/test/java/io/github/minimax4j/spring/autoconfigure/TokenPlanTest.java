package io.github.minimax4j.spring.autoconfigure;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.Contexts;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.internal.health.HealthProbe;
import io.github.minimax4j.spring.internal.health.HealthProbe.Health;
import io.github.minimax4j.spring.internal.health.HealthProbe.Status;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is left of the subscription, in the health and as a metric. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class TokenPlanTest {

    private static final String SWITCHED_ON = ROOT + "token-plan.enabled=true";

    private static final String PATH = "/v1/token_plan/remains";

    private static ApplicationContextRunner measured(MiniMaxServer server) {
        return Contexts.asking(server)
                .withConfiguration(AutoConfigurations.of(MiniMaxMetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(ROOT + "max-retries=0", "langchain4j.minimax.streaming-chat-model.enabled=false");
    }

    private static Health check(ListableBeanFactory beans) {
        return check(beans, Duration.ofSeconds(50));
    }

    private static Health check(ListableBeanFactory beans, Duration timeout) {
        return new HealthProbe(() -> ClientBeans.targets(beans), Duration.ZERO, timeout, true, System::nanoTime)
                .check(Function.identity());
    }

    private static boolean isPlan(RecordedRequest request) {
        return request.path().equals(PATH);
    }

    /** Null before the first response. */
    private static Gauge gauge(MeterRegistry meters, String window) {
        return meters.find("minimax.token.plan.remaining")
                .tags("client", "minimaxChatClient", "quota", "general", "window", window)
                .gauge();
    }

    private static void awaitPercent(MeterRegistry meters, String window, double percent) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Object value = null;
        while (!Objects.equals(value, percent) && System.nanoTime() < deadline) {
            Gauge gauge = gauge(meters, window);
            value = gauge == null ? null : gauge.value();
            Thread.yield();
        }
        assertThat(value).isEqualTo(percent);
    }

    @Test
    void nothingIsRequestedUnlessItIsAskedFor(MiniMaxServer server) {
        measured(server).run(context -> {
            assertThat(context).doesNotHaveBean("minimaxTokenPlanMetrics");
            context.getBean(MeterRegistry.class);
        });
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theGaugesFollowWhatTheServiceReports(MiniMaxServer server) {
        AtomicReference<Reply> reply = new AtomicReference<>(Reply.tokenPlan(89, 97));
        server.when(TokenPlanTest::isPlan, request -> reply.get());
        measured(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "token-plan.interval=20ms")
                .run(context -> {
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    awaitPercent(meters, "interval", 89);
                    awaitPercent(meters, "weekly", 97);
                    assertThat(gauge(meters, "weekly").getId().getBaseUnit()).isEqualTo("percent");
                    reply.set(Reply.error(1000, "down"));
                    awaitPercent(meters, "interval", Double.NaN);
                    reply.set(Reply.tokenPlan(42, 96));
                    awaitPercent(meters, "interval", 42);
                    awaitPercent(meters, "weekly", 96);
                });
    }

    @Test
    void aKindOfModelThatThePlanDoesNotIncludeIsNotShown(MiniMaxServer server) {
        String windows = "\"current_interval_status\":%1$d,\"current_interval_total_count\":0,"
                + "\"current_interval_remaining_percent\":7,\"current_weekly_status\":%1$d,"
                + "\"current_weekly_total_count\":0,\"current_weekly_remaining_percent\":8";
        String plan = "{\"model_remains\":[{\"model_name\":\"video\"," + windows.formatted(3)
                + "},{\"model_name\":\"general\"," + windows.formatted(1) + "}]}";
        server.when(TokenPlanTest::isPlan, Reply.raw(200, "application/json", plan));
        server.when(any -> true, Reply.models("MiniMax-M3"));
        measured(server).withPropertyValues(SWITCHED_ON).run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            awaitPercent(meters, "interval", 7);
            awaitPercent(meters, "weekly", 8);
            assertThat(meters.find("minimax.token.plan.remaining").gauges())
                    .extracting(gauge -> gauge.getId().getTag("quota"))
                    .containsOnly("general");
            assertThat(check(context).details().toString()).contains("general").doesNotContain("video");
        });
    }

    @Test
    void aKeyThatCannotBeHadYetIsAskedForAgain(MiniMaxServer server) {
        server.when(TokenPlanTest::isPlan, Reply.tokenPlan(89, 97));
        AtomicInteger asked = new AtomicInteger();
        measured(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "token-plan.interval=20ms")
                .withBean(MiniMaxApiKeyProvider.class, () -> () -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new IllegalStateException("not there yet");
                    }
                    return "test-key";
                })
                .run(context -> awaitPercent(context.getBean(MeterRegistry.class), "interval", 89));
    }

    @Test
    void anIntervalOfZeroIsRefusedByName(MiniMaxServer server) {
        measured(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "token-plan.interval=0s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MiniMaxPropertyException.class)
                        .hasMessageStartingWith("langchain4j.minimax.token-plan.interval"));
    }

    @Test
    void theHealthHasTheQuotasAsADetail(MiniMaxServer server) {
        server.when(TokenPlanTest::isPlan, Reply.tokenPlan(89, 0));
        server.when(any -> true, Reply.models("MiniMax-M3"));
        Contexts.asking(server).withPropertyValues(CHAT + "enabled=true").run(context -> {
            Health health = check(context);
            assertThat(health.status()).isEqualTo(Status.UP);
            assertThat(health.details().get("minimaxChatClient"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry(
                            "tokenPlan",
                            Map.of(
                                    "general",
                                    Map.of(
                                            "intervalRemainingPercent",
                                            89.0,
                                            "intervalEndsAt",
                                            "2026-06-01T05:00:00Z",
                                            "weeklyRemainingPercent",
                                            0.0,
                                            "weeklyEndsAt",
                                            "2026-06-08T00:00:00Z")));
        });
    }

    @Test
    void anAccountWithoutASubscriptionIsHealthy(MiniMaxServer server) {
        server.when(TokenPlanTest::isPlan, Reply.error(2013, "no plan"));
        server.when(any -> true, Reply.models("MiniMax-M3"));
        Contexts.asking(server).run(context -> {
            Health health = check(context);
            assertThat(health.status()).isEqualTo(Status.UP);
            assertThat(health.details().get("minimaxChatClient"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("tokenPlan", "unknown");
        });
    }

    @Test
    void aPlanThatIsNotReportedInTimeIsUnknown(MiniMaxServer server) {
        server.when(TokenPlanTest::isPlan, Reply.stall());
        server.when(any -> true, Reply.models("MiniMax-M3"));
        Contexts.asking(server).withPropertyValues(STREAMING + "enabled=false").run(context -> {
            Health health = check(context, Duration.ofMillis(500));
            assertThat(health.details().get("minimaxChatClient"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("tokenPlan", "unknown");
            assertThat(server.awaitHangUp(Duration.ofSeconds(10))).isTrue();
        });
    }
}
