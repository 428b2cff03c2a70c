package io.github.minimax4j.examples.doctor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an examination found, in the terminal and as a page that can be attached to an issue. */
final class Report {

    static final String PAGE = "doctor.md";

    static final String RECORDING = "doctor.json";

    private static final int EXCERPT = 1_500;

    private final Options options;
    private final Evidence evidence;
    private final List<Judged> judged;
    private final @Nullable String stopped;

    Report(Options options, Evidence evidence, List<Judged> judged, @Nullable String stopped) {
        this.options = options;
        this.evidence = evidence;
        this.judged =
                judged.stream().sorted(Comparator.comparing(Judged::verdict)).toList();
        this.stopped = stopped;
    }

    long count(Verdict verdict) {
        return judged.stream().filter(each -> each.verdict() == verdict).count();
    }

    private String summary() {
        return Stream.of(Verdict.values())
                .map(verdict -> count(verdict) + " " + verdict.word)
                .collect(Collectors.joining(", "));
    }

    void print(PrintStream out) {
        out.println();
        out.printf(Locale.ROOT, "%-9s  %-4s %-52s %-30s  %s%n", "verdict", "", "question", "believed", "seen");
        for (Judged each : judged) {
            Belief belief = each.belief();
            out.printf(
                    Locale.ROOT,
                    "%-9s  %-4s %-52s %-30s  %s%n",
                    each.verdict().word,
                    belief.source(),
                    Exchange.shortened(belief.question(), 50),
                    Exchange.shortened(belief.believed(), 28),
                    Exchange.shortened(each.finding().seen(), 50));
        }
        out.println();
        out.println(summary() + ". " + evidence.reportedTokens() + " tokens used.");
        if (stopped != null) {
            out.println("Stopped early: " + stopped);
        }
    }

    /** Writes the page and the recording into the folder of the options, which it creates. */
    Path write() throws IOException {
        Files.createDirectories(options.output());
        Secrets secrets = Secrets.of(options.apiKey(), options.target().baseUrl());
        Recording.of(evidence, secrets).write(options.output().resolve(RECORDING));
        return Files.writeString(options.output().resolve(PAGE), page()).toAbsolutePath();
    }

    private String page() {
        StringBuilder page = new StringBuilder();
        page.append("# What ").append(inline(options.target().shown())).append(" does\n\n");
        page.append("Found by the doctor of MiniMax for Java ");
        page.append(ZonedDateTime.now(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("'on' yyyy-MM-dd 'at' HH:mm 'UTC'")));
        page.append(", with the model `")
                .append(options.target().model().replace("`", ""))
                .append("`, the profile ");
        page.append(options.target().profile())
                .append(" and Java ")
                .append(Runtime.version().feature())
                .append(". ");
        page.append(evidence.all().size()).append(" requests, ").append(evidence.reportedTokens());
        page.append(" tokens. Keys and account data are removed.\n\n**")
                .append(summary())
                .append(".**\n");
        if (!options.target().isMiniMax()) {
            page.append(
                    "\nOnly what the library needs of every server was checked, not what MiniMax's own service does.\n");
        }
        if (stopped != null) {
            page.append("\nStopped early: ").append(inline(stopped)).append("\n");
        }
        page.append("\n| Verdict | Belief | Source | Question | Believed | Seen |\n|---|---|---|---|---|---|\n");
        for (Judged each : judged) {
            Belief belief = each.belief();
            String verdict = each.verdict() == Verdict.REFUTED ? "**refuted**" : each.verdict().word;
            page.append("| ").append(verdict).append(" | ").append(belief.id());
            page.append(" | ").append(belief.source());
            page.append(" | ").append(inline(belief.question()));
            page.append(" | ").append(inline(belief.believed()));
            page.append(" | ")
                    .append(inline(Exchange.shortened(each.finding().seen(), 300)))
                    .append(" |\n");
        }
        page.append("\nSources are numbers and sections of docs/minimax-wire.md.\n");
        appendExchanges(page);
        return page.toString();
    }

    /** The requests and responses behind what was not confirmed. */
    private void appendExchanges(StringBuilder page) {
        Set<String> names = new LinkedHashSet<>();
        for (Judged each : judged) {
            Probe probe = each.belief().probe();
            if (probe != null && each.verdict() != Verdict.CONFIRMED) {
                names.add(probe.name());
            }
        }
        for (Exchange exchange : evidence.exchanges()) {
            if (names.contains(exchange.probe().name())) {
                page.append("\n## ").append(exchange.probe().name()).append("\n\n");
                page.append(inline(exchange.shown())).append("\n\n");
                block(
                        page,
                        exchange.probe().body() == null
                                ? "(no body)"
                                : exchange.probe().body());
                block(page, exchange.headers() + "\n\n" + exchange.body());
            }
        }
    }

    private static void block(StringBuilder page, String text) {
        String excerpt =
                text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "\n… (the rest is in " + RECORDING + ")";
        page.append("~~~~text\n")
                .append(excerpt.strip().replace("~~~~", "~ ~ ~ ~"))
                .append("\n~~~~\n\n");
    }

    /** Text of the server's as plain text in a cell: no markup, no mention, no line break. */
    private static String inline(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|~@#])", "\\\\$1");
    }
}
