package io.github.minimax4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.examples.travel.TravelTools;
import io.github.minimax4j.examples.web.PageClient.Event;
import io.github.minimax4j.examples.web.PageClient.Stream;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** What the page gets from the server, event by event. */
@Timeout(60)
class PageStreamTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String WEATHER = "{\"city\":\"Oslo\",\"date\":\"" + LocalDate.now() + "\"}";

    private static final Reply HELD_BACK = Reply.text("One two three.")
            .streamed(stream -> stream.textDeltas("One ", "two ", "three."))
            .stallAfterEvents(2);

    private static int serverPort;

    private static ConfigurableApplicationContext app;

    private MiniMaxServer server;

    @BeforeAll
    static void startDesk() {
        serverPort = DeskUnderTest.freePort();
        app = DeskUnderTest.start(serverPort);
    }

    @AfterAll
    static void stopDesk() {
        app.close();
    }

    @BeforeEach
    void startServer() {
        server = MiniMaxServer.start(serverPort);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private PageClient client() throws IOException, InterruptedException {
        return new PageClient(DeskUnderTest.url(app));
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).distinct().toList();
    }

    @Test
    void theEventsComeInTheOrderOfTheAnswer() throws Exception {
        server.enqueue(
                Reply.thinking("A tool knows.").toolCall("weather", WEATHER).usage(100, 20),
                Reply.thinking("Snow.").text("Light snow.").usage(150, 10));
        List<Event> events = client().ask("Weather in Oslo?").rest();
        assertThat(names(events)).containsExactly("thinking", "tool-call", "tool-result", "text", "done");
        Event done = events.get(events.size() - 1);
        assertThat(done.data().path("inputTokens").asInt()).isEqualTo(250);
        assertThat(done.data().path("outputTokens").asInt()).isEqualTo(30);
        assertThat(server.lastRequest().toolResults())
                .singleElement()
                .asString()
                .contains("light snow");
        assertThat(server.lastRequest().at("messages[2].reasoning_details[0].text"))
                .isEqualTo("A tool knows.");
    }

    @Test
    void aModelThatNeverStopsCallingToolsIsStopped() throws Exception {
        server.when(any -> true, Reply.toolCall("weather", WEATHER)); // even when it is offered none
        PageClient client = client();
        List<Event> events = client.ask("Weather in Oslo?").rest();
        Event last = events.get(events.size() - 1);
        assertThat(last.name()).isEqualTo("failed");
        assertThat(last.data().path("problem").asText()).contains("keeps calling tools");
        assertThat(server.requests()).hasSize(Briefing.MAX_TOOL_ROUNDS);
        assertThat(server.requests().get(Briefing.MAX_TOOL_ROUNDS - 2).toolNames())
                .isNotEmpty();
        assertThat(server.lastRequest().toolNames()).isEmpty();

        server.enqueue(Reply.text("Hello."));
        assertThat(names(client.ask("Hi").rest())).containsExactly("text", "done");
    }

    @Test
    void twoConversationsAtATimeDoNotMix() throws Exception {
        server.enqueue(HELD_BACK, Reply.text("Other."), Reply.text("Again."));
        PageClient first = client();
        PageClient second = client();
        try (Stream held = first.ask("Count")) {
            assertThat(held.next().text()).isEqualTo("One ");
            assertThat(second.ask("Hello").rest().get(0).text()).isEqualTo("Other.");
            assertThat(second.ask("Again").rest().get(0).text()).isEqualTo("Again.");
            assertThat(held.next().text()).isEqualTo("two ");
        }
        assertThat(server.lastRequest().messages())
                .hasSize(4)
                .extracting(message -> message.get("content"))
                .contains("Hello", "Other.", "Again")
                .doesNotContain("Count");
    }

    @Test
    void whoeverHangsUpBeforeTheFirstWordEndsTheCallToMiniMax() throws Exception {
        server.enqueue(Reply.stall());
        PageClient client = client();
        Socket socket = client.raw("Anybody there?");
        server.takeRequest(SOON);
        socket.close();
        assertThat(server.awaitHangUp(SOON)).isTrue();
    }

    @Test
    void aNewQuestionStopsTheAnswerToTheOneBefore() throws Exception {
        server.enqueue(HELD_BACK, Reply.text("Here."));
        PageClient client = client();
        try (Stream held = client.ask("Count")) {
            held.next();
            held.next();
            assertThat(client.ask("Are you there?").rest().get(0).text()).isEqualTo("Here.");
            assertThat(server.awaitHangUp(SOON)).isTrue();
            assertThat(held.rest()).isEmpty();
        }
        assertThat(server.lastRequest().at("messages[2].content")).isEqualTo("One two ");
    }

    @Test
    void anErrorBeforeTheFirstWordIsTheOnlyEvent() throws Exception {
        server.enqueue(Reply.error(1002, "rate limit exceeded(RPM)"));
        List<Event> events = client().ask("Hello").rest();
        assertThat(names(events)).containsExactly("failed");
        assertThat(events.get(0).data().path("problem").asText()).isEqualTo("Too many requests at once.");
        assertThat(events.get(0).data().path("details").asText())
                .contains("1002")
                .doesNotContain("test-key");
    }

    @Test
    void anErrorInTheMiddleIsTheLastEventAndARetryBooksNothingTwice() throws Exception {
        String booking = "{\"flightNumber\":\"TP758\",\"date\":\"" + LocalDate.now() + "\",\"passenger\":\"Ann\"}";
        server.enqueue(
                Reply.toolCall("bookFlight", booking),
                Reply.text("Booked as")
                        .streamed(s -> s.textDeltas("Booked ", "as"))
                        .resetAfterEvents(1),
                Reply.text("Booked as TD-1001."));
        PageClient client = client();
        List<Event> events = client.ask("Book TP758 for Ann").rest();
        assertThat(names(events)).startsWith("tool-call", "tool-result").endsWith("failed");
        assertThat(events.get(events.size() - 1).data().path("problem").asText())
                .isEqualTo("The connection to MiniMax was lost.");
        List<Event> again = client.retry("Book TP758 for Ann").rest();
        assertThat(names(again)).containsExactly("text", "done");
        assertThat(app.getBean(TravelTools.class).listBookings())
                .filteredOn(one -> one.passenger().equals("Ann"))
                .hasSize(1);
        assertThat(server.lastRequest().messages()).hasSize(4);
    }

    @Test
    void argumentsThatAreNoJsonAreAFailedResultForTheModelAndNothingIsBookedTwice() throws Exception {
        String booking = "{\"flightNumber\":\"TP758\",\"date\":\"" + LocalDate.now() + "\",\"passenger\":\"Bea\"}";
        server.enqueue(
                Reply.toolCall("bookFlight", booking).toolCall("weather", "{broken"),
                Reply.text("Booked, no weather."));
        List<Event> events =
                client().ask("Book TP758 for Bea, and the weather?").rest();
        assertThat(names(events)).containsExactly("tool-call", "tool-result", "text", "done");
        assertThat(events.get(3).data().path("failed").asBoolean()).isTrue();
        assertThat(events.get(3).data().path("result").asText()).startsWith("The arguments cannot be used: ");
        assertThat(server.lastRequest().toolResults()).hasSize(2);
        assertThat(app.getBean(TravelTools.class).listBookings())
                .filteredOn(one -> one.passenger().equals("Bea"))
                .hasSize(1);
    }

    @Test
    void anAnsweredQuestionThatIsSentAgainIsAnsweredAnew() throws Exception {
        server.enqueue(Reply.text("First."), Reply.text("Second."));
        PageClient client = client();
        client.ask("Hello").rest();
        assertThat(client.retry("Hello").rest().get(0).text()).isEqualTo("Second.");
        assertThat(server.lastRequest().messages()).hasSize(2);
    }

    @Test
    void whoCallsToolsForEverIsOfferedNoneInTheEnd() throws Exception {
        server.when(
                request -> true,
                request -> request.toolNames().isEmpty() ? Reply.text("Enough.") : Reply.toolCall("weather", WEATHER));
        List<Event> events = client().ask("Weather?").rest();
        assertThat(events).filteredOn(event -> event.name().equals("text")).hasSize(1);
        assertThat(server.requests()).hasSizeLessThan(20);
    }

    @Test
    void whoCallsToolsEvenIfOfferedNoneGetsAnErrorAndTheConversationGoesOn() throws Exception {
        server.when(
                request -> request.lastUserText().equals("Weather?"), request -> Reply.toolCall("weather", WEATHER));
        server.when(request -> true, request -> Reply.text("Here."));
        PageClient client = client();
        List<Event> events = client.ask("Weather?").rest();
        assertThat(events.get(events.size() - 1).data().path("problem").asText())
                .isEqualTo("The model keeps calling tools instead of answering.");
        assertThat(server.requests()).hasSize(12);
        assertThat(names(client.ask("Well?").rest())).containsExactly("text", "done");
    }

    @Test
    void aToolThatDoesNotExistIsAFailedResultForTheModel() throws Exception {
        server.enqueue(Reply.toolCall("teleport", "{}"), Reply.text("I cannot."));
        List<Event> events = client().ask("Beam me up").rest();
        assertThat(names(events)).containsExactly("tool-call", "tool-result", "text", "done");
        assertThat(events.get(1).data().path("failed").asBoolean()).isTrue();
    }

    @Test
    void aConversationThatIsNotKeptSaysSo() throws Exception {
        PageClient client = client();
        client.forget();
        List<Event> events = client.ask("Hello").rest();
        assertThat(names(events)).containsExactly("failed");
        assertThat(events.get(0).data().path("problem").asText()).isEqualTo("This conversation no longer exists.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aQuestionThatCannotBeAskedIsRefusedInWords() throws Exception {
        PageClient client = client();
        String image = "data:image/png;base64,AAAA";
        assertThat(refusal(client, " ", List.of())).isEqualTo("There is no question.");
        assertThat(refusal(client, "x".repeat(20_001), List.of())).isEqualTo("The question is too long.");
        assertThat(refusal(client, "x", List.of(image, image, image, image))).isEqualTo("These are too many images.");
        assertThat(refusal(client, "x", List.of("https://example.com/a.png"))).isEqualTo("An image cannot be used.");
        assertThat(refusal(client, "x", List.of("data:image/png;base64,<>"))).isEqualTo("An image cannot be used.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeReadIsNoFailureOfTheDesk() throws Exception {
        PageClient client = client();
        assertThat(client.post(client.questions(), "{broken").body())
                .contains("The travel desk cannot read this question.", "\"actions\":[]");
        assertThat(client.post(client.questions(), "{\"text\":\"" + "x".repeat(13_000_000) + "\"}")
                        .body())
                .contains("The question is too big.", "\"actions\":[]");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anEmptyAnswerIsNamedAndTheConversationGoesOn() throws Exception {
        server.enqueue(Reply.text(""), Reply.text("Here."));
        PageClient client = client();
        List<Event> events = client.ask("Hello").rest();
        assertThat(events.get(events.size() - 1).data().path("note").asText())
                .startsWith("The model returned no text.");
        assertThat(names(client.ask("Well?").rest())).containsExactly("text", "done");
    }

    @Test
    void otherPagesCannotAskTheDesk() throws Exception {
        PageClient client = client();
        String own = DeskUnderTest.url(app);
        assertThat(client.post("/conversations", "", "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post("/conversations", "", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.post("/conversations", "", "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(client.post("/conversations", "", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.statusLine("evil.example")).contains(" 403 ");
        assertThat(client.statusLine("localhost.evil.example:80")).contains(" 403 ");
        assertThat(client.statusLine("localhost:1")).contains(" 200 ");
        assertThat(client.statusLine("[::1]:8080")).contains(" 200 ");
    }

    @Test
    void aConversationKeepsOnlySoManyImages() throws Exception {
        server.enqueue(Reply.text("Three."), Reply.text("Six."));
        PageClient client = client();
        List<String> images = Collections.nCopies(3, "data:image/png;base64,AAAA");
        client.ask(client.conversation(), "1", "These", images).rest();
        assertThat(names(client.ask(client.conversation(), "2", "And these", images)
                        .rest()))
                .containsExactly("text", "done");
        assertThat(refusal(client, "One more", images.subList(0, 1)))
                .isEqualTo("This conversation has reached its limit of images.");
    }

    private static String refusal(PageClient client, String text, List<String> images) throws Exception {
        return client.ask(client.conversation(), "q", text, images)
                .next()
                .data()
                .path("problem")
                .asText();
    }
}
