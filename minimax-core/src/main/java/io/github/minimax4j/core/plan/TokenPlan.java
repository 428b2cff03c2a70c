package io.github.minimax4j.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the quotas of a subscription, for all keys of the account. MiniMax documents the endpoint; the fields follow its own
 * command line client and what others have received. The library has not read them from the live service, so each may be null.
 *
 * @param quotas one for each kind of model that the service reports, in its order
 */
public record TokenPlan(List<Quota> quotas) {

    public TokenPlan {
        quotas = List.copyOf(quotas);
    }

    /** What a window allows. */
    public enum Status {
        /** Something is left. */
        AVAILABLE,
        /** Nothing is left until the window ends. */
        EXHAUSTED,
        /** The window has no limit. A model that is not in the plan is reported so, too: see {@link Quota#isIncluded()}. */
        UNLIMITED
    }

    /**
     * The quota of one kind of model.
     *
     * @param name       of the kind, such as {@code general} or {@code video}; earlier the name of a model
     * @param interval   the short window, of five hours for most models
     * @param weekly     the weekly window
     * @param attributes further fields of the service, by their names in JSON, such as {@code weekly_boost_permille}, a factor by which its
     *     own client multiplies the weekly percentage; plain JSON values
     */
    public record Quota(String name, Window interval, Window weekly, Map<String, Object> attributes) {

        public Quota {
            Objects.requireNonNull(name, "name");
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }

        /** Whether the plan includes this kind of model: if not, both windows are unlimited and their totals zero. */
        public boolean isIncluded() {
            return !(interval.isUnlimitedWithoutTotal() && weekly.isUnlimitedWithoutTotal());
        }
    }

    /**
     * One window of a quota.
     *
     * @param remainingPercent what is left, from 0 to 100: as the service reports it, else from its counts, which its own client reads as
     *     what is left
     * @param status           what the window allows
     * @param startsAt         its start
     * @param endsAt           its end, when the quota is renewed
     * @param timeLeft         the time until its end, as the service reports it: a countdown of {@code remains_time}, not a quota
     * @param totalCount       the requests or tokens that the window allows; zero in newer responses
     * @param usageCount       the number that the service calls its usage; earlier responses put what is left there, newer ones what is used
     */
    public record Window(
            @Nullable Double remainingPercent,
            @Nullable Status status,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Duration timeLeft,
            @Nullable Long totalCount,
            @Nullable Long usageCount) {

        private boolean isUnlimitedWithoutTotal() {
            return status == Status.UNLIMITED && totalCount != null && totalCount == 0;
        }
    }
}
