package io.github.minimax4j.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of core: which may use which, and what its users never see. */
class PackagesTest {

    private static final String ROOT = "io.github.minimax4j.core";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesUseOnlyThoseBelowThem() {
        assertThat(CORE).hasSizeGreaterThan(100);
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("client")
                .definedBy(ROOT)
                .layer("call")
                .definedBy(ROOT + ".internal.call..")
                .layer("http")
                .definedBy(ROOT + ".internal.http..")
                .layer("request")
                .definedBy(ROOT + ".internal.request..")
                .layer("decode")
                .definedBy(ROOT + ".internal.decode..")
                .layer("json")
                .definedBy(ROOT + ".internal.json..")
                .layer("limit")
                .definedBy(ROOT + ".internal.limit..")
                .layer("config")
                .definedBy(ROOT + ".internal.config..")
                .layer("check")
                .definedBy(ROOT + ".internal.check..")
                .layer("api")
                .definedBy(
                        ROOT + ".chat..",
                        ROOT + ".embedding..",
                        ROOT + ".image..",
                        ROOT + ".catalog..",
                        ROOT + ".plan..",
                        ROOT + ".speech..",
                        ROOT + ".file..",
                        ROOT + ".error..",
                        ROOT + ".listener..",
                        ROOT + ".transport..")
                .whereLayer("client")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("call")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("call", "client")
                .whereLayer("request")
                .mayOnlyBeAccessedByLayers("call")
                .whereLayer("limit")
                .mayOnlyBeAccessedByLayers("call")
                .whereLayer("decode")
                .mayOnlyBeAccessedByLayers("request", "http", "call")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("decode", "request", "http", "call", "config")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("decode", "request", "http", "limit", "call", "client")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CORE);
    }

    @Test
    void thereAreNoCyclesBetweenTheInternalPackages() {
        slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles().check(CORE);
    }

    /** Bytes in, events out: what reads responses can be tested, and fuzzed, without a network or a thread. */
    @Test
    void theDecoderKnowsNoHttpAndNoThreads() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.decode..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "org.eclipse.jetty..",
                        "retrofit2..",
                        "okhttp3..",
                        "java.util.concurrent", // not atomic: the parser is shared
                        "java.util.concurrent.locks..")
                .check(CORE);
    }

    /** Types of Retrofit, OkHttp and Okio are internal as well: the published jar has them under other names. */
    @Test
    void nothingThatUsersSeeNamesAnInternalType() {
        DescribedPredicate<JavaClass> internal =
                resideInAnyPackage("..internal..", "retrofit2..", "okhttp3..", "okio..");
        noMethods()
                .that(describe("users see", (JavaMethod method) -> isApi(method)))
                .should()
                .haveRawReturnType(internal)
                .orShould()
                .haveRawParameterTypes(DescribedPredicate.anyElementThat(internal))
                .check(CORE);
    }

    private static boolean isApi(JavaMember member) {
        JavaClass owner = member.getOwner();
        return !owner.getPackageName().contains(".internal")
                && owner.getModifiers().contains(JavaModifier.PUBLIC)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }
}
