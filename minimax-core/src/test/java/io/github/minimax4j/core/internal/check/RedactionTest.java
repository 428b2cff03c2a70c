package io.github.minimax4j.core.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction =
            Redaction.of(Map.of("Authorization", "Bearer secret/of-the-call"), Map.of("GroupId", "1234567890"));

    @Test
    @Tag("B13")
    void aLongRunOfBackslashesIsNotSearchedAgainFromEachOfThem() {
        String text = "\\".repeat(300_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(redaction.apply(text)).isEqualTo(text));
    }

    @Test
    @Tag("B13")
    void aSecretIsFoundInJsonWithinFiveLevelsOfJson() {
        String escapes = "\\".repeat(31);
        assertThat(redaction.apply("a secret" + escapes + "/of" + escapes + "u002Dthe" + escapes + "u002dcall b"))
                .isEqualTo("a *** b");
    }
}
