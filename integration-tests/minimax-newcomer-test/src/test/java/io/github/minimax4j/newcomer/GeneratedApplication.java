package io.github.minimax4j.newcomer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** An application like those of start.spring.io, in a folder of its own, with what a page wants added to it. */
public final class GeneratedApplication {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private static final String JAR = "target/demo-0.0.1-SNAPSHOT.jar";

    private static final String PLAIN_BOOT_PLUGIN = """
            <plugin>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-maven-plugin</artifactId>
            </plugin>
            """;

    private final Path folder;

    private GeneratedApplication(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the application.
     *
     * @param name     of its folder
     * @param line     of Spring Boot
     * @param additions what the pages say, by file; for pom.xml by place
     */
    static GeneratedApplication generate(String name, BootLine line, Map<String, String> additions) throws IOException {
        GeneratedApplication application =
                new GeneratedApplication(Path.of("target", name).toAbsolutePath());
        application.write(
                "pom.xml",
                line.pom(
                        additions.getOrDefault("pom.xml dependencies", ""),
                        additions.getOrDefault("pom.xml", ""),
                        additions.getOrDefault("pom.xml plugins", PLAIN_BOOT_PLUGIN)));
        application.write("src/main/resources/application.properties", "spring.application.name=demo\n");
        application.write("src/main/java/com/example/demo/DemoApplication.java", """
                package com.example.demo;

                import org.springframework.boot.SpringApplication;
                import org.springframework.boot.autoconfigure.SpringBootApplication;

                @SpringBootApplication
                public class DemoApplication {

                    public static void main(String[] args) {
                        SpringApplication.run(DemoApplication.class, args);
                    }
                }
                """);
        // where Maven takes the project to begin, as with the generated wrapper
        Files.createDirectories(application.folder.resolve(".mvn"));
        for (Map.Entry<String, String> addition : additions.entrySet()) {
            if (!addition.getKey().startsWith("pom.xml")) {
                application.write(addition.getKey(), addition.getValue());
            }
        }
        return application;
    }

    /**
     * Writes an application of which the page shows all files.
     *
     * @param name  of its folder
     * @param files by their paths
     */
    public static GeneratedApplication write(String name, Map<String, String> files) throws IOException {
        GeneratedApplication application =
                new GeneratedApplication(Path.of("target", name).toAbsolutePath());
        Files.createDirectories(application.folder.resolve(".mvn"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            application.write(file.getKey(), file.getValue());
        }
        return application;
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), content);
    }

    /** {@code mvn package}, without a key. */
    public GeneratedApplication build() throws IOException, InterruptedException {
        Path repository = Path.of("target", "local-repository").toAbsolutePath();
        LocalRepository.create(repository, Path.of(System.getProperty("maven.localRepository")));
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("maven.home") + "/bin/mvn" + (windows ? ".cmd" : ""), "-B", "-ntp"));
        boolean offline = System.getProperty("maven.offline").equals("offline=true");
        if (offline) {
            command.add("-o");
        }
        addFile(command, "-s", "maven.userSettings");
        addFile(command, "-gs", "maven.globalSettings");
        command.add("-Dmaven.repo.local=" + repository);
        command.add("clean");
        command.add("package");

        Path log = folder.resolveSibling(folder.getFileName() + "-build.log");
        ProcessBuilder maven = process(command, Map.of()).redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("The build does not end; see " + log);
        }
        if (process.exitValue() != 0) {
            String output = Files.readString(log);
            Assumptions.assumeFalse(
                    offline && output.contains("offline mode") && !output.contains("artifact io.github.minimax4j:"),
                    "Maven is offline (-o) and lacks something that only the generated application needs: run once"
                            + " without -o");
            throw new AssertionError("The build failed:\n" + output);
        }
        return this;
    }

    private static void addFile(List<String> command, String option, String property) {
        String file = System.getProperty(property, "");
        if (new File(file).isFile()) {
            command.add(option);
            command.add(file);
        }
    }

    String buildLog() throws IOException {
        return Files.readString(folder.resolveSibling(folder.getFileName() + "-build.log"));
    }

    /** The names of the jars within the application's. */
    List<String> libraries() throws IOException {
        try (JarFile jar = new JarFile(folder.resolve(JAR).toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    .toList();
        }
    }

    private ProcessBuilder process(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MINIMAX_") || name.startsWith("MAVEN_CMD"));
        // many short-lived virtual machines: less time is lost without the optimizing compiler
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * {@code java -jar}, on a free port.
     *
     * @param environment variables to set
     * @param options     of the virtual machine
     */
    Running start(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR, "--server.port=0"));
        return new Running(process(command, environment).start());
    }

    /** The application, running. */
    static final class Running implements AutoCloseable {

        private final Process process;

        private final CompletableFuture<Integer> port = new CompletableFuture<>();

        private Running(Process process) {
            this.process = process;
            Thread reader = new Thread(this::read, "output of the application");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            StringBuilder output = new StringBuilder();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    output.append(line).append('\n');
                    Matcher started = STARTED.matcher(line);
                    if (started.find()) {
                        port.complete(Integer.valueOf(started.group(1)));
                    }
                }
                port.completeExceptionally(new AssertionError("The application did not start:\n" + output));
            } catch (IOException e) {
                port.completeExceptionally(new UncheckedIOException("Last of the application:\n" + output, e));
            }
        }

        /** Where it listens; waits until it does. */
        String url() {
            return "http://127.0.0.1:" + port.orTimeout(60, TimeUnit.SECONDS).join();
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
