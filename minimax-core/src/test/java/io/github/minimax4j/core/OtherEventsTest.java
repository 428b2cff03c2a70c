package io.github.minimax4j.core;

import static io.github.minimax4j.core.Answers.delta;
import static io.github.minimax4j.core.Answers.finish;
import static io.github.minimax4j.core.Answers.sse;
import static io.github.minimax4j.core.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    private static Recorder stream(MiniMaxServer server) {
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .chance(() -> 0, System::nanoTime, Clock.systemUTC())
                .build()) {
            Recorder listener = new Recorder();
            client.stream(MiniMaxClientTest.REQUEST, listener);
            listener.completion();
            return listener;
        }
    }

    @Test
    void they_are_handed_on_as_they_came_in_their_place(MiniMaxServer server) {
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
    void text_that_waits_for_what_follows_is_no_other_event(MiniMaxServer server) {
        server.enqueue(stream(text("a <th"), text("is"), finish("stop"), "[DONE]"));
        Recorder listener = stream(server);
        assertThat(listener.events)
                .filteredOn(event -> event.startsWith("other:"))
                .containsExactly("other:" + finish("stop"));
        assertThat(listener.text.toString()).isEqualTo("a <this");
    }

    @Test
    void a_stream_that_breaks_off_behind_them_is_tried_again_and_nothing_of_the_first_is_told(MiniMaxServer server) {
        server.enqueue(stream(ROLE, SEARCH), stream(text("Fine."), finish("stop"), "[DONE]"));
        assertThat(stream(server).events).containsExactly("text:Fine.", "other:" + finish("stop"), "complete");
    }

    @Test
    void an_answer_without_any_text_has_them_before_its_end(MiniMaxServer server) {
        server.enqueue(stream(ROLE, finish("stop"), "[DONE]"));
        assertThat(stream(server).events).containsExactly("other:" + ROLE, "other:" + finish("stop"), "complete");
    }

    @Test
    void a_server_that_sends_nothing_else_does_not_fill_the_memory() {
        List<StreamEvent> told = new ArrayList<>();
        OtherEvents events = new OtherEvents(told::add);
        IntStream.range(1, OtherEvents.MOST_WAITING).forEach(i -> events.other(SEARCH));
        assertThat(told).isEmpty();
        events.other(SEARCH);
        assertThat(told).hasSize(OtherEvents.MOST_WAITING);
        events.other(ROLE);
        assertThat(told).hasSize(OtherEvents.MOST_WAITING + 1);
        Recorder listener = new Recorder();
        told.forEach(event -> event.deliverTo(listener));
        assertThat(listener.events).startsWith("other:" + SEARCH).endsWith("other:" + ROLE);
    }
}
