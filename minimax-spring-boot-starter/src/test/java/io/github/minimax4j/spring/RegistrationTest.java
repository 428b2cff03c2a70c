package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What the jar announces to Spring Boot exists. */
@Tag("B37")
class RegistrationTest {

    @Test
    void everyAnnouncedAutoConfigurationLoads() throws ClassNotFoundException {
        List<String> ours = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates().stream()
                .filter(name -> name.startsWith("io.github.minimax4j"))
                .toList();
        assertThat(ours).containsExactly(MiniMaxAutoConfiguration.class.getName());
        for (String name : ours) {
            assertThat(Class.forName(name).isAnnotationPresent(AutoConfiguration.class)).isTrue();
        }
    }

    @Test
    void everyAnnouncedFailureAnalyzerCanBeMade() {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, SpringFactoriesLoader.ArgumentResolver.of(
                        Environment.class, new StandardEnvironment())
                        .and(BeanFactory.class,
                                new DefaultListableBeanFactory()));
        assertThat(analyzers)
                .hasAtLeastOneElementOfType(MiniMaxPropertyFailureAnalyzer.class)
                .hasAtLeastOneElementOfType(MissingMiniMaxModelFailureAnalyzer.class);
    }
}
