package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does up to its first response. */
@ExtendWith(MiniMaxServerExtension.class)
class ColdStartTest {

    @TempDir
    private Path folder;

    static final class Application {

        private Application() {}

        public static void main(String[] arguments) {
            try (MiniMaxClient client =
                    MiniMaxClient.builder().baseUrl(arguments[0]).build()) {
                System.out.println(client.chat(MiniMaxClientTest.REQUEST).text());
            }
            System.out.println(System.getProperty("org.eclipse.jetty.util.referencesPerCacheLine", "as before"));
        }
    }

    @Test
    void aFirstCallDoesNotStartTheMBeanServer(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        Path output = folder.resolve("output");
        Path classes = folder.resolve("classes");
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Application.class.getName(),
                        server.baseUrl())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(application.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(output)).contains("Hello.").contains("as before");
            assertThat(Files.readString(classes))
                    .contains("org.eclipse.jetty.client.HttpClient ")
                    .doesNotContain("javax.management.");
        } finally {
            application.destroyForcibly();
        }
    }
}
