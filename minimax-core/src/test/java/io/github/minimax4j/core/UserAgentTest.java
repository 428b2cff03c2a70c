package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers see which library asks them, or what the application wants them to see. */
@ExtendWith(MiniMaxServerExtension.class)
class UserAgentTest {

    private static RecordedRequest sent(MiniMaxServer server, UnaryOperator<MiniMaxClientBuilder> settings) {
        server.enqueue(Reply.models("MiniMax-M3"));
        MiniMaxClientBuilder builder =
                MiniMaxClient.builder().apiKey("test-key").baseUrl(server.baseUrl());
        try (MiniMaxClient client = settings.apply(builder).build()) {
            client.models();
        }
        return server.takeRequest();
    }

    @Test
    void withoutASettingItIsThisLibrary(MiniMaxServer server) {
        String product = "minimax-java(/\\d.*)?";
        assertThat(sent(server, builder -> builder).header("User-Agent")).matches(product);
        assertThat(sent(server, builder -> builder.userAgent("desk/1").userAgent(null))
                        .header("User-Agent"))
                .matches(product);
    }

    @Test
    void theApplicationsOwnIsSentAsItIsAndAHeaderOfThatNameWins(MiniMaxServer server) {
        assertThat(sent(server, builder -> builder.userAgent(" desk/1.2 (Linux) "))
                        .header("User-Agent"))
                .isEqualTo("desk/1.2 (Linux)");
        assertThat(sent(
                                server,
                                builder -> builder.customHeaders(Map.of("user-agent", "header/1"))
                                        .userAgent("desk/1.2"))
                        .header("User-Agent"))
                .isEqualTo("header/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "desk\nX-Injected: 1", "bürö/1"})
    void whatHttpCannotCarryIsRefusedByName(String userAgent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MiniMaxClient.builder().apiKey("k").userAgent(userAgent).build())
                .withMessageStartingWith("userAgent")
                .withMessageNotContaining("Injected");
    }
}
