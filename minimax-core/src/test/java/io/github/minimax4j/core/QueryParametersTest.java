package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(MiniMaxServerExtension.class)
class QueryParametersTest {

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("api-version", "2027-01-01");
        query.put("team", "a&b=c d");
        return MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .maxRetries(1)
                .chance(() -> 0, System::nanoTime, java.time.Clock.systemUTC())
                .customQueryParams(query);
    }

    @Test
    void theyGoWithEachRequestAndItsRetryPercentEncoded(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "slow down"), Reply.text("Hello."), Reply.text("Hello."));
        try (MiniMaxClient client = builder(server).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.completion().text()).isEqualTo("Hello.");
            catchThrowable(client::models);
        }
        assertThat(server.requests())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(
                        request -> assertThat(request.query()).isEqualTo("api-version=2027-01-01&team=a%26b%3Dc%20d"));
        assertThat(server.requests().get(0).path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void withoutThemThereIsNoQuery(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        try (MiniMaxClient client = builder(server).customQueryParams(Map.of()).build()) {
            client.chat(MiniMaxClientTest.REQUEST);
        }
        assertThat(server.takeRequest().query()).isNull();
    }

    @Test
    @Tag("B13")
    void theyAreInNoLogAndNoExceptionEvenIfTheServerRepeatsThem(MiniMaxServer server) {
        server.enqueue(
                Reply.error(2049, "no key sk-Zx81hidden"),
                Reply.raw(404, "text/plain", "404 page not found"),
                Reply.text("cut off here").cutAfterEvents(1));
        Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
        List<String> said = new ArrayList<>();
        try (MiniMaxClient client = builder(server)
                .customQueryParams(Map.of("key", "sk-Zx81hidden"))
                .maxRetries(0)
                .logRequests(true)
                .logResponses(true)
                .build()) {
            said.add(client.toString());
            for (int i = 0; i < 2; i++) {
                said.add(stackTrace(catchThrowable(() -> client.chat(MiniMaxClientTest.REQUEST))));
            }
            RecordingListener listener = new RecordingListener();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            said.add(stackTrace(listener.error()));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
        log.list.forEach(event -> said.add(event.getFormattedMessage()));

        assertThat(said).noneMatch(text -> text.contains("Zx81")).anyMatch(text -> text.contains("no key ***"));
        assertThat(server.requests()).allMatch(request -> "key=sk-Zx81hidden".equals(request.query()));
    }

    @Test
    @Tag("B13")
    void theyAreInNoLogAndNoExceptionHoweverTheyAreWrittenAndHoweverShort(MiniMaxServer server) {
        String key = "qk/abc+def==ghi jkl";
        List<String> forms = List.of(
                "qk/abc+def==ghi jkl",
                "qk%2Fabc%2Bdef%3D%3Dghi%20jkl",
                "qk%2fabc%2bdef%3d%3dghi+jkl",
                "qk/abc+def==ghi%20jkl",
                "qk\\/abc+def==ghi jkl");
        forms.forEach(form -> server.enqueue(
                Reply.raw(404, "text/plain", "no route to /v1/chat/completions?key=" + form + "&pin=4711#x"),
                Reply.raw(
                        404,
                        "application/json",
                        "{\"error\":{\"message\":\"denied: " + form.replace("\\", "\\\\")
                                + " (pin=4711) 4711 apples\"}}")));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("key", key);
        query.put("pin", "4711");
        Logger logger = (Logger) LoggerFactory.getLogger(MiniMaxClient.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        List<String> said = new ArrayList<>();
        try (MiniMaxClient client = builder(server)
                .customQueryParams(query)
                .maxRetries(0)
                .logRequests(true)
                .logResponses(true)
                .build()) {
            for (int i = 0; i < 2 * forms.size(); i++) {
                MiniMaxException error =
                        (MiniMaxException) catchThrowable(() -> client.chat(MiniMaxClientTest.REQUEST));
                said.add(stackTrace(error) + error.bodyExcerpt());
            }
        } finally {
            logger.detachAppender(log);
        }
        log.list.forEach(event -> said.add(event.getFormattedMessage()));

        assertThat(said)
                .hasSizeGreaterThanOrEqualTo(4 * forms.size())
                .noneMatch(text -> text.contains("jkl"))
                .noneMatch(text -> text.contains("pin=4711"))
                .anyMatch(text -> text.contains("?key=***&pin=***#x"))
                .anyMatch(text -> text.contains("denied: *** (pin=***) 4711 apples"));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aBlankNameAndAMissingValueAreRefused(MiniMaxServer server) {
        Map<String, String> noValue = new LinkedHashMap<>();
        noValue.put("team", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(server).customQueryParams(noValue))
                .withMessageContaining("team");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(server).customQueryParams(Map.of(" ", "x")))
                .withMessageContaining("customQueryParams");
    }
}
