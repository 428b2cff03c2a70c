package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes results into the generated sections of the page, those of the running JDK, and the plots beside it. */
final class Report {

    private static final String RATIOS = "Ratios to langchain4j-open-ai, with what is to be reached";

    private static final String LAWS = "Cost by number of chunks, callers and messages, and by size";

    private final int jdk = Runtime.version().feature();

    private final Results results;

    private final List<Map<String, Double>> profiles;

    private final List<Law.Measured> laws;

    private final List<Entrant> entrants;

    private final Function<Entrant, List<String>> classPath;

    Report(
            Results results,
            List<Map<String, Double>> profiles,
            List<Law.Measured> laws,
            List<Entrant> entrants,
            Function<Entrant, List<String>> classPath) {
        this.results = results;
        this.profiles = profiles;
        this.laws = laws;
        this.entrants = entrants;
        this.classPath = classPath;
    }

    /** Rewrites the page, but for the many streams; {@code how} says how long the run took. */
    void write(Path page, String how) throws IOException {
        String text = Files.readString(page);
        text = replace(text, "results-" + jdk, machine(how) + table(Row.ALL) + image("performance", RATIOS));
        text = replace(text, "jars", jars());
        Path images = page.resolveSibling("images");
        Files.writeString(images.resolve("performance-" + jdk + ".svg"), new RatioPlot(results).draw());
        if (!laws.isEmpty()) { // else this library took no part
            text = replace(text, "profile-" + jdk, profile());
            text = replace(text, "scale-" + jdk, scale() + image("scale-laws", LAWS));
            Files.writeString(images.resolve("scale-laws-" + jdk + ".svg"), new LawPlot(laws).draw());
        }
        Files.writeString(page, text);
    }

    /** Rewrites the section of the many streams alone. */
    void writeHuge(Path page, int streams, String how) throws IOException {
        Files.writeString(page, replace(Files.readString(page), "huge-" + jdk, huge(streams, how)));
    }

    /** Rewrites the profile alone. */
    void writeProfile(Path page) throws IOException {
        Files.writeString(page, replace(Files.readString(page), "profile-" + jdk, profile()));
    }

    /** The table of the many streams. */
    String huge(int streams, String how) throws IOException {
        return machine(how) + table(Row.huge(streams));
    }

    /** Replaces what stands between the marks of a section. */
    static String replace(String page, String section, String content) {
        String begin = "<!-- generated: " + section + " -->\n";
        String end = "<!-- end of " + section + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("The page has no section " + section);
        }
        return page.substring(0, from + begin.length()) + "\n" + content + "\n" + page.substring(to);
    }

    private String image(String name, String text) {
        return String.format("%n![%s, on JDK %d](images/%s-%d.svg)%n", text, jdk, name, jdk);
    }

    private static String machine(String how) throws IOException {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        String cpu = !Files.exists(cpuInfo)
                ? System.getProperty("os.arch")
                : Files.readAllLines(cpuInfo).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .findFirst()
                        .orElse("");
        return String.format(
                Locale.ROOT,
                "JDK %s (%s), %s, %d cores (%s); the run took %s.%n%n",
                Runtime.version(),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                cpu,
                how);
    }

    private String table(List<Row> rows) {
        List<Entrant> others = entrants.stream()
                .filter(entrant -> entrant != Entrant.REFERENCE)
                .toList();
        StringBuilder table = new StringBuilder("| | " + Entrant.REFERENCE.label + " | reach |");
        others.forEach(entrant -> table.append(' ').append(entrant.label).append(" |"));
        table.append("\n|---|--:|--:|").append("--:|".repeat(others.size())).append('\n');
        for (Row row : rows) {
            table.append("| ").append(row.label()).append(" | ");
            table.append(absolute(row, Entrant.REFERENCE)).append(" | ");
            table.append(row.reach() == 0 ? "" : number(row.reach())).append(" |");
            others.forEach(
                    entrant -> table.append(' ').append(cell(row, entrant)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private String cell(Row row, Entrant entrant) {
        if (row.absolute()) {
            return absolute(row, entrant);
        }
        double ratio = results.ratio(row.scenario(), entrant, row.figure(), 0.5);
        if (Double.isNaN(ratio)) {
            return "";
        }
        return entrant == Entrant.OURS
                ? "**" + number(ratio) + "** (" + number(results.ratio(row.scenario(), entrant, row.figure(), 0.25))
                        + " to " + number(results.ratio(row.scenario(), entrant, row.figure(), 0.75)) + ")"
                : number(ratio);
    }

    private String absolute(Row row, Entrant entrant) {
        double value = results.median(row.scenario(), entrant, row.figure());
        return Double.isNaN(value) ? "" : (number(value) + " " + row.unit()).trim();
    }

    /** Two or three digits that count. */
    static String number(double value) {
        String format = Math.abs(value) >= 100
                ? "%,.0f"
                : Math.abs(value) >= 10 ? "%.1f" : Math.abs(value) >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private String jars() {
        return "| | jars | size |\n|---|--:|--:|\n"
                + entrants.stream().map(this::jarsOf).collect(Collectors.joining());
    }

    private String jarsOf(Entrant entrant) {
        List<String> entries = classPath.apply(entrant);
        long size = 0;
        for (String entry : entries) {
            size += Path.of(entry).toFile().length();
        }
        return String.format(Locale.ROOT, "| %s | %d | %,d KB |%n", entrant.label, entries.size(), size / 1000);
    }

    /** What each part takes of a call and of a chunk. */
    private String profile() {
        StringBuilder table = new StringBuilder("""
                | | CPU of a call | bytes of a call | CPU of a chunk | bytes of a chunk |
                |---|--:|--:|--:|--:|
                """);
        profiles.stream()
                .flatMap(each -> each.keySet().stream())
                .map(name -> name.substring(name.indexOf('/') + 1))
                .distinct()
                .sorted()
                .forEach(part -> {
                    table.append("| ").append(part.replace('-', ' ').replace("+", ", in "));
                    for (Map<String, Double> each : profiles) {
                        table.append(" | ").append(part(each, "cpu/" + part, " µs"));
                        table.append(" | ").append(part(each, "bytes/" + part, " B"));
                    }
                    table.append(" |\n");
                });
        return table.toString();
    }

    private static String part(Map<String, Double> profile, String name, String unit) {
        Double value = profile.get(name);
        return value == null ? "" : number(value) + unit;
    }

    private String scale() {
        StringBuilder table =
                new StringBuilder("| | from | to | cost there | grows more than it may by |\n|---|--:|--:|--:|--:|\n");
        for (Law.Measured each : laws) {
            Law law = each.law();
            int last = law.points().size() - 1;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s, by %s | %s | %s | %s %s, %s B allocated | a factor of %s |%n",
                    law.title(),
                    law.quantity(),
                    number(law.points().get(0).x()),
                    number(law.points().get(last).x()),
                    number(each.costs()[last]),
                    law.unit(),
                    number(each.bytes()[last]),
                    number(each.excess())));
        }
        return table.toString();
    }
}
