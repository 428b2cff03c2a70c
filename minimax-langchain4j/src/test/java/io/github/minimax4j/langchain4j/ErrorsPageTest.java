package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.LangChain4jException;
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
        text.append("| ")
                .append(first)
                .append(" | What happened | Kind | Exception | Retried | What to do |\n|--:|---|---|---|---|---|\n");
    }

    private static void row(StringBuilder text, MiniMaxChatModel model, MiniMaxServer server, int number, Reply reply) {
        server.reset();
        server.when(request -> true, reply);
        LangChain4jException thrown = catchThrowableOfType(LangChain4jException.class, () -> model.chat("Hi"));
        MiniMaxException cause = (MiniMaxException) thrown.getCause();
        text.append("| ")
                .append(number)
                .append(" | ")
                .append(cause.getMessage().split(": 127")[0])
                .append(" | ")
                .append(cause.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(" | `")
                .append(thrown.getClass().getSimpleName())
                .append("` | ")
                .append(server.requests().size() > 1 ? "yes" : "no")
                .append(" | ")
                .append(cause.hint().replace(server.baseUrl(), "https://api.minimax.io"))
                .append(" |\n");
    }
}
