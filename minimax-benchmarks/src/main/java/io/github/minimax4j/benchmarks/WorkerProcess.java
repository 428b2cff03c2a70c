package io.github.minimax4j.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JVM that the runner has started; it answers each line with a line. Not thread-safe. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;

    private final PrintStream commands;

    private final BufferedReader answers;

    /**
     * Starts a JVM.
     *
     * @param classPath  of it
     * @param properties system properties
     * @param log        where its error output goes
     * @param mainClass  what it runs, with these arguments
     */
    WorkerProcess(
            String classPath, Map<String, String> properties, Path log, Class<?> mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g"));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classPath, mainClass.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static String join(List<String> classPaths) {
        return String.join(File.pathSeparator, classPaths);
    }

    String readLine() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The process has ended");
        }
        return line;
    }

    /** Has a measurement made; returns its figures, or none if it failed. */
    Map<String, Double> measure(String command) throws IOException {
        commands.println(command);
        return figures(readLine());
    }

    static Map<String, Double> figures(String line) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String figure : line.startsWith("failed") ? new String[0] : line.split(" ", -1)) {
            int equals = figure.indexOf('=');
            figures.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
        }
        return figures;
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
