package io.github.minimax4j.spring;

import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the starter alone, whether it is a jar or, in its own build, still a folder. */
final class StarterFiles {

    private StarterFiles() {}

    static boolean arePackaged() {
        return location().getPath().endsWith(".jar");
    }

    /** A file of the starter's, where others on the class path have one of the same name. */
    static InputStream open(String name) throws IOException {
        URI file = arePackaged()
                ? URI.create("jar:" + location() + "!/" + name)
                : location().resolve(name);
        return file.toURL().openStream();
    }

    /** By their names, without folders. */
    static Map<String, byte[]> classFiles() throws IOException {
        if (!arePackaged()) {
            return classFilesBelow(Path.of(location()));
        }
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(location()))) {
            return classFilesBelow(jar.getPath("/"));
        }
    }

    private static Map<String, byte[]> classFilesBelow(Path root) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static URI location() {
        try {
            return MiniMaxAutoConfiguration.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
