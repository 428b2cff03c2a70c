/**
 * What is left of the quotas of a subscription.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.plan.TokenPlan;
 *
 * public class ShowQuota {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             for (TokenPlan.Quota quota : client.tokenPlan().quotas()) {
 *                 System.out.println(quota.name() + ": " + quota.interval().remainingPercent() + " % until "
 *                         + quota.interval().endsAt());
 *             }
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.plan;

import org.jspecify.annotations.NullMarked;
