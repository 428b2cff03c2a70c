package io.github.minimax4j.spring.autoconfigure;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.Contexts;
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
import java.util.concurrent.atomic.AtomicInteger;
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
        return new HealthProbe(
                        () -> ClientBeans.targets(beans), Duration.ZERO, Duration.ofSeconds(50), true, System::nanoTime)
                .check(Function.identity());
    }

    private static boolean isPlan(RecordedRequest request) {
        return request.path().equals(PATH);
    }

    private static Gauge gauge(MeterRegistry meters, String window) {
        return meters.get("minimax.token.plan.remaining")
                .tags("client", "minimaxChatClient", "quota", "general", "window", window)
                .gauge();
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
        AtomicInteger count = new AtomicInteger();
        server.when(TokenPlanTest::isPlan, request -> switch (count.getAndIncrement()) {
            case 0 -> Reply.tokenPlan(89, 97);
            case 1 -> Reply.error(1000, "down");
            default -> Reply.tokenPlan(42, 96);
        });
        measured(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "token-plan.interval=200ms")
                .run(context -> {
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    while (meters.find("minimax.token.plan.remaining").gauge() == null
                            || gauge(meters, "interval").value() != 42) {
                        Thread.yield();
                    }
                    assertThat(gauge(meters, "weekly").value()).isEqualTo(96);
                    assertThat(gauge(meters, "weekly").getId().getBaseUnit()).isEqualTo("percent");
                });
        int atTheEnd = server.requests().size();
        assertThat(atTheEnd).isGreaterThanOrEqualTo(3);
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
}
