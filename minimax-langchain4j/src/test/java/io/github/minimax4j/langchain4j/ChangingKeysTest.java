package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and headers that are not the same for each request. */
@ExtendWith(MiniMaxServerExtension.class)
class ChangingKeysTest {
    @BeforeEach
    void respond(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
    }

    private static ChatRequest with(MiniMaxChatRequestParameters.Builder parameters) {
        return ChatRequest.builder()
                .messages(UserMessage.from("Hi"))
                .parameters(parameters.build())
                .build();
    }

    private static MiniMaxChatRequestParameters.Builder parameters() {
        return MiniMaxChatRequestParameters.builder();
    }

    private static MiniMaxClient client(MiniMaxServer server) {
        return MiniMaxClient.builder()
                .apiKey("client-key")
                .baseUrl(server.baseUrl())
                .profile(TargetProfile.MINIMAX)
                .build();
    }

    @Test
    void aKeyThatChangesIsAskedForOnceForEachRequest(MiniMaxServer server) throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .apiKeySupplier(() -> "key-" + count.incrementAndGet() + "\n")
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .apiKeySupplier(() -> "key-" + count.incrementAndGet())
                        .build()) {
            assertThat(count).hasValue(0);
            model.chat("Hi");
            model.chatAsync("Hi").get();
            RecordingHandler handler = new RecordingHandler();
            streaming.chat("Hi", handler);
            handler.awaitResponse();
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
            streaming.chat(TestModels.ask("Hi")).subscribe(subscriber);
            subscriber.awaitEnd();
        }
        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer key-1", "Bearer key-2", "Bearer key-3", "Bearer key-4");
    }

    @Test
    void theLastOfKeyAndSupplierHolds(MiniMaxServer server) {
        try (MiniMaxChatModel fixed = TestModels.chat(server)
                        .apiKeySupplier(() -> "supplied")
                        .apiKey("fixed")
                        .build();
                MiniMaxChatModel supplied = TestModels.chat(server)
                        .apiKey("fixed")
                        .apiKeySupplier(() -> "supplied")
                        .build()) {
            fixed.chat("Hi");
            supplied.chat("Hi");
        }
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer fixed");
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer supplied");
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("no key to be had"),
                new NoClassDefFoundError("of the vault's client"),
                new IOException("thrown by a supplier that is not written in Java"));
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T fail(Throwable failure) throws E {
        throw (E) failure;
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("B16")
    void aSupplierThatFailsIsTheFailureOfItsRequest(Throwable failure, MiniMaxServer server) {
        Supplier<Map<String, String>> headers =
                () -> ChangingKeysTest.<Map<String, String>, RuntimeException>fail(failure);
        try (MiniMaxChatModel model = TestModels.chat(server)
                        .apiKeySupplier(() -> ChangingKeysTest.<String, RuntimeException>fail(failure))
                        .build();
                MiniMaxStreamingChatModel streaming = TestModels.streaming(server)
                        .apiKeySupplier(() -> ChangingKeysTest.<String, RuntimeException>fail(failure))
                        .build();
                MiniMaxStreamingChatModel withHeaders =
                        TestModels.streaming(server).customHeaders(headers).build()) {
            assertThatThrownBy(() -> model.chat("Hi")).isSameAs(failure);
            assertThat(model.chatAsync("Hi")).isCompletedExceptionally();
            for (MiniMaxStreamingChatModel each : new MiniMaxStreamingChatModel[] {streaming, withHeaders}) {
                RecordingHandler handler = new RecordingHandler();
                each.chat("Hi", handler);
                assertThat(handler.awaitError()).isSameAs(failure);
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("B13")
    void asuppliedKeyThatCannotBeSentIsRefusedWithoutItself(MiniMaxServer server) {
        for (String bad : new String[] {"very secret", "very\nsecret", "verysecret\u00e9", " "}) {
            try (MiniMaxChatModel model =
                    TestModels.chat(server).apiKeySupplier(() -> bad).build()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> model.chat("Hi"))
                        .withMessageContaining("apiKey")
                        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("very"));
            }
        }
        try (MiniMaxChatModel model =
                TestModels.chat(server).apiKeySupplier(() -> null).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat("Hi"))
                    .withMessageContaining("apiKeySupplier");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRequestMayBringItsOwnKeyAndHeaders(MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server)
                .customHeaders(Map.of("X-Team", "one", "X-App", "desk"))
                .build()) {
            model.chat(with(parameters().apiKey("of-request").customHeaders(Map.of("x-team", "two"))));
            model.chat("Hi");
        }
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer test-key");
        assertThat(server.lastRequest().header("X-Team")).isEqualTo("one");
        var first = server.takeRequest();
        assertThat(first.header("Authorization")).isEqualTo("Bearer of-request");
        assertThat(first.header("X-Team")).isEqualTo("two");
        assertThat(first.header("X-App")).isEqualTo("desk");
        assertThat(first.body()).doesNotContain("of-request").doesNotContain("team");
    }

    @Test
    void aRequestMayBringItsOwnKeyAndHeadersToASharedClientToo(MiniMaxServer server) {
        try (MiniMaxClient client = client(server);
                MiniMaxStreamingChatModel model = MiniMaxStreamingChatModel.builder()
                        .client(client)
                        .modelName("MiniMax-M3")
                        .customHeaders(Map.of("Authorization", "Bearer of-model", "X-App", "desk"))
                        .build()) {
            RecordingHandler first = new RecordingHandler();
            model.chat(with(parameters().apiKey("of-request")), first);
            first.awaitResponse();
            RecordingHandler second = new RecordingHandler();
            model.chat(with(parameters().customHeaders(Map.of("x-app", "shop"))), second);
            second.awaitResponse();
        }
        var first = server.takeRequest();
        assertThat(first.header("Authorization")).isEqualTo("Bearer of-request");
        assertThat(first.header("X-App")).isEqualTo("desk");
        var second = server.takeRequest();
        assertThat(second.header("Authorization")).isEqualTo("Bearer of-model");
        assertThat(second.header("X-App")).isEqualTo("shop");
    }

    @Test
    @Tag("B13")
    void aKeyOrHeaderOfARequestThatCannotBeSentIsRefusedWithoutItsValue(MiniMaxServer server) {
        try (MiniMaxChatModel model = TestModels.chat(server).build();
                MiniMaxStreamingChatModel streaming =
                        TestModels.streaming(server).build()) {
            ChatRequest badKey = with(parameters().apiKey("very\nsecret"));
            ChatRequest badHeader = with(parameters().customHeaders(Map.of("X-Team", "very\nsecret")));
            for (ChatRequest bad : new ChatRequest[] {badKey, badHeader}) {
                RecordingHandler handler = new RecordingHandler();
                assertThat(catchThrowable(() -> model.chat(bad)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining("secret");
                assertThatIllegalArgumentException().isThrownBy(() -> streaming.chat(bad, handler));
                assertThat(handler.events).isEmpty();
            }
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void headersThatCannotBeSentAreRefusedWhenTheModelIsBuiltWhateverTheyAreSetOn(MiniMaxServer server) {
        Map<String, String> bad = Map.of("X-Team", "a\nb");
        try (MiniMaxClient client = client(server)) {
            MiniMaxChatModelBuilder shared =
                    MiniMaxChatModel.builder().client(client).modelName("MiniMax-M3");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shared.customHeaders(bad).build())
                    .withMessageContaining("X-Team");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server).customHeaders(bad).build())
                .withMessageContaining("X-Team");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server)
                        .defaultRequestParameters(
                                parameters().customHeaders(bad).build())
                        .build())
                .withMessageContaining("X-Team");
    }

    @Test
    void aKeyAmongTheDefaultParametersIsRefused(MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestModels.chat(server)
                        .defaultRequestParameters(parameters().apiKey("secret").build())
                        .build())
                .withMessageContaining("apiKey")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
    }
}
