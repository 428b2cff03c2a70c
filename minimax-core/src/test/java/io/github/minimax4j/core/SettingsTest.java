package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.internal.check.Headers;
import io.github.minimax4j.core.internal.config.Endpoint;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.RequestOptions;
import io.github.minimax4j.core.transport.TargetProfile;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String PATH = "/v1/chat/completions";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.minimax.io",
                "https://api.minimax.io/",
                "https://api.minimax.io//",
                "https://api.minimax.io/v1",
                "https://api.minimax.io/v1/",
                "https://api.minimax.io/v1/chat/completions",
                "https://api.minimax.io/v1/chat/completions/",
                " HTTPS://api.minimax.io/v1 "
            })
    @Tag("B33")
    void everySpellingOfTheAddressAsksTheSamePath(String baseUrl) {
        assertThat(Endpoint.of(baseUrl, PATH).chatUrl()).isEqualTo("https://api.minimax.io/v1/chat/completions");
    }

    @ParameterizedTest
    @CsvSource({
        "https://platform.llmprovider.ai, 1.0, true",
        "https://platform.llmprovider.ai/v1, 1.1, false",
        "https://llmprovider.ai, 2.0, false",
        "https://api.metriqual.com, 2.0, true",
        "https://notllmprovider.ai, 2.0, true"
    })
    @Tag("B27")
    void aTemperatureThatAGatewayDoesNotTakeIsRefusedWithItsLimit(String baseUrl, double temperature, boolean taken) {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("abab5.5-chat")
                .messages(Message.user("Hi"))
                .temperature(temperature)
                .build();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .baseUrl(baseUrl)
                .maxRetries(0)
                .transport((connectTimeout, readTimeout) -> (sent, receiver) -> {
                    throw new IllegalStateException("sent to " + sent.url());
                })
                .build()) {
            assertThatThrownBy(() -> client.chat(request))
                    .satisfies(failure -> assertThat(failure.toString() + failure.getCause())
                            .contains(taken ? "sent to " + baseUrl : "temperature is " + temperature));
            if (taken) {
                client.check(request);
            } else {
                assertThatThrownBy(() -> client.check(request))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("from 0 to 1")
                        .hasMessageContaining("llmprovider.ai");
            }
        }
    }

    @Test
    void aPrefixAndAPortStay() {
        assertThat(Endpoint.of("http://localhost:8000/minimax/v1", PATH).chatUrl())
                .isEqualTo("http://localhost:8000/minimax/v1/chat/completions");
        assertThat(Endpoint.of("https://api.minimax.io", "/v1/text/chatcompletion_v2")
                        .chatUrl())
                .isEqualTo("https://api.minimax.io/v1/text/chatcompletion_v2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.minimax.io",
                "ftp://api.minimax.io",
                "https://",
                "https://exämple.com",
                "https://user:secret@a.b",
                "not a url"
            })
    void aWrongAddressIsRefusedByNameAndWithoutItsSecrets(String baseUrl) {
        assertThatThrownBy(() -> MiniMaxClient.builder().baseUrl(baseUrl).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("baseUrl")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "api.minimax.io,MINIMAX",
        "API.MINIMAXI.com,MINIMAX",
        "api.minimax.cn,MINIMAX",
        "api.minimax.chat,MINIMAX",
        "minimax.io.evil.com,GATEWAY",
        "notminimax.io,GATEWAY",
        "platform.llmprovider.ai,GATEWAY",
        "api.metriqual.com,GATEWAY",
        "localhost,SELF_HOSTED",
        "127.0.0.1,SELF_HOSTED"
    })
    void theProfileFollowsTheHost(String host, TargetProfile profile) {
        assertThat(TargetProfile.ofHost(host)).isEqualTo(profile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-with\nnewline", "ey with space", "кey", "sk-\u0000"})
    @Tag("B13")
    void aKeyThatHttpCannotCarryIsRefusedWithoutBeingShown(String key) {
        assertThatThrownBy(() -> MiniMaxClient.builder().apiKey(key).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apiKey")
                .hasMessageNotContaining(key)
                .hasMessageNotContaining("sk-");
    }

    @Test
    @Tag("B13")
    void whiteSpaceAroundAKeyIsRemoved() {
        assertThat(Headers.checkedApiKey(" sk-abc\r\n")).isEqualTo("sk-abc");
        assertThatThrownBy(() -> Headers.checkedApiKey(" \n")).hasMessageContaining("blank");
    }

    @Test
    void minimaxItselfWantsAKey() {
        assertThatThrownBy(() -> MiniMaxClient.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apiKey")
                .hasMessageContaining("api.minimax.io");
        MiniMaxClient.builder()
                .customHeaders(Map.of("authorization", "Bearer other"))
                .build()
                .close();
        MiniMaxClient.builder().baseUrl("http://localhost:1").build().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n\r\n", "\u0000", "\u001b", "\u007f", "\u0085", "\u00e9", "\u4f60"})
    @Tag("B13")
    void aHeaderThatHttpCannotCarryIsRefusedByNameAndWithoutItsValue(String character) {
        assertThatThrownBy(() -> MiniMaxClient.builder()
                        .apiKey("k")
                        .customHeaders(Map.of("X-Secret", "value" + character + "Injected: 1"))
                        .build())
                .hasMessageContaining("X-Secret")
                .hasMessageNotContaining("value" + character)
                .hasMessageNotContaining("Injected");
        assertThatThrownBy(() -> Headers.checked(Map.of("X-Secret" + character, "hidden")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void namesOfHeadersAreThoseThatHttpAllowsAndThatAreNotTheEnginesOwn() {
        assertThatThrownBy(() -> Headers.checked(Map.of("Bad Name", "v"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Headers.checked(Map.of("Content-Length", "1"))).hasMessageContaining("Content-Length");
    }

    @Test
    void limitsMustBePositive() {
        assertThatThrownBy(() -> MiniMaxClient.builder()
                        .apiKey("k")
                        .idleTimeout(Duration.ZERO)
                        .build())
                .hasMessageContaining("idleTimeout");
        assertThatThrownBy(() -> MiniMaxClient.builder()
                        .apiKey("k")
                        .connectTimeout(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("connectTimeout");
        assertThatThrownBy(() ->
                        MiniMaxClient.builder().apiKey("k").maxEventSize(1).build())
                .hasMessageContaining("maxEventSize");
        assertThatThrownBy(() ->
                        MiniMaxClient.builder().apiKey("k").maxNestingDepth(15).build())
                .hasMessageContaining("maxNestingDepth");
        assertThatThrownBy(() ->
                        MiniMaxClient.builder().apiKey("k").maxToolCalls(0).build())
                .hasMessageContaining("maxToolCalls");
        assertThatThrownBy(
                        () -> MiniMaxClient.builder().apiKey("k").maxChoices(0).build())
                .hasMessageContaining("maxChoices");
        assertThatThrownBy(() -> MiniMaxClient.builder()
                        .apiKey("k")
                        .maxResponseLength(1023)
                        .build())
                .hasMessageContaining("maxResponseLength");
        assertThatThrownBy(() ->
                        MiniMaxClient.builder().apiKey("k").chatPath("chat").build())
                .hasMessageContaining("chatPath");
    }

    @Test
    @Tag("B13")
    void optionsShowNeitherKeyNorHeaderValues() {
        assertThat(new RequestOptions(Map.of("X-Secret", "hidden-value"), "hidden-key").toString())
                .contains("X-Secret")
                .doesNotContain("hidden");
    }

    @Test
    void aHeaderThatIsGivenTwiceInDifferentCaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestOptions(Map.of("x-tenant", "1", "X-Tenant", "2"), null))
                .withMessageContaining("twice")
                .withMessageMatching("(?i).*x-tenant.*");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aMissingListenerIsNamedBeforeTheCallBegins() {
        AtomicBoolean begun = new AtomicBoolean();
        try (MiniMaxClient client = MiniMaxClient.builder()
                .apiKey("key")
                .addCallListener(call -> {
                    begun.set(true);
                    return new CallListener() {};
                })
                .build()) {
            assertThatNullPointerException()
                    .isThrownBy(() -> client.stream(MiniMaxClientTest.REQUEST, null))
                    .withMessage("listener");
        }
        assertThat(begun).isFalse();
    }

    @Test
    void optionsWhoseHeadersDifferInCaseOnlyAreEqualAndHashAlike() {
        RequestOptions lower = new RequestOptions(Map.of("x-tenant", "1", "X-Other", "2"), "key");
        RequestOptions upper = new RequestOptions(Map.of("X-Tenant", "1", "x-other", "2"), "key");
        assertThat(lower).isEqualTo(upper).hasSameHashCodeAs(upper);
        assertThat(lower).isNotEqualTo(new RequestOptions(Map.of("x-tenant", "2", "X-Other", "2"), "key"));
    }
}
