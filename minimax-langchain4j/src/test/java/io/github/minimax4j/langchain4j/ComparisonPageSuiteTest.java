package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/comparison-evidence.md from claiming what no test proves. */
class ComparisonPageSuiteTest {
    private static final Path PAGE = Path.of("..", "docs", "comparison-evidence.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\|(?: [^|]+ \\|){7}$");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE, StandardCharsets.UTF_8))
                .results()
                .toList();
    }

    @Test
    void noRowIsLeftOut() throws IOException {
        List<MatchResult> rows = rows();
        assertThat(rows).hasSize(84);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).group(1)).isEqualTo(String.valueOf(i + 1));
        }
    }

    @Test
    void eachYesLeadsToATest() throws IOException {
        for (MatchResult row : rows()) {
            String here = row.group(2);
            assertThat(here).as("row %s", row.group(1)).doesNotStartWith("Y");
            Pattern.compile("]\\(([^)]*)\\)")
                    .matcher(here)
                    .results()
                    .forEach(link -> assertThat(PAGE.resolveSibling(link.group(1)))
                            .as("row %s", row.group(1))
                            .isRegularFile());
        }
    }
}
