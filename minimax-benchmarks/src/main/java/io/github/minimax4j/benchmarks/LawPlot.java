package io.github.minimax4j.benchmarks;

import java.util.Arrays;
import java.util.List;

/** One panel for each law, with logarithmic axes; a dashed line shows how the cost may grow. */
final class LawPlot {

    private static final int COLUMNS = 3;

    private static final int WIDTH = 300;

    private static final int HEIGHT = 230;

    private static final int MARGIN = 46;

    private final List<Law.Measured> laws;

    LawPlot(List<Law.Measured> laws) {
        this.laws = laws;
    }

    String draw() {
        Svg svg = new Svg(COLUMNS * WIDTH, (laws.size() + COLUMNS - 1) / COLUMNS * HEIGHT);
        for (int i = 0; i < laws.size(); i++) {
            panel(svg, laws.get(i), i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT);
        }
        return svg.draw();
    }

    private static void panel(Svg svg, Law.Measured measured, int left, int top) {
        Law law = measured.law();
        double[] xs = law.points().stream().mapToDouble(Law.Point::x).toArray();
        double[] ys = measured.costs();
        int middle = xs.length / 2;
        Axis x = new Axis(xs[0], xs[xs.length - 1], left + MARGIN, left + WIDTH - 16);
        double least = Arrays.stream(ys).filter(y -> y > 0).min().orElse(1);
        double most = Arrays.stream(ys).filter(y -> y > 0).max().orElse(1);
        Axis y = new Axis(least / 3, most * 3, top + HEIGHT - MARGIN, top + 30);
        svg.text(left + 10, top + 18, "start", law.title());
        svg.line(x.from, y.from, x.to, y.from, "axis");
        svg.line(x.from, y.from, x.from, y.to, "axis");
        svg.text(x.from, y.from + 16, "middle", Report.number(xs[0]));
        svg.text(x.to, y.from + 16, "end", Report.number(xs[xs.length - 1]) + " " + law.quantity());
        svg.text(x.from + 4, y.at(ys[0]) - 8, "start", Report.number(ys[0]) + " " + law.unit());
        svg.text(x.to, y.at(ys[ys.length - 1]) - 8, "end", Report.number(ys[ys.length - 1]) + " " + law.unit());
        double growth = law.flat() ? 1 : xs[xs.length - 1] / xs[middle];
        svg.line(x.at(xs[middle]), y.at(ys[middle]), x.to, y.at(ys[middle] * growth), "ideal");
        for (int i = 0; i < xs.length; i++) {
            svg.dot(x.at(xs[i]), y.at(ys[i]), "ours");
            if (i > 0) {
                svg.line(x.at(xs[i - 1]), y.at(ys[i - 1]), x.at(xs[i]), y.at(ys[i]), "ours");
            }
        }
    }

    private record Axis(double least, double most, double from, double to) {

        double at(double value) {
            return from + Math.log(value / least) / Math.log(most / least) * (to - from);
        }
    }
}
