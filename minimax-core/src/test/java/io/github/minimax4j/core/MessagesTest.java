package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The messages of exceptions, in full: as a user reads them. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class MessagesTest {

    private static MiniMaxClientBuilder builder(String baseUrl) {
        return MiniMaxClient.builder()
                .baseUrl(baseUrl)
                .profile(TargetProfile.MINIMAX)
                .maxRetries(0)
                .apiKey("test-key");
    }

    private static String message(MiniMaxServer server, Reply reply) {
        server.enqueue(reply);
        return message(builder(server.baseUrl()));
    }

    private static String message(MiniMaxClientBuilder builder) {
        try (MiniMaxClient client = builder.build()) {
            return catchThrowableOfType(MiniMaxException.class, () -> client.chat(MiniMaxClientTest.REQUEST))
                    .getMessage();
        }
    }

    /** As MiniMax sends it, but for the trace id, which differs each time. */
    private static Reply error(int code, String text) {
        return Reply.raw(
                200,
                "application/json",
                "{\"base_resp\":{\"status_code\":" + code + ",\"status_msg\":\"" + text + "\"}}");
    }

    @Test
    void aRefusedRequestIsSaidOnce(MiniMaxServer server) {
        assertThat(message(server, error(1026, "input new_sensitive")))
                .isEqualTo(
                        "The content check refused the request: 127.0.0.1 said: input new_sensitive [HTTP 200, code 1026]. "
                                + "Rephrase the request, or leave out the text or image that it objects to");
    }

    @Test
    void aRefusedResponseIsSaidOnce(MiniMaxServer server) {
        assertThat(message(server, error(1027, "output new_sensitive")))
                .isEqualTo(
                        "The content check refused the response: 127.0.0.1 said: output new_sensitive [HTTP 200, code 1027]. "
                                + "Rephrase the request, or send it again: the next response may pass");
    }

    @Test
    void theCodeThatEndsTheServersWordsIsSaidOnce(MiniMaxServer server) {
        assertThat(message(
                        server,
                        Reply.raw(
                                400,
                                "application/json",
                                "{\"error\":{\"message\":\"invalid params, chat content is empty (2013)\"}}")))
                .isEqualTo(
                        "The request was refused: 127.0.0.1 said: invalid params, chat content is empty [HTTP 400, code 2013]. "
                                + "Correct the request: it would be refused again");
    }

    @Test
    void aRejectedKeyNamesTheHostThatRejectedIt(MiniMaxServer server) {
        assertThat(message(server, error(2049, "invalid api key")))
                .isEqualTo("The key was not accepted: 127.0.0.1 said: invalid api key [HTTP 200, code 2049]. "
                        + "Check the key: it works only in the region and for the plan that issued it");
    }

    @Test
    void tooManyConnectionsAreSaidOnceWithWhatToDo(MiniMaxServer server) {
        assertThat(message(server, error(1041, "conn limit")))
                .isEqualTo("Too many connections at once: 127.0.0.1 said: conn limit [HTTP 200, code 1041]. "
                        + "Run fewer calls at the same time; contact MiniMax if it persists");
    }

    @Test
    void anErrorPageIsShownInPartWithItsHost(MiniMaxServer server) {
        String page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>" + "x".repeat(500);

        assertThat(message(server, Reply.raw(502, "text/html", page)))
                .isEqualTo("The service failed: 127.0.0.1 gave no reason; its response begins: "
                        + "<html> <head><title>502 Bad Gateway</title></head> <body>" + "x".repeat(143)
                        + "… [HTTP 502]. Try again later; if it persists, report it to the provider, "
                        + "with the trace id if there is one");
    }

    @Test
    void anErrorPageThatRepeatsTheKeyDoesNotShowIt(MiniMaxServer server) {
        assertThat(message(server, Reply.raw(500, "text/plain", "failed with Bearer test-key")))
                .contains("its response begins: failed with")
                .doesNotContain("test-key");
    }

    @Test
    void anErrorWithoutABodyNamesTheHost(MiniMaxServer server) {
        assertThat(message(server, Reply.raw(503, "text/plain", "")))
                .isEqualTo("The service is overloaded: 127.0.0.1 gave no reason [HTTP 503]. "
                        + "Try again later, or raise maxRetries if the call can wait");
    }

    @Test
    void aRefusedConnectionNamesHostAndPort() {
        int port;
        try (MiniMaxServer server = MiniMaxServer.start()) {
            port = server.port();
        }
        assertThat(message(builder("http://127.0.0.1:" + port)))
                .isEqualTo("The server at 127.0.0.1:" + port + " did not accept a connection. "
                        + "Check the base URL, its port, the network and proxy");
    }

    @Test
    void aMissingKeyAsksForTheVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxClient.builder().apiKey(null).build())
                .withMessage("apiKey must be set for api.minimax.io: is MINIMAX_API_KEY set?");
    }

    @Test
    void aBlankKeyAsksForTheVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniMaxClient.builder().apiKey(" ").build())
                .withMessage("apiKey is blank: is MINIMAX_API_KEY set? For a server that needs no key, give null");
    }

    @Test
    void aKeyThatIsNotSuppliedAsksForTheVariable(MiniMaxServer server) {
        try (MiniMaxClient client =
                builder(server.baseUrl()).apiKeySupplier(() -> null).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.chat(MiniMaxClientTest.REQUEST))
                    .withMessage(
                            "Neither apiKeySupplier nor the headers supplied a key for 127.0.0.1: is MINIMAX_API_KEY set?");
        }
    }
}
