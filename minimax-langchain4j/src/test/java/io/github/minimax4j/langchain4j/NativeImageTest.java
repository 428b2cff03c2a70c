package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GraalVM's native-image must be told of every class that is reached by reflection, and of this module there is none. */
@Tag("B39")
class NativeImageTest {

    @Test
    void noClassIsReachedByReflectionSoNoneIsRegistered() throws IOException, URISyntaxException {
        Path classes = Path.of(MiniMaxChatModel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> compiled =
                    files.filter(path -> path.toString().endsWith(".class")).toList();
            assertThat(compiled)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as("%s: register what it reaches in META-INF/native-image, as minimax-core does", file)
                            .doesNotContain("java/lang/reflect/", "com/fasterxml/jackson/", "retrofit2/"));
        }
    }
}
