package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.plan.TokenPlan;
import io.github.minimax4j.core.plan.TokenPlan.Quota;
import io.github.minimax4j.core.plan.TokenPlan.Status;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quotas of a subscription, in the forms that others have received. */
@Timeout(30)
class TokenPlanTest extends ConnectedTest {

    private TokenPlan received(MiniMaxServer server, String body) {
        server.enqueue(Reply.raw(200, "application/json", body));
        return client.tokenPlan();
    }

    @Test
    void bothWindowsAreReportedWithTheirTimes(MiniMaxServer server) {
        TokenPlan plan = received(
                server,
                "{\"model_remains\":[{\"model_name\":\"general\",\"start_time\":1787547600000,\"end_time\":1787565600000,"
                        + "\"remains_time\":10771629,\"current_interval_total_count\":0,\"current_interval_usage_count\":0,"
                        + "\"current_interval_remaining_percent\":89,\"current_interval_status\":1,"
                        + "\"weekly_start_time\":1787500000000,\"weekly_end_time\":1788104800000,\"weekly_remains_time\":579571629,"
                        + "\"current_weekly_total_count\":0,\"current_weekly_usage_count\":0,\"current_weekly_remaining_percent\":97.5,"
                        + "\"current_weekly_status\":2,\"weekly_boost_permille\":1500}],"
                        + "\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}");

        Quota quota = plan.quotas().get(0);
        assertThat(plan.quotas()).hasSize(1);
        assertThat(quota.name()).isEqualTo("general");
        assertThat(quota.isIncluded()).isTrue();
        assertThat(quota.interval())
                .isEqualTo(new TokenPlan.Window(
                        89.0,
                        Status.AVAILABLE,
                        Instant.ofEpochMilli(1787547600000L),
                        Instant.ofEpochMilli(1787565600000L),
                        Duration.ofMillis(10771629),
                        0L,
                        0L));
        assertThat(quota.weekly().remainingPercent()).isEqualTo(97.5);
        assertThat(quota.weekly().status()).isEqualTo(Status.EXHAUSTED);
        assertThat(quota.weekly().endsAt()).isEqualTo(Instant.ofEpochMilli(1788104800000L));
        assertThat(quota.weekly().timeLeft()).isEqualTo(Duration.ofMillis(579571629));
        assertThat(quota.attributes()).isEqualTo(Map.of("weekly_boost_permille", 1500));
    }

    @Test
    void aModelThatThePlanDoesNotIncludeIsDistinguishedFromAnUnlimitedOne(MiniMaxServer server) {
        String unlimited =
                "\"current_interval_status\":3,\"current_weekly_status\":3,\"current_weekly_total_count\":0,";
        TokenPlan plan = received(
                server,
                "{\"model_remains\":[{\"model_name\":\"video\"," + unlimited + "\"current_interval_total_count\":0},"
                        + "{\"model_name\":\"general\"," + unlimited + "\"current_interval_total_count\":100}]}");

        assertThat(plan.quotas()).extracting(Quota::isIncluded).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"25, 100, 25.0", "0, 0, ", "101, 100, ", "-1, 100, "})
    void withoutAPercentageTheCountsAreReadAsWhatIsLeft(long usage, long total, Double percent, MiniMaxServer server) {
        TokenPlan plan = received(
                server,
                "{\"model_remains\":[{\"model_name\":\"MiniMax-M2\",\"current_interval_total_count\":" + total
                        + ",\"current_interval_usage_count\":" + usage + "}]}");

        assertThat(plan.quotas().get(0).interval().remainingPercent()).isEqualTo(percent);
        assertThat(plan.quotas().get(0).weekly().remainingPercent()).isNull();
    }

    @Test
    void otherTypesAndUnknownFieldsAreTolerated(MiniMaxServer server) {
        TokenPlan plan = received(
                server,
                "{\"data\":{\"model_remains\":[null,7,{\"model_name\":null,\"start_time\":\"soon\",\"end_time\":-1,"
                        + "\"remains_time\":-5,\"current_interval_remaining_percent\":\"150\",\"current_interval_status\":9,"
                        + "\"current_weekly_remaining_percent\":{\"a\":1}}]},\"more\":[1]}");

        Quota quota = plan.quotas().get(0);
        assertThat(plan.quotas()).hasSize(1);
        assertThat(quota.name()).isEmpty();
        assertThat(quota.interval())
                .isEqualTo(new TokenPlan.Window(100.0, null, null, null, Duration.ZERO, null, null));
        assertThat(quota.weekly()).isEqualTo(new TokenPlan.Window(null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"model_remains\":3}", "{\"data\":{}}"})
    void aResponseWithoutQuotasIsMalformed(String body, MiniMaxServer server) {
        MiniMaxException error = catchThrowableOfType(MiniMaxException.class, () -> received(server, body));

        assertThat(error.kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error).hasMessageContaining("model_remains");
    }

    @Test
    void aServerWithoutTheEndpointIsNamedWithIt(MiniMaxServer server) {
        server.enqueue(Reply.raw(404, "text/plain", "404 page not found"));

        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.tokenPlan()))
                .hasMessageContaining("/v1/token_plan/remains")
                .hasMessageContaining("lack this endpoint");
    }
}
