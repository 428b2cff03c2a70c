package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import io.github.minimax4j.core.plan.TokenPlan;
import io.github.minimax4j.core.plan.TokenPlan.Quota;
import io.github.minimax4j.core.plan.TokenPlan.Status;
import io.github.minimax4j.core.plan.TokenPlan.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the quotas of a subscription (wire page, 8.4). Only the list of them must be there. */
public final class TokenPlanFields implements ResponseFields<TokenPlan> {

    private static @Nullable Object list(Map<String, Object> members) {
        Object value = members.get(members.containsKey("model_remains") ? "model_remains" : "data");
        // one report has the list within an object
        return value instanceof Map<?, ?> data ? data.get("model_remains") : value;
    }

    private static Quota quota(Map<?, ?> members) {
        Map<String, Object> rest = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null) {
                rest.put(String.valueOf(name), value);
            }
        });
        Object name = rest.remove("model_name");
        Window interval = window("current_interval_", "", rest);
        Window weekly = window("current_weekly_", "weekly_", rest);
        return new Quota(name == null ? "" : name.toString(), interval, weekly, rest);
    }

    private static Window window(String counts, String times, Map<String, Object> members) {
        Long total = whole(members.remove(counts + "total_count"));
        Long usage = whole(members.remove(counts + "usage_count"));
        Long left = whole(members.remove(times + "remains_time"));
        return new Window(
                percent(number(members.remove(counts + "remaining_percent")), total, usage),
                status(whole(members.remove(counts + "status"))),
                time(whole(members.remove(times + "start_time"))),
                time(whole(members.remove(times + "end_time"))),
                left == null ? null : Duration.ofMillis(Math.max(0, left)),
                total,
                usage);
    }

    private static @Nullable Double percent(@Nullable Double reported, @Nullable Long total, @Nullable Long usage) {
        if (reported != null) {
            return Math.max(0, Math.min(100, reported));
        }
        return total != null && usage != null && usage >= 0 && usage <= total && total > 0
                ? 100.0 * usage / total
                : null;
    }

    private static @Nullable Status status(@Nullable Long number) {
        return number == null
                ? null
                : switch (number.intValue()) {
                    case 1 -> Status.AVAILABLE;
                    case 2 -> Status.EXHAUSTED;
                    case 3 -> Status.UNLIMITED;
                    default -> null;
                };
    }

    private static @Nullable Instant time(@Nullable Long milliseconds) {
        return milliseconds == null || milliseconds <= 0 ? null : Instant.ofEpochMilli(milliseconds);
    }

    private static @Nullable Long whole(@Nullable Object value) {
        Double number = number(value);
        return number == null ? null : number.longValue();
    }

    private static @Nullable Double number(@Nullable Object value) {
        String text = JsonValues.text(value);
        try {
            return text == null ? null : finite(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    @Override
    public boolean found(Map<String, Object> members) {
        return list(members) instanceof List;
    }

    @Override
    public TokenPlan result(Map<String, Object> members, ResponseDetails response) throws IOException {
        if (!(list(members) instanceof List<?> entries)) {
            throw new IOException("no 'model_remains': it reports no quotas, or failed without saying why");
        }
        List<Quota> quotas = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> quota) {
                quotas.add(quota(quota));
            }
        }
        return new TokenPlan(quotas);
    }
}
