package io.github.minimax4j.examples.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Keeps conversations in memory if their file cannot be used, so that the example starts anyway: when another travel desk is running, which
 * has the file to itself, or where nothing can be written.
 */
public final class StoredConversations implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The property that tells the page why conversations are not kept. */
    static final String NOTE = "travel-desk.note";

    private static final String URL = "spring.datasource.url";

    private static final String FILE = "jdbc:h2:file:";

    // no writing of H2's trace file beside a file that another program uses
    private static final String PROBE = ";TRACE_LEVEL_FILE=0";

    private static final int IN_USE = 90020;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String url = environment.getProperty(URL, "");
        if (url.startsWith(FILE) && !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            try {
                createFolder(Path.of(url.substring(FILE.length()).replaceFirst(";.*", ""))
                        .toAbsolutePath()
                        .getParent());
                probe(url, environment);
            } catch (SQLException e) {
                inMemory(
                        environment,
                        e.getErrorCode() == IN_USE
                                ? "Another travel desk is running and keeps its conversations. Those of this one end with it."
                                : "Conversations end with the program: their file cannot be opened.");
            } catch (IOException e) {
                inMemory(
                        environment, "Conversations end with the program: nothing can be written to " + e.getMessage());
            }
        }
    }

    /** For its owner only, where the system can tell: what was said concerns nobody else. */
    private static void createFolder(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void probe(String url, ConfigurableEnvironment environment) throws SQLException {
        DataSourceBuilder.create()
                .type(SimpleDriverDataSource.class)
                .url(url + PROBE)
                .username(environment.getProperty("spring.datasource.username", ""))
                .password(environment.getProperty("spring.datasource.password", ""))
                .build()
                .getConnection()
                .close();
    }

    private static void inMemory(ConfigurableEnvironment environment, String note) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "conversations-in-memory",
                        Map.of(URL, "jdbc:h2:mem:travel-desk;DB_CLOSE_DELAY=-1", NOTE, note)));
    }
}
