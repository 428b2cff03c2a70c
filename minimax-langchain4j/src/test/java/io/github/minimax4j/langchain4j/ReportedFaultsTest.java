package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users report: the server's words as they logged them, and what should come of them. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class ReportedFaultsTest {

    private MiniMaxChatModel model;

    @BeforeEach
    void connect(MiniMaxServer server) {
        model = MiniMaxChatModel.builder()
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.GATEWAY)
                .apiKey("test-key")
                .modelName("MiniMax-M3")
                .build();
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void textThatAGatewayWritesAsAListIsNotLost(MiniMaxServer server) {
        server.enqueue(Reply.raw(200, "application/json", """
                {"choices":[{"message":{"role":"assistant","content":["Hello","."]},"finish_reason":"stop"}]}"""));

        assertThat(model.chat("Hi")).isEqualTo("Hello.");
    }

    @Test
    void contributorsFindTheFirstOfThemOnTheirPage() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        int start = source.indexOf("    @Test\n");
        String test = source.substring(start, source.indexOf("\n    }\n", start) + "\n    }".length());

        assertThat(Files.readString(Path.of("../CONTRIBUTING.md")))
                .contains("```java\n" + test.stripIndent() + "\n```");
    }
}
