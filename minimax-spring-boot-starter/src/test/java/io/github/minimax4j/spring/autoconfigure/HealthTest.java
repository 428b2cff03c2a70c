package io.github.minimax4j.spring.autoconfigure;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.Contexts;
import io.github.minimax4j.spring.MiniMaxApiKeyProvider;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.internal.health.HealthProbe;
import io.github.minimax4j.spring.internal.health.HealthProbe.Health;
import io.github.minimax4j.spring.internal.health.HealthProbe.Status;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** What the health endpoint tells of the service. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class HealthTest {

    private static final String BEAN = "minimaxHealthIndicator";

    private static final String SWITCHED_ON = "management.health.minimax.enabled=true";

    private static ApplicationContextRunner checked(MiniMaxServer server) {
        return Contexts.asking(server)
                .withConfiguration(AutoConfigurations.of(
                        MiniMaxActuatorHealthAutoConfiguration.class, MiniMaxHealthAutoConfiguration.class))
                .withPropertyValues(ROOT + "max-retries=0");
    }

    private static HealthProbe probe(
            ListableBeanFactory beans, Duration cache, Duration timeout, LongSupplier nanoTime) {
        return new HealthProbe(() -> ClientBeans.targets(beans), cache, timeout, false, nanoTime);
    }

    private static Health check(ListableBeanFactory beans) {
        return probe(beans, Duration.ZERO, HealthProbe.TIMEOUT, System::nanoTime)
                .check(Function.identity());
    }

    @Test
    void aResponseCannotHoldForLessThanNoTime(MiniMaxServer server) {
        checked(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "health.cache=-1s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MiniMaxPropertyException.class)
                        .hasMessageStartingWith("langchain4j.minimax.health.cache")
                        .hasMessageContaining("must not be negative"));
        checked(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "health.cache=0s")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theIndicatorIsThereOnlyIfItIsAskedFor(MiniMaxServer server) {
        checked(server).run(context -> assertThat(context).doesNotHaveBean(BEAN));
        checked(server)
                .withPropertyValues(SWITCHED_ON)
                .run(context -> assertThat(context).hasBean(BEAN));
        checked(server)
                .withPropertyValues(SWITCHED_ON, ROOT + "enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
        checked(server)
                .withPropertyValues(SWITCHED_ON)
                .withBean(BEAN, String.class, () -> "of the application")
                .run(context -> assertThat(context.getBean(BEAN)).isEqualTo("of the application"));
        checked(server)
                .withPropertyValues(SWITCHED_ON)
                .withClassLoader(new FilteredClassLoader(OF_BOOT_3, OF_BOOT_4))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
    }

    private static final String OF_BOOT_3 = "org.springframework.boot.actuate.health";

    private static final String OF_BOOT_4 = "org.springframework.boot.health.contributor";

    @Test
    void eachLineOfBootHasItsOwnTypes(MiniMaxServer server) {
        server.when(request -> request.path().endsWith("/v1/models"), Reply.models("MiniMax-M3"));
        int lines = 0;
        for (String line : List.of(OF_BOOT_3, OF_BOOT_4)) {
            if (!ClassUtils.isPresent(line + ".HealthIndicator", null)) {
                continue; // this is the other line
            }
            lines++;
            checked(server)
                    .withPropertyValues(SWITCHED_ON)
                    .withClassLoader(new FilteredClassLoader(line.equals(OF_BOOT_3) ? OF_BOOT_4 : OF_BOOT_3))
                    .run(context -> {
                        String health = health(context.getBean(BEAN)).toString();
                        assertThat(health).contains("UP", "minimaxChatClient", "minimaxStreamingClient");
                    });
        }
        assertThat(lines).isPositive();
    }

    private static Object health(Object indicator) throws ReflectiveOperationException {
        String line = ClassUtils.isAssignable(type(OF_BOOT_3), indicator.getClass()) ? OF_BOOT_3 : OF_BOOT_4;
        return type(line).getMethod("health").invoke(indicator);
    }

    /** Of Boot, if it is there. */
    private static Class<?> type(String line) {
        try {
            return Class.forName(line + ".HealthIndicator");
        } catch (ClassNotFoundException e) {
            return Void.class;
        }
    }

    @Test
    void aServiceThatRespondsIsUpAndTheModelKnownOrNot(MiniMaxServer server) {
        server.when(request -> request.path().endsWith("/v1/models"), Reply.models("MiniMax-M3", "MiniMax-M2.7"));
        checked(server)
                .withPropertyValues(Contexts.STREAMING + "model-name=MiniMax-M0")
                .run(context -> {
                    Health health = check(context);
                    assertThat(health.status()).isEqualTo(Status.UP);
                    assertThat(health.details())
                            .containsEntry(
                                    "minimaxChatClient",
                                    Map.of("host", "127.0.0.1", "model", "MiniMax-M3", "modelKnown", true))
                            .containsEntry(
                                    "minimaxStreamingClient",
                                    Map.of("host", "127.0.0.1", "model", "MiniMax-M0", "modelKnown", false));
                    assertThat(server.requests())
                            .allMatch(request -> request.method().equals("GET"));
                });
    }

    @Test
    void aRefusedKeyIsDownWithoutASecret(MiniMaxServer server) {
        server.when(request -> true, Reply.error(1004, "login fail: test-key"));
        checked(server).run(context -> {
            Health health = check(context);
            assertThat(health.status()).isEqualTo(Status.DOWN);
            assertThat(health.details().toString())
                    .contains("MiniMaxException", "authentication")
                    .doesNotContain("test-key", "login fail");
        });
    }

    @Test
    void aForbiddenResponseIsDown(MiniMaxServer server) {
        server.when(request -> true, Reply.raw(403, "text/plain", "no"));
        checked(server).run(context -> {
            assertThat(check(context).status()).isEqualTo(Status.DOWN);
        });
    }

    @Test
    void aGatewayWithoutTheListIsUnknown(MiniMaxServer server) {
        server.when(request -> true, Reply.raw(404, "text/plain", "404 page not found"));
        checked(server).run(context -> {
            Health health = check(context);
            assertThat(health.status()).isEqualTo(Status.UNKNOWN);
            assertThat(health.details().toString()).contains("httpStatus=404");
        });
    }

    @Test
    void tooManyRequestsAreUnknown(MiniMaxServer server) {
        server.when(request -> true, Reply.error(1002, "rate limit"));
        checked(server).run(context -> {
            Health health = check(context);
            assertThat(health.status()).isEqualTo(Status.UNKNOWN);
            assertThat(health.details().toString()).contains("kind=rate_limit");
        });
    }

    @Test
    void aKeyThatCannotBeHadIsDownWithTheClassOfTheErrorOnly(MiniMaxServer server) {
        checked(server)
                .withBean(MiniMaxApiKeyProvider.class, () -> () -> {
                    throw new IllegalStateException("vault token abc");
                })
                .run(context -> {
                    Health health = check(context);
                    assertThat(health.status()).isEqualTo(Status.DOWN);
                    assertThat(health.details().toString())
                            .contains("error=IllegalStateException")
                            .doesNotContain("vault");
                });
    }

    @Test
    void clientsThatCannotBeMadeAreDownForAWhile() {
        AtomicInteger made = new AtomicInteger();
        HealthProbe probe = new HealthProbe(
                () -> {
                    made.incrementAndGet();
                    throw new IllegalStateException("of the test");
                },
                Duration.ofMinutes(1),
                HealthProbe.TIMEOUT,
                false,
                () -> 0);
        for (int i = 0; i < 2; i++) {
            assertThat(probe.<Health>check(Function.identity()))
                    .isEqualTo(new Health(Status.DOWN, Map.of("error", "IllegalStateException")));
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aServerThatIsNotThereIsDownWithTheClassOfTheErrorOnly(MiniMaxServer server) throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        checked(server)
                .withPropertyValues(ROOT + "base-url=http://127.0.0.1:" + nobody)
                .run(context -> {
                    Health health = check(context);
                    assertThat(health.status()).isEqualTo(Status.DOWN);
                    assertThat(health.details().toString())
                            .contains("error=MiniMaxException")
                            .doesNotContain(String.valueOf(nobody));
                });
    }

    @Test
    void aSilentServerIsDownAfterAShortWhile(MiniMaxServer server) {
        server.when(request -> true, Reply.stall());
        checked(server).run(context -> {
            Health health = probe(context, Duration.ZERO, Duration.ofMillis(200), System::nanoTime)
                    .check(Function.identity());
            assertThat(health.status()).isEqualTo(Status.DOWN);
            assertThat(health.details().toString()).contains("error=timeout");
            assertThat(server.awaitOpenConnections(0, Duration.ofSeconds(10))).isTrue();
        });
    }

    @Test
    void aNamedModelIsCheckedByItsName(MiniMaxServer server) {
        server.when(request -> true, Reply.models("MiniMax-M3.1-Flash"));
        checked(server)
                .withPropertyValues(ROOT + "models.fast.model-name=MiniMax-M3.1-Flash")
                .run(context -> {
                    Health health = check(context);
                    assertThat(health.details())
                            .containsOnlyKeys("minimaxChatClient", "minimaxStreamingClient", "fastClient");
                    assertThat(health.details().get("fastClient").toString())
                            .contains("model=MiniMax-M3.1-Flash", "modelKnown=true");
                    assertThat(health.details().get("minimaxChatClient").toString())
                            .contains("model=MiniMax-M3", "modelKnown=false");
                });
    }

    @Test
    void aResponseHoldsForAWhileAndIsAskedForOnce(MiniMaxServer server) {
        server.when(request -> true, Reply.models("MiniMax-M3").delay(Duration.ofMillis(200)));
        checked(server).withPropertyValues(Contexts.STREAMING + "enabled=false").run(context -> {
            AtomicLong now = new AtomicLong();
            HealthProbe probe = probe(context, Duration.ofSeconds(60), HealthProbe.TIMEOUT, now::get);
            List<CompletableFuture<Health>> many = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> probe.check(Function.identity()), task -> new Thread(task).start()))
                    .toList();
            assertThat(many).allMatch(each -> each.join().status() == Status.UP);
            assertThat(server.requests()).hasSize(1);
            now.addAndGet(Duration.ofSeconds(59).toNanos());
            probe.check(Function.identity());
            assertThat(server.requests()).hasSize(1);
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            probe.check(Function.identity());
            assertThat(server.requests()).hasSize(2);
        });
    }

    @Test
    void thePropertySaysHowLongAResponseHolds(MiniMaxServer server) {
        server.when(request -> true, Reply.models("MiniMax-M3"));
        for (Map.Entry<String, Integer> each : Map.of("60s", 1, "0s", 2).entrySet()) {
            server.forgetRequests();
            checked(server)
                    .withPropertyValues(
                            SWITCHED_ON, Contexts.STREAMING + "enabled=false", ROOT + "health.cache=" + each.getKey())
                    .run(context -> {
                        health(context.getBean(BEAN));
                        health(context.getBean(BEAN));
                        assertThat(server.requests()).hasSize(each.getValue());
                    });
        }
    }
}
