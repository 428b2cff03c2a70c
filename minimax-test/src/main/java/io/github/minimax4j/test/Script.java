package io.github.minimax4j.test;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the answer to a request: first the queue, then the rules in order. */
final class Script {

    private record Rule(Predicate<RecordedRequest> condition, Function<RecordedRequest, ? extends Reply> answer) {}

    private final Queue<Reply> queue = new ConcurrentLinkedQueue<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    void enqueue(Collection<Reply> replies) {
        queue.addAll(replies);
    }

    void addRule(Predicate<RecordedRequest> condition, Function<RecordedRequest, ? extends Reply> answer) {
        rules.add(new Rule(condition, answer));
    }

    void clear() {
        queue.clear();
        rules.clear();
    }

    /** Takes the next answer out of the queue; null if it is empty. */
    @Nullable
    Reply next() {
        return queue.poll();
    }

    /** The answer by the rules, null if nothing was scripted for this request. */
    @Nullable
    Reply answer(RecordedRequest request) {
        for (Rule rule : rules) {
            if (rule.condition().test(request)) {
                Reply reply = rule.answer().apply(request);
                if (reply == null) {
                    throw new IllegalStateException("the function given to when(...) returned null");
                }
                return reply;
            }
        }
        return null;
    }
}
