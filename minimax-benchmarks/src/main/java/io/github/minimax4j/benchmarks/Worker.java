package io.github.minimax4j.benchmarks;

import io.github.minimax4j.benchmarks.Contender.Prompt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The process of one contender. It reads measurements to make from standard input, one a line, and prints the figures of each, or what
 * went wrong.
 */
final class Worker {

    static final String API_KEY = "sk-cp-" + "k7Q".repeat(41).substring(0, 122);

    private final Contender.Factory factory;

    // by base URL
    private final Map<String, Contender> contenders = new HashMap<>();

    private Worker(Contender.Factory factory) {
        this.factory = factory;
    }

    /** Begins with the name of the contender; a further argument is a measurement to make at once, and the only one. */
    public static void main(String[] arguments) throws IOException {
        Worker worker = new Worker(Entrant.valueOf(arguments[0]).factory);
        if (arguments.length > 1) {
            System.out.println(worker.answer(arguments[1]));
            System.exit(0);
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(worker.answer(line));
        }
        System.exit(0);
    }

    private String answer(String command) {
        try {
            return run(command).entrySet().stream()
                    .map(figure -> figure.getKey() + "=" + figure.getValue())
                    .collect(Collectors.joining(" "));
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            return "failed " + e;
        }
    }

    /** A command: kind, base URL of the server, script, callers or streams, pieces expected of a stream, milliseconds. */
    private Map<String, Double> run(String command) throws Exception {
        String[] words = command.split(" ", -1);
        String baseUrl = words[1] + "/" + words[2];
        int parallel = Integer.parseInt(words[3]);
        int expected = Integer.parseInt(words[4]);
        long millis = Long.parseLong(words[5]);
        Contender contender = contenders.get(baseUrl);
        if (contender == null) {
            contender = factory.open(baseUrl, API_KEY);
            contenders.put(baseUrl, contender);
        }
        Prompt prompt = words[2].startsWith("tools") ? Prompt.TOOLS : Prompt.SHORT;
        try (Measurement measurement = new Measurement(contender)) {
            return switch (words[0]) {
                case "first" ->
                    Map.of("length", (double) contender.call(prompt)); // a meter would load half as many classes again
                case "calls" -> measurement.calls(prompt, parallel, millis);
                case "history" -> measurement.calls(new Prompt(expected, 0, false), parallel, millis);
                case "image" -> measurement.calls(new Prompt(1, expected, false), parallel, millis);
                case "profile-calls" -> Profile.of(() -> measurement.calls(prompt, parallel, millis));
                case "profile-bursts" -> Profile.of(() -> measurement.bursts(prompt, expected, millis));
                case "bursts" -> measurement.bursts(prompt, expected, millis);
                case "streams" -> measurement.parallelStreams(prompt, parallel, expected);
                case "cancels" -> measurement.cancels(prompt, baseUrl, millis);
                case "holds" -> measurement.holds(prompt, baseUrl, millis);
                default -> throw new IllegalArgumentException(command);
            };
        }
    }
}
