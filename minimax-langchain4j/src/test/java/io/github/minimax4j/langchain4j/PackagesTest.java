package io.github.minimax4j.langchain4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of the adapter: which may use which, and what none of them uses. */
class PackagesTest {

    private static final String ROOT = "io.github.minimax4j.langchain4j";

    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theAdapterParsesNoJson() {
        assertThat(ADAPTER).hasSizeGreaterThan(50);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..", "com.google.gson..")
                .check(ADAPTER);
    }

    @Test
    void theAdapterUsesThePublicApiOfCoreOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.minimax4j.core.internal..", "retrofit2..", "okhttp3..")
                .check(ADAPTER);
    }

    /** The bridge knows no models, so that it serves a core client too. */
    @Test
    void theBridgeToHttpClientsStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".spi..")
                .check(ADAPTER);
    }

    /** The factories of {@code spi} name the builders, and these look the factories up: LangChain4j's convention. */
    @Test
    void thereAreNoCyclesBesideTheFactoriesOfBuilders() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ADAPTER);
    }
}
