package io.github.minimax4j.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.newcomer.GeneratedApplication;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Applications with the built jars, each in a JVM and on a class path of its own, as Maven resolves it from the published POMs: those of
 * {@code src/test/applications}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ApplicationsTest {

    private static final Path SOURCES = Path.of("src/test/applications");

    private static final Path APPLICATIONS = Path.of("target/applications");

    private static final String STORY = "Once upon a time there was a fox.";

    private static final MiniMaxServer SERVER = MiniMaxServer.start();

    @BeforeAll
    static void resolveClassPaths() throws IOException, InterruptedException {
        Map<String, String> poms = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path pom : files.filter(file -> file.endsWith("pom.xml")).toList()) {
                poms.put(SOURCES.relativize(pom).toString(), withValues(Files.readString(pom)));
            }
        }
        GeneratedApplication.write("applications", poms).build();

        SERVER.when(request -> request.path().endsWith("/chat/completions"), Reply.text(STORY));
        SERVER.when(request -> request.path().endsWith("/models"), Reply.models("MiniMax-M3"));
    }

    private static String withValues(String pom) {
        String result = pom;
        for (String name : List.of("minimax.version", "dependency-plugin.version", "langchain4j.version")) {
            result = result.replace("@" + name + "@", System.getProperty(name));
        }
        return result;
    }

    @AfterAll
    static void stopServer() {
        SERVER.close();
    }

    @Test
    void anApplicationGetsNeitherOkHttpNorRetrofitNorOkioNorKotlin() throws IOException, InterruptedException {
        assertThat(run("alone")).isEqualTo(calls());

        assertThat(classesIn("alone"))
                .contains("io/github/minimax4j/core/MiniMaxClient.class")
                .noneMatch(name -> name.matches("(META-INF/versions/\\d+/)?(okhttp3|okio|retrofit2|kotlinx?)/.*"));
    }

    @Test
    void itRunsBesideOkHttp4AndRetrofit2() throws IOException, InterruptedException {
        assertThat(run("beside-okhttp-4"))
                .startsWith(calls())
                .contains("OkHttp 4.12.0: {")
                .contains("MiniMax-M3");
    }

    @Test
    void itRunsBesideOkHttp5AndRetrofit3() throws IOException, InterruptedException {
        assertThat(run("beside-okhttp-5"))
                .startsWith(calls())
                .contains("OkHttp 5.5.1: {")
                .contains("MiniMax-M3");
    }

    @Test
    void itRunsBesideLangChain4jsOpenAiModule() throws IOException, InterruptedException {
        assertThat(run("beside-open-ai")).isEqualTo(calls() + "OpenAI module: " + STORY + "\n");
    }

    @Test
    void itRunsOnTheModulePathBesideAnotherModuleOfOkHttp() throws IOException, InterruptedException {
        assertThat(runModules("modular"))
                .isEqualTo(calls() + "module io.github.minimax4j.core: " + STORY + "\nmodule okhttp3 5.5.1\n");
    }

    private static String calls() {
        return "Unary: " + STORY + "\nStreamed: " + STORY + "\n";
    }

    private static String run(String application) throws IOException, InterruptedException {
        String jars = libraries(application) + File.separator + "*";
        Path classes = compile(application, "--class-path", String.join(File.pathSeparator, jars(application)));
        return java(application, "--class-path", classes + File.pathSeparator + jars, "application.Main");
    }

    private static String runModules(String application) throws IOException, InterruptedException {
        Path classes =
                compile(application, "--module-path", libraries(application).toString());
        return java(
                application,
                "--module-path",
                classes + File.pathSeparator + libraries(application),
                "--module",
                "application/application.Main");
    }

    private static Path libraries(String application) {
        return APPLICATIONS.resolve(application).resolve("target/lib");
    }

    private static List<String> jars(String application) throws IOException {
        try (Stream<Path> files = Files.list(libraries(application))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /** The sources of the newer OkHttp are those of the older one: its users need not change them. */
    private static Path compile(String application, String... path) throws IOException, InterruptedException {
        Path sources = SOURCES.resolve(application.equals("beside-okhttp-5") ? "beside-okhttp-4" : application);
        Path classes = APPLICATIONS.resolve(application).resolve("target/classes");
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                SOURCES.resolve("Calls.java").toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
        }
        execute(APPLICATIONS.resolve(application).resolve("target/javac.log"), "javac", command);
        return classes;
    }

    private static String java(String application, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.add(SERVER.baseUrl());
        return execute(APPLICATIONS.resolve(application).resolve("target/java.log"), "java", command);
    }

    private static String execute(Path log, String tool, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(log.toFile())
                .redirectError(log.resolveSibling(tool + "-errors.log").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end; see " + log);
        }
        String output = Files.readString(log);
        assertThat(process.exitValue())
                .as("%s%n%s%n%s", command, output, Files.readString(log.resolveSibling(tool + "-errors.log")))
                .isZero();
        return output;
    }

    private static List<String> classesIn(String application) throws IOException {
        List<String> names = new ArrayList<>();
        for (String file : jars(application)) {
            try (JarFile jar = new JarFile(file)) {
                jar.stream().map(JarEntry::getName).forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(file, e);
            }
        }
        return names;
    }
}
