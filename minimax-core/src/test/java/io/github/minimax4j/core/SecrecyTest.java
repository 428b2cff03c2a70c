package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The key and the values of headers appear nowhere. */
@ExtendWith(MiniMaxServerExtension.class)
class SecrecyTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private Level before;

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void listen() {
        before = root().getLevel();
        root().setLevel(Level.TRACE);
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
        root().setLevel(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-Zx81hidden", "eyZx81hidden", "Zx81hidden\n", "Zx81 hidden", "Zx81\u00e9hidden"})
    @Tag("B13")
    void noKeyIsInALogAnExceptionOrAText(String key, MiniMaxServer server) {
        server.enqueue(
                Reply.text("fine"),
                Reply.error(2049, "invalid api key"),
                Reply.text("cut").cutAfterEvents(1));
        List<String> said = new ArrayList<>();
        Throwable refused = catchThrowable(() -> {
            MiniMaxClientBuilder builder = MiniMaxClient.builder()
                    .baseUrl(server.baseUrl())
                    .profile(TargetProfile.MINIMAX)
                    .customHeaders(Map.of("X-Token", "header-Zx81hidden"))
                    .apiKey(key);
            said.add(builder.toString());
            try (MiniMaxClient client = builder.build()) {
                said.add(client.toString());
                said.add(client.chat(MiniMaxClientTest.REQUEST).toString());
                said.add(stackTrace(catchThrowable(() -> client.chat(MiniMaxClientTest.REQUEST))));
                RecordingListener listener = new RecordingListener() {
                    @Override
                    public void onError(MiniMaxException error) {
                        super.onError(error);
                        throw error;
                    }
                };
                said.add(client.stream(MiniMaxClientTest.REQUEST, listener).toString());
                said.add(stackTrace(listener.error()));
            }
        });
        said.add(refused == null ? "" : stackTrace(refused));
        log.list.forEach(event -> said.add(event.getFormattedMessage()));

        assertThat(said).noneMatch(text -> text.contains("Zx81"));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  ", "Basic ", "Token "})
    @Tag("B13")
    void aKeyIsFoundWithoutTheSchemeOfItsHeader(String scheme, MiniMaxServer server) {
        server.enqueue(Reply.error(2049, "invalid: '" + scheme + "sk-Zx81hidden', key sk-Zx81hidden"));
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .customHeaders(Map.of("Authorization", scheme + "sk-Zx81hidden"))
                .maxRetries(0)
                .build()) {
            MiniMaxException error =
                    catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));

            assertThat(stackTrace(error) + error.bodyExcerpt())
                    .contains("key ***")
                    .doesNotContain("Zx81");
        }
    }

    @Test
    @Tag("B13")
    void aLongKeyThatIsCutWithTheBodyIsNotShownInPart(MiniMaxServer server) {
        String key = "eyJhbGciOi.JSUzI1-IsInR_".repeat(37);
        server.enqueue(Reply.raw(
                200,
                "application/json",
                "{\"error\":{\"message\":\"no\"},\"said\":\"" + (key + " ").repeat(3) + "\"}"));
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey(key)
                .maxRetries(0)
                .build()) {
            MiniMaxException error = catchThrowableOfType(
                    MiniMaxException.class, () -> client.countInputTokens(MiniMaxClientTest.REQUEST));

            assertThat(error.bodyExcerpt()).contains("***").doesNotContain("eyJhbG");
        }
    }

    @Test
    @Tag("B13")
    void aServerThatRepeatsTheKeyDoesNotGetItIntoALogOrAnException(MiniMaxServer server) {
        server.enqueue(
                Reply.error(2049, "invalid api key: sk-Zx81hidden, team Zx81-of-the-header")
                        .header("Trace-Id", "sk-Zx81hidden"),
                Reply.raw(500, "text/plain", "cannot use sk-Zx81hidden"),
                Reply.text("Hello.").errorAfterEvents(1, Reply.error(1000, "key sk-Zx81hidden failed")));
        List<String> said = new ArrayList<>();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .customHeaders(Map.of("X-Team", "Zx81-of-the-header"))
                .apiKey("sk-Zx81hidden")
                .maxRetries(0)
                .logRequests(true)
                .logResponses(true)
                .build()) {
            for (int i = 0; i < 2; i++) {
                MiniMaxException error =
                        catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST));
                said.add(stackTrace(error));
                said.add(error.bodyExcerpt() + error.traceId() + error.serverMessage());
            }
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            said.add(stackTrace(listener.error()) + listener.error().bodyExcerpt());
        }
        log.list.forEach(event -> said.add(event.getFormattedMessage()));

        assertThat(said).noneMatch(text -> text.contains("Zx81"));
        assertThat(said).anyMatch(text -> text.contains("invalid api key: ***, team ***"));
    }
}
