package io.github.minimax4j.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import io.github.minimax4j.examples.travel.Booking;
import io.github.minimax4j.examples.travel.Briefing;
import io.github.minimax4j.examples.travel.TravelTools;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user sees and can do in a terminal with line editing. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(120)
class TerminalTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String WEATHER = "{\"city\":\"Oslo\",\"date\":\"" + LocalDate.now() + "\"}";

    private static List<Object> contents(RecordedRequest request) {
        return request.messages().stream()
                .map(message -> message.get("content"))
                .toList();
    }

    @Test
    void aResponseIsWrappedBetweenWordsAtTheWidthOfTheTerminal(MiniMaxServer server) throws Exception {
        String word = "interoperability ";
        server.enqueue(
                Reply.text(word.repeat(20).strip()), Reply.text(word.repeat(20).strip()));
        try (User user = User.at(server)) {
            user.says("Hello");
            assertThat(linesOfTheResponse(user))
                    .hasSize(7)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(User.COLUMNS))
                    .allSatisfy(line ->
                            assertThat((line + " ").replace("Desk: ", "")).matches("(" + word + ")+"));
            user.resizes(100);
            user.says("Hello");
            assertThat(linesOfTheResponse(user)).hasSize(4);
        }
    }

    private static List<String> linesOfTheResponse(User user) throws InterruptedException {
        user.sees("Desk: ");
        String shown = "Desk: " + user.sees(" tokens in");
        return shown.substring(0, shown.lastIndexOf("\r\n")).lines().toList();
    }

    @Test
    void ctrlCStopsAResponseThatHasNotBegun(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.stall(), Reply.text("Hello."));
        try (User user = User.at(server)) {
            user.says("Are you there?");
            user.sees("Waiting 1 s");
            user.pressesCtrlC();
            user.sees("Stopped. Ctrl-C again ends the program.");
            assertThat(server.awaitHangUp(SOON)).isTrue();

            user.says("Hello?");
            user.sees("Desk: Hello.");
            assertThat(contents(server.lastRequest())).hasSize(2).contains("Hello?");
        }
    }

    @Test
    void ctrlCStopsAStreamAndTheNextLineIsAnswered(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.text("One two three.")
                        .streamed(stream -> stream.textDeltas("One ", "two ", "three."))
                        .stallAfterEvents(2),
                Reply.text("Again."));
        try (User user = User.at(server)) {
            user.says("Count.");
            user.sees("Desk: One");
            user.pressesCtrlC();
            user.sees("Stopped.");
            assertThat(server.awaitHangUp(SOON)).isTrue();

            user.awaitPrompt();
            user.types("Not th");
            user.sees("Not th");
            user.pressesCtrlC(); // which discards the line, and does not count as the second in a row
            user.says("Once more.");
            user.sees("Desk: Again.");
        }
    }

    @Test
    void whatToolsDidInAStoppedTurnStaysKnown(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.toolCall("weather", WEATHER), Reply.stall(), Reply.text("It snows."));
        try (User user = User.at(server)) {
            user.says("Weather in Oslo?");
            user.sees("Tool result: ");
            user.sees("Waiting 0 s");
            assertThat(server.takeRequest(SOON).toolResults()).isEmpty();
            assertThat(server.takeRequest(SOON).toolResults()).hasSize(1);
            user.pressesCtrlC();
            user.says("And?");
            user.sees("Desk: It snows.");
            assertThat(contents(server.lastRequest()))
                    .contains("Weather in Oslo?", "(interrupted)", "And?")
                    .anySatisfy(content -> assertThat(content).asString().contains("light snow"));
        }
    }

    @Test
    void aLineTypedAheadIsShownAndAskedAfterTheResponse(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.text("One two three.")
                        .streamed(stream -> stream.textDeltas("One ", "two ", "three."))
                        .stallAfterEvents(2),
                Reply.text("Again."));
        try (User user = User.at(server)) {
            user.says("Count.");
            user.sees("Desk: One");
            user.types("Next");
            user.pressesCtrlC();
            user.sees("Stopped.");
            user.sees("You: ");
            user.types(" one\r");
            user.sees("Desk: Again.");
            assertThat(server.lastRequest().lastUserText()).isEqualTo("Next one");
            assertThat(user.everything()).containsOnlyOnce("Next");
        }
    }

    @Test
    void twoCtrlCInARowEndTheProgram(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.stall());
        try (User user = User.at(server)) {
            user.says("Are you there?");
            user.sees("Waiting");
            user.pressesCtrlC();
            user.sees("Stopped.");
            user.awaitPrompt();
            user.pressesCtrlC();
            user.seesTheEnd();
        }
    }

    @Test
    void theSecondCtrlCEndsTheProgramEvenIfAToolDoesNotReturn(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.toolCall("listBookings", "{}"));
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        TravelTools slow = new TravelTools() {
            @Override
            @Tool("Lists all bookings")
            public List<Booking> listBookings() {
                called.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }
        };
        try (User user = User.at(server, slow)) {
            user.says("List my bookings.");
            user.sees("Running listBookings 0 s");
            called.await();
            user.pressesCtrlC();
            user.pressesCtrlC();
            user.seesTheEnd();
        } finally {
            released.countDown();
        }
    }

    @Test
    void atThePromptCtrlCDiscardsTheLineAndThenEndsTheProgram(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        try (User user = User.at(server)) {
            user.awaitPrompt();
            user.types("Not th");
            user.sees("Not th");
            user.pressesCtrlC();
            user.awaitPrompt();
            user.pressesCtrlC();
            user.sees("Ctrl-C again ends the program.");
            user.says("Hello?");
            user.sees("Desk: Hello.");
            assertThat(server.lastRequest().lastUserText()).isEqualTo("Hello?");

            user.awaitPrompt();
            user.pressesCtrlC();
            user.sees("Ctrl-C again ends the program.");
            user.awaitPrompt();
            user.pressesCtrlC();
            user.seesTheEnd();
        }
    }

    @Test
    void ctrlDAndExitEndTheProgram(MiniMaxServer server) throws Exception {
        for (String end : List.of("\u0004", "exit\r", "/exit\r")) {
            try (User user = User.at(server)) {
                user.awaitPrompt();
                user.types(end);
                user.seesTheEnd();
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void thinkingIsALineWithSecondsAndItsLastWordsWhileItLasts(MiniMaxServer server) throws Exception {
        String thoughts = "First things first. ".repeat(10);
        server.enqueue(
                Reply.thinking(thoughts + "Lastly, the end.")
                        .text("Done.")
                        .streamed(stream -> stream.thinkingDeltas(thoughts, "Lastly, the end."))
                        .stallAfterEvents(2),
                Reply.thinking(thoughts).text("Done."));
        try (User user = User.at(server)) {
            user.says("Think.");
            user.sees("Thinking 1 s …");
            user.sees("Lastly, the end.");
            user.pressesCtrlC();
            user.sees("Thought for ");
            user.says("Think.");
            user.sees("Thought for 0 s");
            user.sees("Desk: Done.");
            assertThat(user.everything()).doesNotContain("Thinking: ", thoughts);
        }
    }

    @Test
    void theCommandForThinkingShowsAllOfItOrDisablesIt(MiniMaxServer server) throws Exception {
        server.when(any -> true, Reply.thinking("Twelve words.").text("Hello."));
        try (User user = User.at(server)) {
            user.says("/thinking");
            user.sees("Thinking is shown in a line");
            user.says("/thinking all");
            user.sees("All of the thinking is shown.");
            user.says("Hi");
            user.sees("Thinking: Twelve words.");
            user.sees("Desk: Hello.");
            assertThat(server.lastRequest().has("thinking")).isFalse();

            user.says("/thinking off");
            user.sees("asked not to think");
            user.says("Hi");
            user.sees("Desk: Hello.");
            assertThat(server.lastRequest().at("thinking.type")).isEqualTo("disabled");

            user.says("/thinking louder");
            user.sees("It is /thinking line, /thinking all or /thinking off.");
        }
    }

    @Test
    void theCommandForTheModelShowsAndChangesIt(MiniMaxServer server) throws Exception {
        server.when(any -> true, Reply.text("Hello."));
        try (User user = User.at(server)) {
            user.says("/model");
            user.sees("goes to MiniMax-M3.");
            user.says("/model MiniMax-M2.7");
            user.sees("goes to MiniMax-M2.7.");
            user.says("Hi");
            user.sees("Desk: Hello.");
            assertThat(server.lastRequest().model()).isEqualTo("MiniMax-M2.7");
            assertThat(server.lastRequest().toolNames()).isNotEmpty();
            user.says("/model two words");
            user.sees("contains no spaces");
        }
    }

    @Test
    void aSettingThatTheModelDoesNotHaveIsAnError(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."));
        try (User user = User.at(server)) {
            user.says("/model MiniMax-M3.1-Flash");
            user.says("/thinking off");
            user.says("Hi");
            user.sees("Error: ");
            user.says("/thinking line");
            user.says("Hi");
            user.sees("Desk: Hello.");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theCommandsForUsageAndANewConversation(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.toolCall("weather", WEATHER).usage(100, 20, 64, 0),
                Reply.text("Snow.").usage(150, 10, 100, 4),
                Reply.text("Hello.").usage(50, 5));
        try (User user = User.at(server)) {
            user.says("/usage");
            user.sees("0 responses, no tokens counted.");
            user.says("Weather in Oslo?");
            user.says("/usage");
            user.sees("2 responses: 250 tokens in (164 from the cache), 30 out (4 thinking).");
            user.says("/clear");
            user.sees("The conversation is forgotten");
            user.says("Hi");
            user.sees("Desk: Hello.");
            assertThat(contents(server.lastRequest())).hasSize(2).contains("Hi");
            user.says("/usage");
            user.sees("3 responses: 300 tokens in (164 from the cache), 35 out (4 thinking).");
        }
    }

    @Test
    void helpListsEachCommandAndAnUnknownOneIsNotSent(MiniMaxServer server) throws Exception {
        try (User user = User.at(server)) {
            user.says("/help");
            assertThat(user.sees(Briefing.EXAMPLES.get(2)))
                    .contains("/model", "/thinking", "/clear", "/usage", "/exit", "Ctrl-C", Briefing.EXAMPLES.get(1));
            user.says("/bye");
            user.sees("There is no command /bye. /help lists them.");
            user.awaitPrompt();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void tabCompletesCommandsAndTheirArguments(MiniMaxServer server) throws Exception {
        try (User user = User.at(server)) {
            user.says("/us\t");
            user.sees("0 responses");
            user.says("/model MiniMax-M3.\t");
            user.sees("goes to MiniMax-M3.1-Flash.");
            user.says("/thinking of\t");
            user.sees("asked not to think");
        }
    }

    @Test
    void theUpArrowBringsBackTheLastLineAndItCanBeEdited(MiniMaxServer server) throws Exception {
        server.when(any -> true, Reply.text("Hello."));
        try (User user = User.at(server)) {
            user.says("Is it cold in Oslo\\Norway!?");
            user.sees("Desk: Hello.");
            assertThat(server.lastRequest().lastUserText()).isEqualTo("Is it cold in Oslo\\Norway!?");
            user.awaitPrompt();
            user.types("\u001BOA" + "\u007F\u007F" + " today?" + "\r");
            user.sees("Desk: Hello.");
            assertThat(server.lastRequest().lastUserText()).isEqualTo("Is it cold in Oslo\\Norway today?");
        }
    }

    @Test
    void aLongResultOfAToolIsALine(MiniMaxServer server) throws Exception {
        server.enqueue(
                Reply.toolCall(
                        "searchFlights", "{\"from\":\"Lisbon\",\"to\":\"Oslo\",\"date\":\"" + LocalDate.now() + "\"}"),
                Reply.text("Two flights."));
        try (User user = User.at(server)) {
            user.says("Flights from Lisbon to Oslo?");
            user.sees("Tool result: ");
            String line = "Tool result: " + user.sees("\n").strip();
            assertThat(line)
                    .startsWith("Tool result: [{\"flightNumber\":\"DY1817\"")
                    .endsWith("… (2 entries)");
            assertThat(line.length()).isEqualTo(User.COLUMNS);
            user.sees("Desk: Two flights.");
            assertThat(server.lastRequest().toolResults().get(0)).contains("TP758");
        }
    }

    @Test
    void aModelThatNeverStopsCallingToolsIsStopped(MiniMaxServer server) throws Exception {
        server.when(any -> true, Reply.toolCall("weather", WEATHER));
        try (User user = User.at(server)) {
            user.says("Weather in Oslo?");
            user.sees("Error: ");
            user.sees("exceeded " + Briefing.MAX_TOOL_ROUNDS + " tool calling round");
            assertThat(server.requests()).hasSizeBetween(Briefing.MAX_TOOL_ROUNDS, Briefing.MAX_TOOL_ROUNDS + 1);
        }
    }

    @Test
    void theExamplesAreAskedUntilOneFails(MiniMaxServer server) throws Exception {
        server.enqueue(Reply.text("Hello."), Reply.error(1004, "login fail"));
        try (User user = User.at(server, "First?", "Second?", "Third?")) {
            user.sees("You: First?");
            user.sees("Desk: Hello.");
            user.sees("You: Second?");
            user.sees("Error: ");
            user.sees("Your turn");
            user.awaitPrompt();
            assertThat(server.requests()).hasSize(2);
        }
    }
}
