package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the cost of this library grows with one quantity.
 *
 * @param title    what is measured
 * @param quantity what grows
 * @param unit     of the cost
 * @param scale    of the cost in microseconds to the unit
 * @param flat     whether the cost, which is of one chunk or call, must not grow; else it may grow as fast as the quantity does
 * @param points   where it is measured
 */
record Law(String title, String quantity, String unit, double scale, boolean flat, List<Point> points) {

    /**
     * A place on the axis.
     *
     * @param x       the quantity
     * @param command as {@link Scenario#command}; URL stands for the server's address
     */
    record Point(double x, String command) {}

    static List<Law> all(boolean quick) {
        return List.of(
                law(
                        "CPU per chunk of a stream",
                        "chunks",
                        "µs",
                        1,
                        true,
                        quick ? List.of(100, 1_000, 10_000, 100_000) : List.of(100, 1_000, 10_000, 100_000, 1_000_000),
                        "bursts URL minimax-%1$d 1 %1$d 400"),
                law(
                        "CPU per unary call",
                        "callers",
                        "µs",
                        1,
                        true,
                        List.of(1, 2, 4, 8, 16, 32, 64),
                        "calls URL unary-400 %d 0 400"),
                law(
                        "CPU per call with a history",
                        "messages",
                        "ms",
                        1e3,
                        false,
                        List.of(1, 10, 100, 1_000),
                        "history URL unary-400 1 %d 400"),
                new Law(
                        "CPU per stream of snapshots",
                        "MB",
                        "ms",
                        1e3,
                        false,
                        List.of(32, 64, 145, 320, 640).stream()
                                .map(count -> new Law.Point(
                                        (count * (count + 1) / 2 * 96 + count * 300) / 1e6,
                                        "bursts URL snapshots-%d 1 1 400".formatted(count)))
                                .toList()),
                law(
                        "CPU per call with an image",
                        "MB",
                        "ms",
                        1e3,
                        false,
                        List.of(1, 2, 5, 10, 20),
                        "image URL unary-400 1 %d000000 600"),
                law(
                        "CPU per large response",
                        "MB",
                        "ms",
                        1e3,
                        false,
                        List.of(1, 4, 16, 60),
                        "calls URL unary-%d000000 1 0 600"));
    }

    private static Law law(
            String title, String quantity, String unit, double scale, boolean flat, List<Integer> xs, String command) {
        return new Law(
                title,
                quantity,
                unit,
                scale,
                flat,
                xs.stream().map(x -> new Point(x, command.formatted(x))).toList());
    }

    /**
     * A law with its measured values.
     *
     * @param costs by point, in {@link Law#unit}; NaN where it failed
     * @param bytes allocated, by point
     */
    record Measured(Law law, double[] costs, double[] bytes) {

        /** The largest factor by which the cost grows faster than it may, from the middle of the axis on. */
        double excess() {
            int middle = costs.length / 2;
            int last = costs.length - 1;
            double growth = costs[last] / costs[middle];
            return law.flat ? growth : growth / (law.points.get(last).x / law.points.get(middle).x);
        }
    }

    /** Measures it, each point so many times. */
    Measured measure(WorkerProcess worker, String url, int repeats) throws IOException {
        double[] costs = new double[points.size()];
        double[] bytes = new double[points.size()];
        for (int i = 0; i < costs.length; i++) {
            String command = points.get(i).command().replace("URL", url);
            worker.measure(command); // warm-up
            List<Map<String, Double>> rounds = new ArrayList<>();
            for (int round = 0; round < repeats; round++) {
                rounds.add(worker.measure(command));
            }
            costs[i] = median(rounds, "cpu") / scale;
            bytes[i] = median(rounds, "bytes");
        }
        return new Measured(this, costs, bytes);
    }

    private static double median(List<Map<String, Double>> rounds, String name) {
        return rounds.stream()
                .mapToDouble(figures -> figures.getOrDefault(name, Double.NaN))
                .sorted()
                .toArray()[rounds.size() / 2];
    }
}
