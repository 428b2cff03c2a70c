package io.github.minimax4j.core.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFieldTest {

    @Test
    void thePageOnModelsShowsTheTable() throws IOException {
        List<String> rows = Stream.concat(
                        Stream.of("| Field | M3.1 | M3 | M2.x |", "|---|---|---|---|"),
                        Arrays.stream(ModelField.values()).map(ModelFieldTest::row))
                .toList();

        assertThat(Files.readString(Path.of("../docs/models.md"))).contains(String.join("\n", rows) + "\n\n");
    }

    private static String row(ModelField field) {
        String name = field == ModelField.MEDIA ? field.label : "`" + field.label + "`";
        return Stream.of(ModelFamily.M3_1, ModelFamily.M3, ModelFamily.M2)
                .map(family -> field.effect(family).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
    }

    @ParameterizedTest
    @CsvSource({
        "MiniMax-M3.1-Flash, M3_1",
        "minimax/minimax-m3.1-flash, M3_1",
        "MINIMAX-M3, M3",
        "MiniMax-M2.7-highspeed, M2",
        "minimax/minimax-m2:free, M2",
        "MiniMax-M1, OTHER",
        "M2-her, OTHER",
        "m, OTHER"
    })
    void aModelIsKnownByTheBeginningOfItsName(String model, ModelFamily family) {
        assertThat(ModelFamily.of(model)).isEqualTo(family);
    }
}
