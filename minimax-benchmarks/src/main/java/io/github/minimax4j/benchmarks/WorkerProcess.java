package io.github.minimax4j.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM that the runner has started; it answers each line with a line. Not thread-safe. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

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
        return measure(command, LIMIT);
    }

    /**
     * The same with a time limit.
     *
     * @throws StoppedException if there was no answer in time, or no process any more; it can only be closed
     */
    Map<String, Double> measure(String command, Duration limit) throws IOException {
        commands.println(command);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            return figures(reader.submit(this::readLine).get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new StoppedException("stopped after " + limit.toSeconds() + " s of " + command, e);
        } catch (ExecutionException e) {
            throw new StoppedException("ended by itself in " + command, e);
        } catch (InterruptedException e) {
            throw new StoppedException("stopped in " + command, e);
        } finally {
            reader.shutdown();
        }
    }

    static Map<String, Double> figures(String line) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String figure : line.startsWith("failed") ? new String[0] : line.split(" ", -1)) {
            int equals = figure.indexOf('=');
            figures.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
        }
        return figures;
    }

    /** Ends the process, with all its connections, before it returns. */
    @Override
    public void close() {
        commands.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A process that answers no more. */
    static final class StoppedException extends IOException {

        private static final long serialVersionUID = 1;

        private StoppedException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
