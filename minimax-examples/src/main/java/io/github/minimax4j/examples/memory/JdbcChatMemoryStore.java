package io.github.minimax4j.examples.memory;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps chat memories in a database, one row for each message, in the JSON of LangChain4j: thinking, tool calls and attributes included.
 * An update writes only what has changed. It needs the table {@code chat_message} of {@code schema.sql}; tested on H2 and PostgreSQL.
 *
 * <p>Thread-safe for different memories. Updates of the same memory must follow one another, as a {@code ChatMemory} makes them.
 */
public final class JdbcChatMemoryStore implements ChatMemoryStore {

    private final JdbcTemplate jdbc;

    private final TransactionTemplate transaction;

    /**
     * Creates a store. Its updates take part in a transaction that has begun on the same data source.
     *
     * @param dataSource the database
     */
    public JdbcChatMemoryStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public List<ChatMessage> getMessages(Object memoryId) {
        return jdbc
                .queryForList(
                        "select message from chat_message where memory_id = ? order by ordinal",
                        String.class,
                        memoryId.toString())
                .stream()
                .map(ChatMessageDeserializer::messageFromJson)
                .toList();
    }

    @Override
    public void updateMessages(Object memoryId, List<ChatMessage> messages) {
        List<String> json =
                messages.stream().map(ChatMessageSerializer::messageToJson).toList();
        List<String> digests = json.stream().map(JdbcChatMemoryStore::digest).toList();
        transaction.executeWithoutResult(status -> {
            List<String> stored = jdbc.queryForList(
                    "select digest from chat_message where memory_id = ? order by ordinal",
                    String.class,
                    memoryId.toString());
            int same = commonStart(stored, digests);
            if (same < stored.size()) {
                jdbc.update("delete from chat_message where memory_id = ? and ordinal >= ?", memoryId.toString(), same);
            }
            List<Object[]> rows = new ArrayList<>();
            for (int i = same; i < json.size(); i++) {
                rows.add(new Object[] {memoryId.toString(), i, digests.get(i), json.get(i)});
            }
            jdbc.batchUpdate(
                    "insert into chat_message (memory_id, ordinal, digest, message) values (?, ?, ?, ?)", rows);
        });
    }

    @Override
    public void deleteMessages(Object memoryId) {
        jdbc.update("delete from chat_message where memory_id = ?", memoryId.toString());
    }

    private static int commonStart(List<String> one, List<String> other) {
        int length = Math.min(one.size(), other.size());
        int same = 0;
        while (same < length && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    /** Tells an unchanged message without reading it back: one with images has megabytes. */
    private static String digest(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
