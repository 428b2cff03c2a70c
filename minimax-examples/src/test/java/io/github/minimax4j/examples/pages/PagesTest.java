package io.github.minimax4j.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.test.MiniMaxServer;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.UrlResource;

/** The code on the pages is complete: it compiles, answers against the scripted server, prints what the page says, and names what exists. */
@Timeout(120)
class PagesTest {

    private static final Path ROOT = Path.of("..");

    /** Marks of blocks that are tested elsewhere: in the generated applications, and in the modules that a page is about. */
    private static final Set<String> TESTED_ELSEWHERE = Set.of("newcomer", "aot", "recipe", "reported");

    private static final Pattern ARTIFACT = Pattern.compile(
            "<groupId>(io\\.github\\.minimax4j|dev\\.langchain4j)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                    + "(?:\\s*<version>([^<]+)</version>)?");

    static List<Page> pagesWithCode() {
        return Page.all().stream().filter(Page::hasCode).toList();
    }

    @ParameterizedTest
    @MethodSource("pagesWithCode")
    void theProgramsOfThePageRunAndPrintWhatItSays(Page page, @TempDir Path folder)
            throws IOException, ReflectiveOperationException {
        try (MiniMaxServer server = MiniMaxServer.start();
                PagePrograms programs = PagePrograms.compile(page, server.baseUrl(), folder)) {
            String printed = "";
            for (Page.Block block : page.blocks()) {
                if (block.mark().equals("program")) {
                    server.reset();
                    PageScripts.script(server, block.about());
                    printed = programs.run(block);
                    assertThat(server.unscriptedRequests())
                            .as("unscripted requests of %s", block.about())
                            .isEmpty();
                } else if (block.mark().equals("prints")) {
                    assertThat(printed.strip()).isEqualTo(block.content().strip());
                }
            }
        }
    }

    @Test
    void allJavaOfThePagesIsTested() {
        List<String> untested = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("java") && !block.isCode() && !TESTED_ELSEWHERE.contains(block.mark())) {
                    untested.add(page + ":\n" + block.content());
                }
            }
        }
        assertThat(untested).isEmpty();
    }

    @Test
    void everyPropertyOfTheYamlExists() throws IOException {
        URL metadataFile = getClass()
                .getClassLoader()
                .resources("META-INF/spring-configuration-metadata.json")
                .filter(url -> url.toString().contains("minimax-spring-boot-starter"))
                .findFirst()
                .orElseThrow();
        String metadata = new UrlResource(metadataFile).getContentAsString(StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String yaml : page.blocks("yaml")) {
                List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                        .load(page.name(), new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
                sources.stream()
                        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                        .filter(name -> name.startsWith("langchain4j.minimax."))
                        .map(name -> name.replaceAll("(custom-\\w+)\\..*|\\[\\d+\\].*", "$1"))
                        .filter(name -> !name.startsWith("langchain4j.minimax.models."))
                        .forEach(names::add);
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(metadata).contains("\"" + name + "\""));
    }

    @Test
    void everyArtifactNamedExistsInTheVersionShown() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        String version =
                parent.replaceAll("(?s).*?<artifactId>minimax-parent</artifactId>\\s*<version>([^<]+)<.*", "$1");
        String poms = parent
                + Stream.of(
                                "minimax-langchain4j",
                                "minimax-spring-boot-starter",
                                "minimax-examples",
                                "integration-tests/minimax-newcomer-test")
                        .map(module -> text(ROOT.resolve(module).resolve("pom.xml")))
                        .collect(Collectors.joining());
        int count = 0;
        for (Page page : Page.all()) {
            for (String xml : page.blocks("xml")) {
                Matcher artifact = ARTIFACT.matcher(xml);
                for (; artifact.find(); count++) {
                    String name = artifact.group(2);
                    String shown = artifact.group(3);
                    if (artifact.group(1).startsWith("io")) {
                        assertThat(ROOT.resolve(name)).isDirectory();
                        assertThat(shown == null || shown.equals(version))
                                .as("%s: %s %s", page, name, shown)
                                .isTrue();
                    } else if (shown != null) {
                        assertThat(poms).as("%s: %s", page, name).contains(">" + shown + "<");
                    }
                }
            }
        }
        assertThat(count).isPositive();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
