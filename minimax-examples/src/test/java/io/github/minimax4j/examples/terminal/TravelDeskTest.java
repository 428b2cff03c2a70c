package io.github.minimax4j.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.examples.TravelDeskApplication;
import io.github.minimax4j.examples.standin.StandIn;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;

/** What is seen in the terminal. */
@Timeout(60)
class TravelDeskTest {

    private static final String ESCAPE = "\u001B[";

    private static final String NO_KEY = "--langchain4j.minimax.api-key=";

    private static final String EXAMPLES = String.join("\n", Briefing.EXAMPLES) + "\n";

    private static String talk(MiniMaxServer server, boolean interactive, boolean colours, String ownLines) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext context = TravelDeskApplication.start(
                NO_KEY + "test-key",
                "--langchain4j.minimax.base-url=" + server.baseUrl(),
                "--langchain4j.minimax.profile=minimax")) {
            TravelDeskApplication.converse(context, screen(shown, interactive, colours, ownLines));
        }
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static Screen screen(ByteArrayOutputStream shown, boolean interactive, boolean colours, String ownLines) {
        return Screen.plain(
                new PrintWriter(shown, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(ownLines)),
                interactive,
                colours);
    }

    private static MiniMaxServer standIn() {
        return StandIn.start(0, Duration.ZERO);
    }

    @Test
    void theLinesOfAPipeSearchBookAndShowWhatItTook() {
        try (MiniMaxServer server = standIn()) {
            String shown = talk(server, false, false, EXAMPLES);
            String tomorrow = LocalDate.now().plusDays(1).toString();
            assertThat(shown)
                    .contains("Talking to " + server.baseUrl() + " with the model MiniMax-M3.")
                    .containsSubsequence(
                            "You: Search flights from Lisbon to Oslo",
                            "Thinking: ",
                            "Tool call: searchFlights {\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + tomorrow
                                    + "\"}\n",
                            "Tool result: [{\"flightNumber\":\"DY1817\"",
                            "Tool call: bookFlight {\"flightNumber\":\"DY1817\"",
                            "Tool result: {\"reference\":\"TD-1001\"",
                            "Desk: ",
                            "TD-1001",
                            " tokens in, ",
                            " out)\n",
                            "You: What is the weather in Lisbon and Oslo tomorrow?",
                            "Tool call: weather {\"city\":\"Lisbon\"",
                            "Tool call: weather {\"city\":\"Oslo\"",
                            "light snow",
                            "You: List my bookings.",
                            "Tool call: listBookings {}",
                            "Desk: ",
                            "Maria Silva")
                    .doesNotContain(ESCAPE, "Error", "Your turn");
            assertThat(server.requests()).allMatch(RecordedRequest::isStream);
        }
    }

    @Test
    void withAKeyNothingIsSentUnasked() {
        try (MiniMaxServer server = standIn()) {
            assertThat(talk(server, true, false, "")).contains("Your turn").doesNotContain("Search flights");
            assertThat(talk(server, false, false, "")).contains("Talking to ");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void toolResultsGoBackToTheModel() {
        try (MiniMaxServer server = standIn()) {
            talk(server, false, false, EXAMPLES);
            assertThat(server.requests())
                    .anySatisfy(request -> assertThat(request.toolResults())
                            .singleElement()
                            .asString()
                            .contains("DY1817", "142"));
        }
    }

    @Test
    void ownLinesAreAnsweredUntilTheEndOfTheInput() {
        try (MiniMaxServer server = standIn()) {
            String shown = talk(
                    server,
                    true,
                    false,
                    Briefing.EXAMPLES.get(0) + "\n\nCancel booking TD-1001.\nCancel booking TD-9999.\n");
            assertThat(shown)
                    .containsSubsequence(
                            "Your turn, here or on the page. Ctrl-D or exit ends both.",
                            "You: Thinking: ",
                            "You: You: Thinking: ",
                            "Tool call: cancelBooking {\"reference\":\"TD-1001\"}",
                            "Tool result: {\"reference\":\"TD-1001\"",
                            "Tool call: cancelBooking {\"reference\":\"TD-9999\"}",
                            "Tool failed: There is no booking TD-9999")
                    .endsWith("You: \n");
        }
    }

    @Test
    void theWordExitEndsTheConversationToo() {
        try (MiniMaxServer server = standIn()) {
            String shown = talk(server, true, false, "Exit\nList my bookings.\n");
            assertThat(shown).endsWith("Your turn, here or on the page. Ctrl-D or exit ends both.\nYou: ");
        }
    }

    @Test
    void theAddressOfThePageIsShownAndLeadsThereEvenIfThePortIsTaken() throws Exception {
        try (MiniMaxServer server = standIn();
                MiniMaxServer taken = MiniMaxServer.start()) {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            try (ConfigurableApplicationContext context = TravelDeskApplication.start(
                    NO_KEY + "test-key",
                    "--langchain4j.minimax.base-url=" + server.baseUrl(),
                    "--server.port=" + taken.port())) {
                TravelDeskApplication.converse(context, screen(shown, false, false, ""));
                Matcher address = Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+) ")
                        .matcher(shown.toString(StandardCharsets.UTF_8));
                assertThat(address.find()).isTrue();
                assertThat(address.group(1)).doesNotEndWith(":" + taken.port());
                String page = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(address.group(1)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(page).contains("<title>Travel desk</title>");
            }
        }
    }

    @Test
    void anErrorIsOneLineAndIsForgottenForTheNextLines() {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.enqueue(
                    Reply.error(2013, "invalid params,\nnothing fits"),
                    Reply.text("Sunny.").usage(11, 7),
                    Reply.text("None."));
            String shown = talk(server, false, false, "Hello?\nWhat is the weather?\nAnything else?\n");
            assertThat(shown.lines().filter(line -> line.startsWith("Error: ")))
                    .singleElement()
                    .asString()
                    .contains("invalid params, nothing fits");
            assertThat(shown).contains("Desk: Sunny.\n(11 tokens in, 7 out)\n", "Desk: None.\n");
            List<RecordedRequest> requests = server.requests();
            assertThat(requests).hasSize(3);
            assertThat(requests.get(1).messages()).hasSize(2);
            assertThat(requests.get(1).lastUserText()).startsWith("What is the weather");
        }
    }

    @Test
    void argumentsThatAreNoJsonDoNotEndTheTurn() {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(
                    request -> true,
                    request -> request.toolResults().isEmpty()
                            ? Reply.toolCall("weather", "{broken")
                            : Reply.text("I could not look."));
            assertThat(talk(server, false, false, EXAMPLES))
                    .contains("The arguments cannot be used: ", "Desk: I could not look.")
                    .doesNotContain("Error: ");
        }
    }

    @Test
    void escapeSequencesOfTheModelDoNotReachTheTerminal() {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            server.when(
                    request -> true,
                    request -> request.toolResults().isEmpty()
                            ? Reply.thinking("\u001B[2Jhm\u009B2J").toolCall("weather", "{\"city\":\"\u001B[3J\"}")
                            : Reply.text("red \u001B]0;OWNED\u0007\u001B[2J\tgreen\r\nblue"));
            assertThat(talk(server, false, false, EXAMPLES))
                    .contains("red ]0;OWNED[2J\tgreen\nblue")
                    .doesNotContain("\u001B", "\u0007", "\u009B", "\r");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "-1", "abc"})
    void aPortThatIsNoneIsNamed(String port) {
        assertThatThrownBy(() -> TravelDeskApplication.start(NO_KEY + "any", "--server.port=" + port))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("server.port")
                .hasMessageContaining(port)
                .hasMessageContaining("PORT must be a number from 0");
    }

    @Test
    void thinkingIsDimmedWhereThereAreColours() {
        try (MiniMaxServer server = standIn()) {
            assertThat(talk(server, false, true, EXAMPLES)).contains(ESCAPE + "2mThinking: " + ESCAPE + "0m");
        }
    }

    @Test
    void withoutAKeyAStandInAnswersAndEndsWithTheApplication() throws IOException, InterruptedException {
        URI models;
        try (ConfigurableApplicationContext context = TravelDeskApplication.start(NO_KEY)) {
            models = URI.create(context.getBean(MiniMaxServer.class).baseUrl() + "/v1/models");
            assertThat(context.getEnvironment().getProperty("langchain4j.minimax.base-url"))
                    .isEqualTo(context.getBean(MiniMaxServer.class).baseUrl());
            assertThat(get(models)).isEqualTo(200);
        }
        assertThat(get(models)).isEqualTo(-1);
    }

    private static int get(URI uri) throws IOException, InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (ConnectException e) {
            return -1;
        }
    }
}
