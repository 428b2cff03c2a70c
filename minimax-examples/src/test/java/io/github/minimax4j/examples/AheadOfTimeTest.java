package io.github.minimax4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The travel desk as Spring Boot processes it ahead of time, which native images start from. */
@Timeout(180)
class AheadOfTimeTest {

    private static final String MAIN = TravelDeskApplication.class.getName();

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    Path folder;

    @Test
    void theProcessedDeskAnswersFromWhatWasGenerated() throws Exception {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        java(
                "-cp",
                CLASS_PATH,
                "org.springframework.boot.SpringApplicationAotProcessor",
                MAIN,
                sources.toString(),
                classes.toString(),
                classes.toString(),
                "io.github.minimax4j",
                "minimax-examples");
        compile(sources, classes);
        assertThat(classes.resolve(MAIN.replace('.', '/') + "__ApplicationContextInitializer.class"))
                .exists();

        String shown = java("-Dspring.aot.enabled=true", "-cp", classes + File.pathSeparator + CLASS_PATH, MAIN);
        assertThat(shown)
                .containsSubsequence(
                        "a stand-in inside this program answers",
                        "Open http://",
                        "Tool call: searchFlights {",
                        "Tool result: [{",
                        "Tool result: {\"reference\":\"TD-1001\"",
                        "Desk: ",
                        " tokens in, ")
                .doesNotContain("Error", "Exception");
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn", "-proc:none", "-d", classes.toString(), "-cp", classes + File.pathSeparator + CLASS_PATH));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).as("status of the compiler").isZero();
    }

    /** What a JVM of its own prints, with nobody at the keyboard and no key. */
    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("MINIMAX_API_KEY");
        builder.environment().put("PORT", "0");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String shown = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(shown).isZero();
        return shown;
    }
}
