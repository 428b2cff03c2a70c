package io.github.minimax4j.core.internal.call;

import static io.github.minimax4j.core.internal.decode.Responses.sse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.MiniMaxClientBuilder;
import io.github.minimax4j.core.MiniMaxClientTest;
import io.github.minimax4j.core.RecordingCalls;
import io.github.minimax4j.core.RecordingListener;
import io.github.minimax4j.core.TestBuilders;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.listener.CallListener.Retry;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams are asked for their usage wherever that does no known harm, and a server that refuses the field still answers. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class StreamUsageTest {

    private static final String ECHO =
            "{'detail':[{'type':'missing','loc':['body','user'],'msg':'Field required','input':{'stream_options':{}}}]}";

    private static MiniMaxClientBuilder builder(MiniMaxServer server) {
        return TestBuilders.withoutJitter(
                MiniMaxClient.builder().baseUrl(server.baseUrl()).apiKey("key"));
    }

    private static RecordingListener stream(MiniMaxClient client) {
        return stream(client, MiniMaxClientTest.REQUEST);
    }

    private static RecordingListener stream(MiniMaxClient client, ChatCompletionRequest request) {
        RecordingListener listener = new RecordingListener();
        client.stream(request, listener);
        return listener;
    }

    /** Which requests asked for usage. */
    private static List<Boolean> asked(MiniMaxServer server) {
        return server.requests().stream()
                .map(request -> request.has("stream_options"))
                .toList();
    }

    private static boolean asks(RecordedRequest request) {
        return request.has("stream_options");
    }

    private static Reply refusal() {
        return Reply.raw(400, "application/json", "{\"error\":{\"message\":\"Unknown field: stream_options\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5,true",
        "10.0.0.7,true",
        "172.16.0.9,true",
        "vllm,true",
        "host.docker.internal,true",
        "gateway.example,true",
        "openrouter.ai,true",
        "api.minimax.io,true",
        "platform.llmprovider.ai,false",
        "api.metriqual.com,false"
    })
    @Tag("B34")
    void aHostIsAskedForUsageUnlessItsPageKnowsNoSuchField(String host, boolean asked, MiniMaxServer server) {
        for (Boolean setting : new Boolean[] {null, true, false}) {
            server.enqueue(Reply.text("Hello."));
            try (MiniMaxClient client = builder(server)
                    .baseUrl("http://" + host)
                    .streamUsage(setting)
                    .proxySelector(ProxySelector.of(new InetSocketAddress("localhost", server.port())))
                    .build()) {
                assertThat(stream(client).completion().text()).isEqualTo("Hello.");
            }
            assertThat(asks(server.lastRequest())).isEqualTo(setting == null ? asked : setting);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 {'error':{'message':'Unrecognized request argument supplied: stream_options','type':'invalid_request_error'}}",
                "400 {'error':{'message':'Unknown parameter','type':'invalid_request_error','param':'stream_options.include_usage'}}",
                "422 {'detail':[{'type':'extra_forbidden','loc':['body','stream_options'],'msg':'Extra inputs are not permitted'}]}",
                "400 {'object':'error','message':'include_usage is not known','type':'BadRequestError','param':null,'code':400}",
                "400 {'type':'error','error':{'type':'bad_request_error','message':'invalid params, Stream Options (2013)','http_code':'400'}}",
                "400 {'code':400,'message':'unknown property streamOptions'}",
                "404 {'error':{'message':'This model knows no stream_options'}}",
                "400 unknown field \"stream_options\"",
                "200 {'base_resp':{'status_code':2013,'status_msg':'invalid params, stream_options'}}"
            })
    @Tag("Q42")
    void aServerThatRefusesTheFieldIsAskedAgainWithoutItAndRemembered(String refusal, MiniMaxServer server) {
        String body = refusal.substring(4).replace('\'', '"');
        server.when(
                StreamUsageTest::asks, Reply.raw(Integer.parseInt(refusal.substring(0, 3)), "application/json", body));
        server.when(request -> true, Reply.text("Hello."));
        RecordingCalls calls = new RecordingCalls();
        try (MiniMaxClient client =
                builder(server).maxRetries(0).addCallListener(calls).build()) {
            for (int i = 0; i < 2; i++) {
                RecordingListener listener = stream(client);
                assertThat(listener.completion().text()).isEqualTo("Hello.");
                assertThat(listener.text).hasToString("Hello.");
                assertThat(listener.ends()).isEqualTo(1);
            }
            assertThat(stream(client.withCallListener(new RecordingCalls())).completion())
                    .isNotNull();
        }
        assertThat(asked(server)).containsExactly(true, false, false, false);
        assertThat(calls.events.get(0)).startsWith("retry 0 ");
        assertThat(calls.events.subList(1, 5)).containsExactly("first event", "success", "first event", "success");
    }

    @Test
    void aRefusalWithinTheStreamCountsToo(MiniMaxServer server) {
        server.when(
                StreamUsageTest::asks,
                Reply.raw(
                        200,
                        "text/event-stream",
                        sse("{\"error\":{\"code\":400,\"message\":\"stream_options is not supported\"}}")));
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxClient client = builder(server).build()) {
            assertThat(stream(client).completion().text()).isEqualTo("Hello.");
        }
        assertThat(asked(server)).containsExactly(true, false);
    }

    @Test
    void theSecondRequestIsNoneOfTheRetries(MiniMaxServer server) {
        server.enqueue(Reply.error(1002, "later"), refusal(), Reply.error(1002, "later"), Reply.text("Hello."));
        List<Retry> retries = new CopyOnWriteArrayList<>();
        try (MiniMaxClient client =
                builder(server).maxRetries(2).retryListener(retries::add).build()) {
            assertThat(stream(client).completion().text()).isEqualTo("Hello.");
        }
        assertThat(asked(server)).containsExactly(true, true, false, false);
        assertThat(retries).extracting(Retry::number).containsExactly(1, 0, 2);
    }

    @Test
    void aRequestThatSetsTheFieldItselfIsNeverChanged(MiniMaxServer server) {
        server.when(StreamUsageTest::asks, refusal());
        try (MiniMaxClient client = builder(server).streamUsage(false).build()) {
            RecordingListener listener = stream(
                    client,
                    MiniMaxClientTest.REQUEST.toBuilder()
                            .streamOptions(new StreamOptions(true))
                            .build());
            assertThat(listener.error()).hasMessageContaining("stream_options");
        }
        assertThat(asked(server)).containsExactly(true);
    }

    @Test
    void anErrorThatOnlyRepeatsTheRequestIsNotRemembered(MiniMaxServer server) {
        server.when(request -> true, Reply.raw(422, "application/json", ECHO.replace('\'', '"')));
        try (MiniMaxClient client = builder(server).build()) {
            for (int i = 0; i < 2; i++) {
                assertThat(stream(client).error()).hasMessageContaining("Field required");
            }
        }
        assertThat(asked(server)).containsExactly(true, false, true, false);
    }

    @Test
    void manyStreamsAtOnceAllGetTheirResponse(MiniMaxServer server) {
        server.when(StreamUsageTest::asks, refusal());
        server.when(request -> true, Reply.text("Hello."));
        try (MiniMaxClient client = builder(server).maxRetries(0).build()) {
            List<RecordingListener> listeners = new ArrayList<>();
            IntStream.range(0, 30).forEach(i -> listeners.add(stream(client)));
            assertThat(listeners).allSatisfy(listener -> {
                assertThat(listener.completion().text()).isEqualTo("Hello.");
                assertThat(listener.text).hasToString("Hello.");
            });
            int requests = server.requests().size();
            assertThat(stream(client).completion().text()).isEqualTo("Hello.");
            assertThat(server.requests()).hasSize(requests + 1);
        }
    }
}
