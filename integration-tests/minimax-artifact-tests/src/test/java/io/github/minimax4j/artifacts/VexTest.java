package io.github.minimax4j.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.minimax4j.core.internal.http.MiniMaxApi;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What {@code docs/minimax.openvex.json} says of vulnerabilities of relocated code is true of the built jar. */
class VexTest {

    private static final Path DOCUMENT = Path.of("../../docs/minimax.openvex.json");

    private static final Pattern CLASS = Pattern.compile("\\b(okhttp3|okio)(\\.[\\w$]+)+\\b");

    @Test
    void aStatementIsMadeForEachKnownVulnerability() throws IOException {
        assertThat(statements()).containsOnlyKeys("CVE-2021-0341", "CVE-2023-0833", "CVE-2023-3635");
    }

    @Test
    void vulnerableCodeThatIsSaidToBeMissingIsMissing() throws IOException, ClassNotFoundException {
        List<JsonNode> missing = statements().values().stream()
                .filter(statement -> statement.path("justification").asText().equals("vulnerable_code_not_present"))
                .toList();
        assertThat(missing).hasSize(2);
        for (JsonNode statement : missing) {
            List<String> classes = classes(statement);
            assertThat(classes).isNotEmpty();
            for (String name : classes) {
                assertThat(Class.forName(name, false, getClass().getClassLoader()))
                        .as("the original has it")
                        .isNotNull();
                assertThat(CoreJarTest.entries())
                        .doesNotContain(CoreJarTest.SHADED + name.replace('.', '/') + ".class");
            }
        }
    }

    /** Its exception shows the value of an illegal header; our headers never pass through it. */
    @Test
    void noEndpointIsDeclaredWithAHeaderSoOkHttpChecksNone() throws IOException {
        JsonNode statement = statements().get("CVE-2023-0833");
        assertThat(statement.path("justification").asText()).isEqualTo("vulnerable_code_not_in_execute_path");
        assertThat(classes(statement)).containsExactly("okhttp3.Headers");

        assertThat(Arrays.stream(MiniMaxApi.class.getMethods()).flatMap(VexTest::annotations))
                .extracting(annotation -> annotation.annotationType().getSimpleName())
                .contains("POST", "Path")
                .doesNotContain("Header", "HeaderMap", "Headers");
    }

    private static Stream<Annotation> annotations(Method method) {
        return Stream.concat(
                Arrays.stream(method.getAnnotations()),
                Arrays.stream(method.getParameterAnnotations()).flatMap(Arrays::stream));
    }

    private static List<String> classes(JsonNode statement) {
        return CLASS.matcher(statement.path("impact_statement").asText())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static Map<String, JsonNode> statements() throws IOException {
        return StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(DOCUMENT.toFile())
                                .path("statements")
                                .spliterator(),
                        false)
                .collect(Collectors.toMap(
                        statement ->
                                statement.path("vulnerability").path("name").asText(),
                        statement -> statement));
    }
}
