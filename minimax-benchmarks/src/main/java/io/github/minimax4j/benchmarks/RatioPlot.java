package io.github.minimax4j.benchmarks;

import java.util.List;

/** Our ratios to the reference on a logarithmic axis. Rates are turned over, so that left is better everywhere. */
final class RatioPlot {

    private static final double LEAST = 0.05;

    private static final double MOST = 8;

    private static final int LEFT = 290;

    private static final int WIDTH = 820;

    private static final int TOP = 50;

    private static final int ROW = 22;

    private final Results results;

    RatioPlot(Results results) {
        this.results = results;
    }

    String draw() {
        List<Row> rows = Row.ALL.stream().filter(row -> !row.absolute()).toList();
        Svg svg = new Svg(WIDTH, TOP + rows.size() * ROW + 20);
        svg.text(LEFT, 16, "start", "Ratio to langchain4j-open-ai, left is better (rates are turned over)");
        svg.text(LEFT, 32, "start", "● ours, with quartiles   ○ " + Entrant.OUR_ENGINE.label + "   | reach");
        double bottom = TOP + rows.size() * ROW;
        for (double tick : new double[] {0.05, 0.1, 0.2, 0.5, 1, 2, 5}) {
            svg.line(x(tick), TOP - 6, x(tick), bottom, tick == 1 ? "axis" : "grid");
            svg.text(x(tick), bottom + 14, "middle", Report.number(tick).replaceAll("\\.?0+$", ""));
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = TOP + i * ROW + 8;
            svg.text(LEFT - 8, y + 4, "end", row.label());
            double engine = cost(row, Entrant.OUR_ENGINE, 0.5);
            if (!Double.isNaN(engine)) {
                svg.dot(x(engine), y, "engine");
            }
            if (row.reach() > 0) {
                double reach = x(row.isRate() ? 1 / row.reach() : row.reach());
                svg.line(reach, y - 7, reach, y + 7, "reach");
            }
            double ours = cost(row, Entrant.OURS, 0.5);
            if (!Double.isNaN(ours)) {
                svg.line(x(cost(row, Entrant.OURS, 0.25)), y, x(cost(row, Entrant.OURS, 0.75)), y, "ours");
                svg.dot(x(ours), y, "ours");
            }
        }
        return svg.draw();
    }

    private double cost(Row row, Entrant entrant, double quantile) {
        double ratio = results.ratio(row.scenario(), entrant, row.figure(), quantile);
        return row.isRate() ? 1 / ratio : ratio;
    }

    private static double x(double ratio) {
        double clamped = Math.max(LEAST, Math.min(MOST, ratio));
        return LEFT + Math.log(clamped / LEAST) / Math.log(MOST / LEAST) * (WIDTH - LEFT - 20);
    }
}
