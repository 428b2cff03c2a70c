package io.github.minimax4j.examples.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The responses of an examination, and why requests were not sent. Filled by the thread that runs the examination. */
final class Evidence {

    private final Map<String, Exchange> last = new LinkedHashMap<>();
    private final List<Exchange> all = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    void add(Exchange exchange) {
        all.add(exchange);
        last.put(exchange.probe().name(), exchange);
    }

    void skip(Probe probe, String reason) {
        skipped.put(probe.name(), reason);
    }

    /** The last exchange of a probe, or null if it was not sent. */
    @Nullable
    Exchange of(Probe probe) {
        return last.get(probe.name());
    }

    String reason(Probe probe) {
        return skipped.getOrDefault(probe.name(), "not sent");
    }

    /** All exchanges, repeated ones included. */
    List<Exchange> all() {
        return List.copyOf(all);
    }

    /** The last exchange of each probe. */
    List<Exchange> exchanges() {
        return List.copyOf(last.values());
    }

    /** The tokens that the service says it counted. */
    int reportedTokens() {
        return all.stream().mapToInt(Exchange::reportedTokens).sum();
    }
}
