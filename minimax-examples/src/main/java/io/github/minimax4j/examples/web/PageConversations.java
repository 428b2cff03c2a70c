package io.github.minimax4j.examples.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The conversations in use, of all browsers, in memory: the most recently used ones, for a limited time. {@link KeptConversations} has the
 * others. Thread-safe.
 */
@Component
final class PageConversations {

    static final int MAX_CONVERSATIONS = 50;

    static final Duration MAX_IDLE = Duration.ofHours(2);

    /** The maximum for the images of all conversations together. */
    static final long MAX_IMAGE_BYTES = 64_000_000;

    private record Entry(PageConversation conversation, Instant usedAt) {}

    private final InstantSource clock;

    // in order of their last use
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    PageConversations() {
        this(InstantSource.system());
    }

    PageConversations(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts a conversation and returns its id, which cannot be guessed. */
    synchronized String start() {
        String id = UUID.randomUUID().toString();
        entries.put(id, new Entry(new PageConversation(id, List.of()), clock.instant()));
        removeExpired();
        return id;
    }

    /** Adds a stored conversation. Returns it, or the one of this id that is there already. */
    synchronized PageConversation add(PageConversation stored) {
        entries.putIfAbsent(stored.id(), new Entry(stored, clock.instant()));
        removeExpired();
        boundImages();
        return entries.getOrDefault(stored.id(), new Entry(stored, clock.instant()))
                .conversation();
    }

    /** Returns the conversation, or null if it is not in memory. */
    synchronized PageConversation find(String id) {
        removeExpired();
        Entry entry = entries.computeIfPresent(id, (key, old) -> new Entry(old.conversation(), clock.instant()));
        return entry == null ? null : entry.conversation();
    }

    /** Removes the least recently used conversations with images, but never the last one, until the images of all fit the limit. */
    synchronized void boundImages() {
        long bytes = entries.values().stream()
                .mapToLong(entry -> entry.conversation().imageBytes())
                .sum();
        for (Iterator<Entry> all = entries.values().iterator();
                bytes > MAX_IMAGE_BYTES && entries.size() > 1 && all.hasNext(); ) {
            PageConversation eldest = all.next().conversation();
            long freed = eldest.isAnswering() ? 0 : eldest.imageBytes();
            if (freed > 0) {
                all.remove();
                bytes -= freed;
            }
        }
    }

    /** Removes the conversation. Returns it, or null if it is not in memory. */
    synchronized PageConversation forget(String id) {
        Entry removed = entries.remove(id);
        return removed == null ? null : removed.conversation();
    }

    private void removeExpired() {
        Instant oldest = clock.instant().minus(MAX_IDLE);
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry eldest = all.next();
            if (!eldest.usedAt().isBefore(oldest) && entries.size() <= MAX_CONVERSATIONS) {
                return;
            }
            if (!eldest.conversation().isAnswering()) {
                all.remove();
            }
        }
    }
}
