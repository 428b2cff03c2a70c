package io.github.minimax4j.core.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
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
    void ofASecretThatIsCutNoPartIsLeft() {
        String secret = "secret/of-the-call";
        String inBase64 = Base64.getEncoder().encodeToString(("user:" + secret).getBytes(StandardCharsets.UTF_8));
        for (String form : List.of(secret, secret.replace("/", "%2F"), secret.replace("/", "\\/"), inBase64)) {
            for (int length = form.equals(inBase64) ? 17 : 12; length <= form.length(); length++) {
                assertThat(redaction.applyToCut("{\"error\":\"no " + form.substring(0, length)))
                        .as(form.substring(0, length))
                        .matches("\\{\"error\":\"no [A-Za-z0-9+]{0,9}\\*\\*\\*");
            }
        }
        assertThat(redaction.applyToCut("a secret/o of mine, and more")).isEqualTo("a secret/o of mine, and more");
    }

    @Test
    @Tag("B13")
    void aSecretIsFoundInJsonWithinFiveLevelsOfJson() {
        String escapes = "\\".repeat(31);
        assertThat(redaction.apply("a secret" + escapes + "/of" + escapes + "u002Dthe" + escapes + "u002dcall b"))
                .isEqualTo("a *** b");
    }
}
