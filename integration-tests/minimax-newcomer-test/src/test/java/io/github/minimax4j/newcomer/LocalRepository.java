package io.github.minimax4j.newcomer;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A local Maven repository in which our jars are installed, as if by {@code mvn install}, but which else is that of the running build: by
 * links, so nothing is downloaded twice, and the user's own holds nothing of ours afterwards.
 */
final class LocalRepository {

    private static final Path OUR_GROUP = Path.of("io", "github", "minimax4j");

    private LocalRepository() {}

    /**
     * Makes the repository, or brings it up to date.
     *
     * @param folder where
     * @param own    the local repository of the running build
     */
    static void create(Path folder, Path own) throws IOException {
        Path linked = Path.of("");
        for (Path step : OUR_GROUP) {
            Files.createDirectories(folder.resolve(linked));
            link(folder.resolve(linked), own.resolve(linked), step.toString());
            linked = linked.resolve(step);
        }
        Files.createDirectories(folder.resolve(OUR_GROUP));
        install(folder.resolve(OUR_GROUP));
    }

    private static void link(Path folder, Path own, String exception) throws IOException {
        if (!Files.isDirectory(own)) {
            return;
        }
        try (Stream<Path> entries = Files.list(own)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals(exception)) {
                    try {
                        Files.createSymbolicLink(folder.resolve(name), entry.toAbsolutePath());
                    } catch (FileAlreadyExistsException e) {
                        // from an earlier run
                    }
                }
            }
        }
    }

    private static void install(Path group) throws IOException {
        String version = null;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                version = installIfOurs(Path.of(entry), group, version);
            }
        }
        if (version == null) {
            throw new IllegalStateException(
                    "Our modules are no jars on this class path: run \"mvn verify\", not" + " \"mvn test\"");
        }
        installPom(Path.of("../../pom.xml"), "minimax-parent", group, version);
        installPom(Path.of("../../minimax-bom/pom.xml"), "minimax-bom", group, version);
    }

    private static void installPom(Path pom, String artifact, Path group, String version) throws IOException {
        Path folder = Files.createDirectories(group.resolve(artifact).resolve(version));
        Files.copy(pom, folder.resolve(artifact + "-" + version + ".pom"), REPLACE_EXISTING);
    }

    private static String installIfOurs(Path file, Path group, String versionSoFar) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            JarEntry about = jar.stream()
                    .filter(entry ->
                            entry.getName().matches("META-INF/maven/io\\.github\\.minimax4j/.*/pom\\.properties"))
                    .findFirst()
                    .orElse(null);
            if (about == null) {
                return versionSoFar;
            }
            Properties properties = new Properties();
            try (InputStream in = jar.getInputStream(about)) {
                properties.load(in);
            }
            String artifact = properties.getProperty("artifactId");
            String version = properties.getProperty("version");
            Path folder = group.resolve(artifact).resolve(version);
            Files.createDirectories(folder);
            String name = artifact + "-" + version;
            Files.copy(file, folder.resolve(name + ".jar"), REPLACE_EXISTING);
            try (InputStream in =
                    jar.getInputStream(jar.getEntry(about.getName().replace("pom.properties", "pom.xml")))) {
                Files.copy(in, folder.resolve(name + ".pom"), REPLACE_EXISTING);
            }
            return version;
        }
    }
}
