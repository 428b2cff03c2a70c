package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.SpringBootVersion;

/** The modules that test a line of Spring Boot test that line, and the jar that users get. */
@Tag("B37")
@EnabledIfSystemProperty(named = "expected.spring-boot.version", matches = ".+")
class BootLineTest {

    @Test
    void theBootOfTheLineIsOnTheClassPath() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.spring-boot.version"));
    }

    @Test
    void theStarterIsThePackagedOne() {
        assertThat(StarterFiles.arePackaged()).isTrue();
    }
}
