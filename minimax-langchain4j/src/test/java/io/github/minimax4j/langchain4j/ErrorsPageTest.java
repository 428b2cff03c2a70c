package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.LangChain4jException;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.decode.ErrorTable;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tables of docs/errors-and-retries.md show what calls do for each code and status. With {@code -Ddocs.update=true} the test writes the
 * tables instead of comparing them.
 */
@ExtendWith(MiniMaxServerExtension.class)
class ErrorsPageTest {

    private static final Path PAGE = Path.of("../docs/errors-and-retries.md");

    private static final String BEGIN = "<!-- errors: written by ErrorsPageTest -->\n";

    private static final String END = "<!-- end of errors -->";

    @Test
    void theTablesShowWhatEachCodeAndStatusLeadsTo(MiniMaxServer server) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String tables = tables(server);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + tables + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(tables);
        }
    }

    private static String tables(MiniMaxServer server) {
        StringBuilder text = new StringBuilder("\n### MiniMax's codes\n\n");
        try (MiniMaxChatModel model = TestModels.chat(server)
                .maxRetries(1)
                .retryDelay(Duration.ofMillis(1))
                .build()) {
            head(text, "Code");
            IntStream.range(1, 100_000)
                    .filter(code -> ErrorTable.ofCode(code) != null)
                    .forEach(code -> row(text, model, server, code, Reply.error(code, "")));
            text.append("\n### HTTP status, without a code of MiniMax's\n\n");
            head(text, "Status");
            for (int status :
                    List.of(304, 400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 500, 502, 503, 504, 529)) {
                row(text, model, server, status, Reply.raw(status, "application/json", "{}"));
            }
        }
        return text.append('\n').toString();
    }

    private static void head(StringBuilder text, String first) {
        text.append("| ").append(first).append(" | Kind | Exception | Retried | What to do |\n|--:|---|---|---|---|\n");
    }

    private static void row(StringBuilder text, MiniMaxChatModel model, MiniMaxServer server, int number, Reply reply) {
        server.reset();
        server.when(request -> true, reply);
        LangChain4jException thrown = catchThrowableOfType(LangChain4jException.class, () -> model.chat("Hi"));
        MiniMaxException cause = (MiniMaxException) thrown.getCause();
        String hint = cause.hint();
        text.append("| ")
                .append(number)
                .append(" | ")
                .append(cause.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(" | `")
                .append(thrown.getClass().getSimpleName())
                .append("` | ")
                .append(server.requests().size() > 1 ? "yes" : "no")
                .append(" | ")
                .append(hint == null ? advice(cause.kind()) : withoutHost(hint, server))
                .append(" |\n");
    }

    private static String withoutHost(String hint, MiniMaxServer server) {
        return hint.replace("The host asked was 127.0.0.1. ", "").replace(server.baseUrl(), "https://api.minimax.io");
    }

    /** For what the library itself has no hint. */
    private static String advice(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMIT -> "Send fewer requests or tokens a minute; see [many replicas](scaling.md)";
            case OVERLOADED -> "Wait; raise `maxRetries` if the calls can wait";
            case SERVER_ERROR -> "Try later; report the trace id of the message to MiniMax if it stays";
            case TIMEOUT -> "Try later, or stream: the server took too long";
            case INVALID_REQUEST -> "Correct what the message names";
            default -> "";
        };
    }
}
