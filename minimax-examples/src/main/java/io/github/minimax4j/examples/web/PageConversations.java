package io.github.minimax4j.examples.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The conversations of all browsers, in memory: those that were used last, and none for long. Thread-safe. */
@Component
final class PageConversations {

    static final int MOST = 50;

    static final Duration LONGEST_IDLE = Duration.ofHours(2);

    /** Of the images of all conversations. */
    static final long MOST_IMAGE_BYTES = 64_000_000;

    private record Entry(PageConversation conversation, Instant usedAt) {}

    private final InstantSource clock;

    // in the order of their last use
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    PageConversations() {
        this(InstantSource.system());
    }

    PageConversations(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts a conversation and returns its id, which nobody can guess. */
    synchronized String start() {
        String id = UUID.randomUUID().toString();
        entries.put(id, new Entry(new PageConversation(), clock.instant()));
        forgetOld();
        return id;
    }

    /** The conversation, or null if it was never there or is forgotten. */
    synchronized PageConversation find(String id) {
        forgetOld();
        Entry entry = entries.computeIfPresent(id, (key, old) -> new Entry(old.conversation(), clock.instant()));
        return entry == null ? null : entry.conversation();
    }

    /** Forgets those that were not used for longest, but not the last, until the images of all take no more than is kept. */
    synchronized void boundImages() {
        long bytes = entries.values().stream()
                .mapToLong(entry -> entry.conversation().imageBytes())
                .sum();
        for (Iterator<Entry> all = entries.values().iterator(); bytes > MOST_IMAGE_BYTES && entries.size() > 1; ) {
            long freed = all.next().conversation().imageBytes();
            if (freed > 0) {
                all.remove();
                bytes -= freed;
            }
        }
    }

    synchronized void forget(String id) {
        entries.remove(id);
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(LONGEST_IDLE);
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            if (!all.next().usedAt().isBefore(oldest) && entries.size() <= MOST) {
                return;
            }
            all.remove();
        }
    }
}
