package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.test.MiniMaxServer;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application on the module path writes behind {@code requires}. Only packed jars have it. */
@Tag("B39")
@EnabledIfSystemProperty(named = "expected.spring-boot.version", matches = ".+")
class ModuleNamesTest {

    @ParameterizedTest
    @CsvSource({
        "core, io.github.minimax4j.core",
        "langchain4j, io.github.minimax4j.langchain4j",
        "starter, io.github.minimax4j.spring",
        "test, io.github.minimax4j.test"
    })
    void eachJarHasAModuleNameOfItsOwn(String jar, String name) throws URISyntaxException {
        Class<?> type = switch (jar) {
            case "core" -> MiniMaxClient.class;
            case "langchain4j" -> MiniMaxChatModel.class;
            case "starter" -> MiniMaxAutoConfiguration.class;
            default -> MiniMaxServer.class;
        };
        Path file =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());

        ModuleDescriptor module =
                ModuleFinder.of(file).findAll().iterator().next().descriptor();

        assertThat(module.name()).isEqualTo(name);
        assertThat(module.packages()).allMatch(each -> each.equals(name) || each.startsWith(name + "."));
    }
}
