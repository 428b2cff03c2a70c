package io.github.minimax4j.benchmarks;

import java.util.Locale;

/** Builds an SVG image that is readable on light and dark pages. */
final class Svg {

    private final StringBuilder body = new StringBuilder();

    private final int width;

    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Adds a line; {@code style} is of {@code axis}, {@code grid}, {@code ideal} or {@code ours}. */
    void line(double x1, double y1, double x2, double y2, String style) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    void dot(double x, double y, String style) {
        add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", style, x, y);
    }

    /** Adds a text; {@code anchor} is {@code start}, {@code middle} or {@code end}. */
    void text(double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped);
    }

    private void add(String format, Object... arguments) {
        body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    String draw() {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
                <style>
                text { font: 12px sans-serif; fill: #24292f }
                line { stroke-width: 1; stroke: #8c959f }
                .grid { stroke: #d0d7de }
                .ideal { stroke-dasharray: 5 4 }
                .ours { stroke: #0969da; fill: #0969da; stroke-width: 2 }
                .engine { fill: none; stroke: #8c959f; stroke-width: 1.5 }
                .reach { stroke: #1a7f37; stroke-width: 3 }
                </style>
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                """, width, height) + body + "</svg>\n";
    }
}
