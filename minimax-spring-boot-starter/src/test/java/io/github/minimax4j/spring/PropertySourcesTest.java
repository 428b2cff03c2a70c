package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A wrong property is told with the place where it is set: file, line and column, or the environment variable. */
@Tag("B13")
@Tag("B37")
@ExtendWith(OutputCaptureExtension.class)
class PropertySourcesTest {

    @TempDir
    Path folder;

    private void assertStartFailsWith(String file, String content, Map<String, Object> variables) throws IOException {
        Path settings = Files.writeString(folder.resolve(file), content);
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        SpringApplication spring = new SpringApplication(App.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setEnvironment(environment);
        assertThatThrownBy(() -> spring.run("--spring.config.location=file:" + settings))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aLineOfAYamlFile(CapturedOutput console) throws IOException {
        assertStartFailsWith("application.yml", """
                langchain4j:
                  minimax:
                    api-key: k
                    model-name: m
                    chat-model:
                      temperature: 3
                """, Map.of());
        assertThat(console)
                .containsPattern(
                        "langchain4j\\.minimax\\.chat-model\\.temperature \\(.*application\\.yml.* - 6:20\\) is 3\\.0:");
    }

    @Test
    void aHeaderInAYamlFile(CapturedOutput console) throws IOException {
        assertStartFailsWith("application.yml", """
                langchain4j.minimax:
                  api-key: k
                  model-name: m
                  custom-headers:
                    X-Team: ${NO_SUCH_TEAM}
                """, Map.of());
        assertThat(console)
                .containsPattern(
                        "custom-headers\\.X-Team \\(.*application\\.yml.* - 5:13\\) refers to the placeholder");
    }

    @Test
    void aLineOfAPropertiesFile(CapturedOutput console) throws IOException {
        assertStartFailsWith("application.properties", """
                langchain4j.minimax.api-key=k
                langchain4j.minimax.model-name=m
                langchain4j.minimax.maxEventSize=3GB
                """, Map.of());
        assertThat(console)
                .containsPattern(
                        "langchain4j\\.minimax\\.max-event-size \\(.*application\\.properties.* - 3:34\\) is .*2GB");
    }

    @Test
    void anEnvironmentVariable(CapturedOutput console) throws IOException {
        assertStartFailsWith(
                "application.properties",
                "langchain4j.minimax.model-name=m",
                Map.of("LANGCHAIN4J_MINIMAX_APIKEY", "sec ret-key"));
        assertThat(console)
                .contains(
                        "langchain4j.minimax.api-key (System Environment Property \"LANGCHAIN4J_MINIMAX_APIKEY\") has")
                .doesNotContain("ret-key");
    }

    @Test
    void aFieldOfFurtherParameters(CapturedOutput console) throws IOException {
        assertStartFailsWith("application.properties", """
                langchain4j.minimax.api-key=k
                langchain4j.minimax.model-name=m
                langchain4j.minimax.chat-model.custom-parameters.temperature=1
                """, Map.of());
        assertThat(console)
                .containsPattern("langchain4j\\.minimax\\.chat-model\\.custom-parameters\\.temperature "
                        + "\\(.*application\\.properties.* - 3:62\\) is refused: that field has a property of its own");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
