package io.github.minimax4j.core.internal.decode;

import static io.github.minimax4j.core.Failures.refusedByTheService;
import static io.github.minimax4j.core.internal.decode.Responses.delta;
import static io.github.minimax4j.core.internal.decode.Responses.finish;
import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static io.github.minimax4j.core.internal.decode.Responses.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.RecordingCalls;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.TestBuilders;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events of a stream that no other callback stands for. */
@ExtendWith(MiniMaxServerExtension.class)
class OtherEventsTest {

    private static final String ROLE = delta("\"role\":\"assistant\",\"content\":\"\"");

    private static final String SEARCH = "{\"id\":\"a\",\"object\":\"search.progress\",\"found\":3}";

    private static final String USAGE =
            "{\"id\":\"a\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";

    private static final class Recorder extends RecordingListener {

        @Override
        public void onOtherEvent(String json) {
            events.add("other:" + json);
        }
    }

    private static Reply stream(String... payloads) {
        return Reply.raw(200, "text/event-stream", ": comment\n\n" + sse(payloads));
    }

    private static MiniMaxClient client(MiniMaxServer server) {
        return TestBuilders.withoutJitter(
                        MiniMaxClient.builder().baseUrl(server.baseUrl()).apiKey("key"))
                .build();
    }

    private static Recorder stream(MiniMaxServer server) {
        try (MiniMaxClient client = client(server)) {
            Recorder listener = new Recorder();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.completion();
            return listener;
        }
    }

    @Test
    void theyAreHandedOnAsTheyCameInTheirPlace(MiniMaxServer server) {
        server.enqueue(stream(ROLE, text("One"), SEARCH, text(" two."), finish("stop"), USAGE, "[DONE]"));
        assertThat(stream(server).events)
                .containsExactly(
                        "other:" + ROLE,
                        "text:One",
                        "other:" + SEARCH,
                        "text: two.",
                        "other:" + finish("stop"),
                        "usage:5",
                        "other:" + USAGE,
                        "complete");
    }

    @Test
    void textThatWaitsForWhatFollowsIsNoOtherEvent(MiniMaxServer server) {
        server.enqueue(stream(text("a <th"), text("is"), finish("stop"), "[DONE]"));
        Recorder listener = stream(server);
        assertThat(listener.events)
                .filteredOn(event -> event.startsWith("other:"))
                .containsExactly("other:" + finish("stop"));
        assertThat(listener.text.toString()).isEqualTo("a <this");
    }

    @Test
    void aStreamThatBreaksOffBehindThemIsRetriedAndNothingOfTheFirstIsDelivered(MiniMaxServer server) {
        server.enqueue(stream(ROLE, SEARCH), stream(text("Fine."), finish("stop"), "[DONE]"));
        assertThat(stream(server).events).containsExactly("text:Fine.", "other:" + finish("stop"), "complete");
    }

    @Test
    void anAnswerWithoutAnyTextHasThemBeforeItsEnd(MiniMaxServer server) {
        server.enqueue(stream(ROLE, finish("stop"), "[DONE]"));
        assertThat(stream(server).events).containsExactly("other:" + ROLE, "other:" + finish("stop"), "complete");
    }

    @Test
    void aServerThatSendsNothingElseDoesNotFillTheMemory() {
        List<StreamEvent> told = new ArrayList<>();
        OtherEvents events = new OtherEvents(told::add);
        StreamEvent other = new StreamEvent.Other(SEARCH);
        IntStream.range(1, OtherEvents.MAX_WAITING).forEach(i -> events.accept(other));
        assertThat(told).isEmpty();
        events.accept(other);
        assertThat(told).hasSize(OtherEvents.MAX_WAITING);
        events.accept(new StreamEvent.Other(ROLE));
        assertThat(told).hasSize(OtherEvents.MAX_WAITING + 1).endsWith(new StreamEvent.Other(ROLE));
        events.forget();
        assertThat(told).hasSize(OtherEvents.MAX_WAITING + 1);
    }

    @Test
    void onceTheyWereDeliveredTheStreamIsNotTriedAgain(MiniMaxServer server) {
        String[] pings = new String[OtherEvents.MAX_WAITING + 2];
        Arrays.fill(pings, "{\"ping\":1}");
        server.enqueue(stream(pings), stream(SEARCH, text("Fine."), finish("stop"), "[DONE]"));
        Recorder listener = new Recorder();
        try (MiniMaxClient client = client(server)) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
        }
        assertThat(listener.events).hasSize(pings.length + 1).endsWith("other:{\"ping\":1}", "error");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aStreamThatFailsForGoodHasThemBeforeItsError(MiniMaxServer server) {
        server.enqueue(
                stream(ROLE, SEARCH), stream(SEARCH, "{\"base_resp\":{\"status_code\":1004,\"status_msg\":\"no\"}}"));
        Recorder listener = new Recorder();
        try (MiniMaxClient client = client(server)) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            assertThat(listener.error()).is(refusedByTheService());
        }
        assertThat(listener.events).containsExactly("other:" + SEARCH, "error");
    }

    @Test
    void theyAreNoFirstEventOfAnAnswer(MiniMaxServer server) {
        server.enqueue(
                stream(ROLE, USAGE, finish("stop"), "[DONE]"), stream(ROLE, text("Hi"), finish("stop"), "[DONE]"));
        RecordingCalls heard = new RecordingCalls();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .addCallListener(heard)
                .build()) {
            for (int i = 0; i < 2; i++) {
                Recorder listener = new Recorder();
                client.stream(MiniMaxClientTest.REQUEST, listener);
                listener.completion();
            }
        }
        assertThat(heard.events).containsExactly("success", "first event", "success");
    }

    @Test
    @Tag("B13")
    void whatTheyRepeatOfTheKeyTheHeadersAndTheQueryIsHidden(MiniMaxServer server) {
        server.enqueue(stream(
                "{\"debug\":\"sk-Zx81hidden, team-Zx81, /v1?pin=Zx81&id=1\"}", text("Hi"), finish("stop"), "[DONE]"));
        Recorder listener = new Recorder();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("sk-Zx81hidden")
                .customHeaders(Map.of("X-Team", "team-Zx81"))
                .customQueryParams(Map.of("pin", "Zx81"))
                .build()) {
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.completion();
        }
        assertThat(listener.events).startsWith("other:{\"debug\":\"***, ***, /v1?pin=***&id=1\"}", "text:Hi");
    }
}
