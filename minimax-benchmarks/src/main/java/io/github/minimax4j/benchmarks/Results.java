package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All figures, by scenario, contender and name, one of each round. */
final class Results {

    private final Map<String, List<Double>> figures = new HashMap<>();

    private final List<String> lines = new ArrayList<>();

    void add(String scenario, Entrant entrant, Map<String, Double> measured) {
        measured.forEach((name, value) -> {
            figures.computeIfAbsent(key(scenario, entrant, name), key -> new ArrayList<>())
                    .add(value);
            lines.add(String.join("\t", scenario, entrant.name(), name, value.toString()));
        });
    }

    private static String key(String scenario, Entrant entrant, String name) {
        return scenario + " " + entrant + " " + name;
    }

    /** The median of the rounds; NaN if there was none. */
    double median(String scenario, Entrant entrant, String name) {
        return quantile(rounds(scenario, entrant, name), 0.5);
    }

    /**
     * A quantile of the ratios to the reference, each within a round: what slows a machine down for a while slows down both.
     *
     * @return NaN if one of them was not measured
     */
    double ratio(String scenario, Entrant entrant, String name, double quantile) {
        double[] own = rounds(scenario, entrant, name);
        double[] reference = rounds(scenario, Entrant.REFERENCE, name);
        double[] ratios = new double[Math.min(own.length, reference.length)];
        Arrays.setAll(ratios, round -> own[round] / reference[round]);
        return quantile(ratios, quantile);
    }

    private double[] rounds(String scenario, Entrant entrant, String name) {
        return figures.getOrDefault(key(scenario, entrant, name), List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double quantile(double[] values, double quantile) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = quantile * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }
}
