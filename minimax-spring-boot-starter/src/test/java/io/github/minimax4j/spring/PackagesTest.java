package io.github.minimax4j.spring;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages of the starter: which may use which, and what none of them uses. */
@Tag("once") // the classes are the same on each line of Spring Boot
class PackagesTest {

    private static final String ROOT = "io.github.minimax4j.spring";

    private static JavaClasses starter() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        assertThat(classes).hasSizeGreaterThan(40);
        return classes;
    }

    @Test
    void packagesUseOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("api")
                .definedBy(ROOT)
                .layer("autoconfigure")
                .definedBy(ROOT + ".autoconfigure..")
                .layer("properties")
                .definedBy(ROOT + ".properties..")
                .layer("groups")
                .definedBy(ROOT + ".internal")
                .layer("diagnostics")
                .definedBy(ROOT + ".internal.diagnostics..")
                .layer("health")
                .definedBy(ROOT + ".internal.health..")
                .layer("metrics")
                .definedBy(ROOT + ".internal.metrics..")
                .whereLayer("autoconfigure")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("autoconfigure")
                .whereLayer("health")
                .mayOnlyBeAccessedByLayers("autoconfigure")
                .whereLayer("metrics")
                .mayOnlyBeAccessedByLayers("autoconfigure")
                .whereLayer("diagnostics")
                .mayOnlyBeAccessedByLayers("autoconfigure")
                .whereLayer("groups")
                .mayOnlyBeAccessedByLayers("autoconfigure", "diagnostics")
                .whereLayer("properties")
                .mayOnlyBeAccessedByLayers("autoconfigure", "groups")
                .ensureAllClassesAreContainedInArchitecture()
                .check(starter());
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(starter());
    }

    @Test
    void theStarterUsesThePublicApiOfCoreOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.minimax4j.core.internal..")
                .check(starter());
    }

    /** The HTTP version is a setting, as a value of the JDK's; core sends the requests. */
    @Test
    void theStarterSpeaksNoHttp() {
        Set<String> handedOn = Set.of(HttpClient.Version.class.getName());
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..",
                                "okhttp3..",
                                "retrofit2..",
                                "org.springframework.web..",
                                "org.eclipse.jetty..",
                                "io.netty..")
                        .and(describe("are not handed on", (JavaClass type) -> !handedOn.contains(type.getName()))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Socket|ServerSocket|URLConnection|HttpURLConnection)")
                .check(starter());
    }

    /** A longer file contains two ideas. */
    @ParameterizedTest
    @ValueSource(strings = {"minimax-core", "minimax-langchain4j", "minimax-spring-boot-starter", "minimax-test"})
    void noFileHasMoreThan400Lines(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(400));
        }
    }
}
