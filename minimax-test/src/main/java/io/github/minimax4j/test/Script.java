package io.github.minimax4j.test;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the reply to a request: from the queue, then from the rules in order. */
final class Script {

    private record Rule(Predicate<RecordedRequest> condition, Function<RecordedRequest, ? extends Reply> reply) {}

    private final Queue<Reply> queue = new ConcurrentLinkedQueue<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    void enqueue(Collection<Reply> replies) {
        queue.addAll(replies);
    }

    void addRule(Predicate<RecordedRequest> condition, Function<RecordedRequest, ? extends Reply> reply) {
        rules.add(new Rule(condition, reply));
    }

    void clear() {
        queue.clear();
        rules.clear();
    }

    /** Removes the next reply from the queue; null if it is empty. */
    @Nullable
    Reply next() {
        return queue.poll();
    }

    /** The reply by the rules, or null if no rule matches. */
    @Nullable
    Reply byRules(RecordedRequest request) {
        for (Rule rule : rules) {
            if (rule.condition().test(request)) {
                Reply reply = rule.reply().apply(request);
                if (reply == null) {
                    throw new IllegalStateException("the function given to when(...) returned null");
                }
                return reply;
            }
        }
        return null;
    }
}
