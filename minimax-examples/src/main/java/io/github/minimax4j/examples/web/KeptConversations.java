package io.github.minimax4j.examples.web;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import io.github.minimax4j.examples.memory.JdbcChatMemoryStore;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The conversations in the database. Those in use are in memory as well, see {@link PageConversations}; one that is not is read when it is
 * opened. All access is on one thread of its own: JDBC blocks, which the server's threads must not, and a later state of a conversation is
 * never overwritten by an earlier one.
 */
@Component
final class KeptConversations {

    static final int MAX_TITLE = 100;

    private static final int MAX_LISTED = 200;

    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(KeptConversations.class);

    /** A conversation in the list. */
    record Kept(String id, String title, Instant usedAt) {}

    private final PageConversations inUse;

    private final ChatMemoryStore messages;

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Scheduler thread = Schedulers.newSingle("conversations", true);

    KeptConversations(
            PageConversations inUse, DataSource dataSource, JdbcClient jdbc, TransactionTemplate transaction) {
        this.inUse = inUse;
        this.messages = new JdbcChatMemoryStore(dataSource);
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private <T> Mono<T> onThread(Callable<T> access) {
        return Mono.fromCallable(access).subscribeOn(thread);
    }

    /** Starts a conversation, which is listed after its first question, and returns its id. */
    String start() {
        return inUse.start();
    }

    /** The most recently used ones first. */
    Mono<List<Kept>> list() {
        return onThread(() -> jdbc.sql("select id, title, used_at from conversation order by used_at desc limit ?")
                .param(MAX_LISTED)
                .query((row, number) -> new Kept(
                        row.getString("id"),
                        row.getString("title"),
                        row.getObject("used_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    /** The conversation, or nothing if there is none of this id. */
    Mono<PageConversation> find(String id) {
        return Mono.fromCallable(() -> inUse.find(id)).switchIfEmpty(onThread(() -> {
            PageConversation opened = inUse.find(id); // perhaps by a request before
            List<ChatMessage> stored = opened == null ? messages.getMessages(id) : List.of();
            return stored.isEmpty() ? opened : inUse.add(new PageConversation(id, stored));
        }));
    }

    /** Stores the present state of a conversation. */
    Mono<Void> save(PageConversation conversation) {
        return onThread(() -> {
                    List<ChatMessage> state = conversation.snapshot();
                    if (!conversation.isDeleted() && !state.isEmpty()) {
                        transaction.executeWithoutResult(status -> write(conversation.id(), state));
                    }
                    return null;
                })
                .then();
    }

    /** Does the same later, without anyone waiting for it. */
    void saveLater(PageConversation conversation) {
        save(conversation)
                .subscribe(nothing -> {}, error -> LOG.error("Cannot store a conversation of the page", error));
    }

    private void write(String id, List<ChatMessage> state) {
        messages.updateMessages(id, state);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        int known = jdbc.sql("update conversation set used_at = ? where id = ?")
                .params(now, id)
                .update();
        if (known == 0) {
            jdbc.sql("insert into conversation (id, title, used_at) values (?, ?, ?)")
                    .params(id, title(StoredTurns.of(state).get(0)), now)
                    .update();
        }
    }

    private static String title(StoredTurns.Turn first) {
        return title(first.text()).orElse("Images");
    }

    /** A text as a title, on one line and not too long, or nothing if it is blank. */
    private static Optional<String> title(String text) {
        String line = text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
        boolean fits = line.codePointCount(0, line.length()) <= MAX_TITLE;
        return line.isEmpty()
                ? Optional.empty()
                : Optional.of(fits ? line : line.substring(0, line.offsetByCodePoints(0, MAX_TITLE - 1)) + "…");
    }

    /** Gives a conversation another title. Whether there is such a conversation, and the title is not blank. */
    Mono<Boolean> rename(String id, String title) {
        Optional<String> line = title(title);
        return line.isEmpty()
                ? Mono.just(false)
                : onThread(() -> jdbc.sql("update conversation set title = ? where id = ?")
                                .params(line.get(), id)
                                .update()
                        > 0);
    }

    /** Stops what is running in a conversation and deletes it. */
    Mono<Void> delete(String id) {
        stop(id);
        return onThread(() -> {
                    stop(id); // it may have been read meanwhile
                    transaction.executeWithoutResult(status -> {
                        jdbc.sql("delete from conversation where id = ?")
                                .param(id)
                                .update();
                        messages.deleteMessages(id);
                    });
                    return null;
                })
                .then();
    }

    private void stop(String id) {
        PageConversation known = inUse.forget(id);
        if (known != null) {
            known.delete();
        }
    }

    /** Lets what is still to be stored be stored. */
    @PreDestroy
    void close() {
        thread.disposeGracefully().timeout(TIME_TO_FINISH).onErrorComplete().block();
    }
}
