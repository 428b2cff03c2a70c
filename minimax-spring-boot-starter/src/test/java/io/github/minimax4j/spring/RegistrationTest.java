package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.autoconfigure.AutoConfigurationClasses;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

/** What the jar announces to Spring Boot exists; a wrong name would end the start of every application that has the jar. */
@Tag("B37")
class RegistrationTest {

    @Test
    void everyAnnouncedAutoConfigurationLoads() throws ClassNotFoundException {
        List<String> ours =
                ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates().stream()
                        .filter(name -> name.startsWith("io.github.minimax4j"))
                        .toList();
        assertThat(ours)
                .containsExactlyInAnyOrder(
                        MiniMaxAutoConfiguration.class.getName(),
                        AutoConfigurationClasses.CALLS.getName(),
                        AutoConfigurationClasses.CONTEXT.getName(),
                        AutoConfigurationClasses.METRICS.getName(),
                        AutoConfigurationClasses.ACTUATOR_HEALTH.getName(),
                        AutoConfigurationClasses.HEALTH.getName(),
                        AutoConfigurationClasses.ENDPOINTS.getName());
        for (String name : ours) {
            assertThat(Class.forName(name).isAnnotationPresent(AutoConfiguration.class))
                    .isTrue();
        }
    }

    @Test
    void everyAnnouncedFailureAnalyzerLoads() throws IOException, ClassNotFoundException {
        Properties factories = new Properties();
        try (InputStream in = StarterFiles.open("META-INF/spring.factories")) {
            factories.load(in);
        }
        assertThat(factories).containsOnlyKeys(FailureAnalyzer.class.getName());
        for (String name :
                factories.getProperty(FailureAnalyzer.class.getName()).split(",")) {
            assertThat(Class.forName(name)).isAssignableTo(FailureAnalyzer.class);
        }
    }

    @Test
    void theAnalyzerOfMissingModelsIsAskedBeforeBootsGeneralOne() throws ClassNotFoundException {
        Class<?> ours =
                Class.forName("io.github.minimax4j.spring.internal.diagnostics.MissingMiniMaxModelFailureAnalyzer");
        Class<?> boots = Class.forName(
                "org.springframework.boot.autoconfigure.diagnostics.analyzer.NoSuchBeanDefinitionFailureAnalyzer");
        assertThat(OrderUtils.getOrder(ours, Ordered.LOWEST_PRECEDENCE))
                .isLessThan(OrderUtils.getOrder(boots, Ordered.LOWEST_PRECEDENCE));
    }
}
