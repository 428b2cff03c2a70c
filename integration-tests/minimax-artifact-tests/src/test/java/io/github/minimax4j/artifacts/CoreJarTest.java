package io.github.minimax4j.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.MiniMaxClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the published jar of minimax-core contains of Retrofit, OkHttp and Okio, and what it does not. */
class CoreJarTest {

    static final String SHADED = "io/github/minimax4j/core/internal/shaded/";

    @Test
    void allItsClassesAreInPackagesOfItsOwn() throws IOException {
        assertThat(entries())
                .contains(SHADED + "retrofit2/Retrofit.class", SHADED + "okhttp3/HttpUrl.class")
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/github/minimax4j/core/") || name.equals("module-info.class"));
    }

    @Test
    void nothingThatConnectsOrVerifiesOrCachesOrDecompressesIsInIt() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.startsWith(SHADED + "okhttp3/internal/") && !name.endsWith("/"))
                .as("the one class of okhttp3.internal.http says which methods may have a body")
                .allMatch(name -> name.matches(SHADED + "okhttp3/internal/(Util(\\$\\w+)?|http/HttpMethod)\\.class"));
        assertThat(entries())
                .noneMatch(
                        name -> name.matches(
                                SHADED + "okhttp3/"
                                        + "(OkHttpClient|RealCall|Connection|Cache|CertificatePinner|Cookie|Dns|Interceptor|WebSocket).*"))
                .noneMatch(name -> name.matches(SHADED + "okio/(Gzip|Inflater|Deflater|AsyncTimeout|Okio|Pipe).*"))
                .noneMatch(name -> name.contains("Kotlin") || name.contains("publicsuffix"));
    }

    /** It would not if a class that it extends, or that its verification needs, were left out. */
    @Test
    void everyRelocatedClassLoadsAndInitializes() throws IOException {
        Map<String, Throwable> failures = new TreeMap<>();
        int loaded = 0;
        for (String entry : entries()) {
            if (entry.startsWith(SHADED) && entry.endsWith(".class")) {
                String name =
                        entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
                try {
                    Class.forName(name, true, MiniMaxClient.class.getClassLoader());
                    loaded++;
                } catch (ClassNotFoundException | LinkageError e) {
                    failures.put(name, e);
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(loaded).isGreaterThan(100);
    }

    @Test
    void itsModuleExportsTheApiAndNothingElse() {
        ModuleDescriptor module = ModuleFinder.of(jar())
                .find("io.github.minimax4j.core")
                .orElseThrow()
                .descriptor();

        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports())
                .noneMatch(ModuleDescriptor.Exports::isQualified)
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrderElementsOf(module.packages().stream()
                        .filter(name -> !name.contains(".internal"))
                        .toList());
        assertThat(module.requires())
                .extracting(ModuleDescriptor.Requires::name)
                .doesNotContain("okhttp3", "okio", "retrofit2");
        assertThat(module.opens())
                .allMatch(ModuleDescriptor.Opens::isQualified)
                .extracting(ModuleDescriptor.Opens::source)
                .containsExactly("io.github.minimax4j.core.internal.json");
    }

    @Test
    void itsPomDependsOnNoneOfThem() throws IOException {
        assertThat(text("META-INF/maven/io.github.minimax4j/minimax-core/pom.xml"))
                .contains("jackson-databind", "jetty-client", "slf4j-api")
                .doesNotContain("<groupId>com.squareup")
                .as("no path of the machine that built it")
                .doesNotContain(Path.of("../..").toAbsolutePath().normalize().toString());
    }

    @Test
    void itContainsTheLicenceAndNamesWhoseWorkItContains() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0");
        assertThat(text("META-INF/NOTICE"))
                .contains("Retrofit 2.12.0", "OkHttp 3.14.9", "Okio " + version(okio.Buffer.class))
                .contains("Square, Inc.");
    }

    /** As the name of its jar says. */
    private static String version(Class<?> type) {
        return path(type).getFileName().toString().replaceAll("\\w+-([\\d.]+)\\.jar", "$1");
    }

    static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    private static String text(String name) throws IOException {
        try (JarFile jar = new JarFile(jar().toFile());
                InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path jar() {
        return path(MiniMaxClient.class);
    }

    private static Path path(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
