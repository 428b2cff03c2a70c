package io.github.minimax4j.examples.doctor;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Checks what this library believes about the live service: sends small requests, prints a table of what was believed and seen, and writes
 * a report that can be attached to an issue, with a recording that a scripted server can replay. It needs a key, asks before it sends
 * anything, uploads and buys nothing, and keeps within the limits of its {@link Options}.
 */
public final class Doctor {

    private static final int CONFIRMED = 0;
    private static final int NOT_EXAMINED = 1;
    private static final int REFUTED = 2;

    private final PrintStream out;
    private final BufferedReader in;
    private final Pause pause;

    Doctor(PrintStream out, BufferedReader in, Pause pause) {
        this.out = out;
        this.in = in;
        this.pause = pause;
    }

    /**
     * Examines the service. The process ends with status 0 if no belief is refuted, 2 if one is, 1 if the service could not be examined.
     *
     * @param arguments such as {@code --region=china}; an unknown one prints them all
     */
    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        Doctor doctor = new Doctor(
                System.out,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                time -> Thread.sleep(time.toMillis()));
        int status;
        try {
            status = doctor.examine(Options.of(List.of(arguments), System::getProperty, System::getenv));
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
            status = NOT_EXAMINED;
        }
        if (status != CONFIRMED) {
            System.exit(status);
        }
    }

    /** Examines, prints and writes; returns the status of the process. */
    int examine(Options options) {
        Target target = options.target();
        if (options.apiKey() == null && needsKey(options)) {
            out.println(
                    "There is no key for " + target.shown() + ". Set the environment variable " + Options.KEY_VARIABLE
                            + " to a key of that service, then run this again. A key of MiniMax's works in one region only;"
                            + " for China, add -Ddoctor.region=china (or --region=china).");
            return NOT_EXAMINED;
        }
        try (Library library = new Library(target)) {
            List<Belief> beliefs = BeliefGroup.all(library);
            return agreed(options, beliefs) ? examine(options, library, beliefs) : NOT_EXAMINED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("Interrupted.");
        } catch (IOException e) {
            out.println("The report cannot be written to " + options.output() + ": " + e
                    + ". Choose another folder with -Ddoctor.output (or --output).");
        }
        return NOT_EXAMINED;
    }

    private static boolean needsKey(Options options) {
        return switch (options.target().profile()) {
            case SELF_HOSTED -> false;
            case MINIMAX, GATEWAY -> true;
        };
    }

    private boolean agreed(Options options, List<Belief> beliefs) throws IOException {
        int tokens = Math.min(options.maxTokens(), Examination.tokensAtMost(beliefs));
        out.printf(
                Locale.ROOT,
                "Checks %d beliefs about %s (%s) with %d requests and at most %,d tokens, within %d minutes.%n"
                        + "It uploads nothing, buys nothing, and changes nothing in the account.%n",
                beliefs.size(),
                options.target().shown(),
                options.target().model(),
                Examination.probes(beliefs).size(),
                tokens,
                Math.max(1, options.timeLimit().toMinutes()));
        if (options.yes()) {
            return true;
        }
        out.print("Start? [y/N] ");
        out.flush();
        String answer = in.readLine();
        if (answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            return true;
        }
        out.println(
                answer == null
                        ? "\nNothing was sent: there is nobody to ask. In scripts, add -Ddoctor.yes (or --yes)."
                        : "Nothing was sent.");
        return false;
    }

    private int examine(Options options, Library library, List<Belief> beliefs)
            throws IOException, InterruptedException {
        Secrets secrets = Secrets.of(options.apiKey(), options.target().baseUrl());
        Wire wire = new Wire(library, options.apiKey(), secrets);
        Examination examination = new Examination(beliefs, options, wire, pause, out);
        List<Judged> judged = examination.run();
        Report report = new Report(options, examination.evidence(), judged, examination.stopped());
        report.print(out);
        out.println("Report, to be attached to an issue: " + report.write());
        String advice = advice(examination.evidence(), options);
        if (advice != null) {
            out.println(advice);
            return NOT_EXAMINED;
        }
        if (report.count(Verdict.REFUTED) > 0) {
            return REFUTED;
        }
        return examination.stopped() == null ? CONFIRMED : NOT_EXAMINED;
    }

    /** What to do if the simplest chat already failed, or null. */
    private static @Nullable String advice(Evidence evidence, Options options) {
        if (evidence.all().isEmpty()) {
            return "Nothing was sent: raise -Ddoctor.max-tokens or -Ddoctor.time-limit.";
        }
        Exchange first = evidence.exchanges().get(0);
        String host = options.target().shown();
        if (first.failure() != null) {
            return "Nothing responds at " + host + ": check the network, the proxy and -Ddoctor.base-url.";
        }
        if (first.isKeyRefused()) {
            return host + " does not accept the key. It works only in the region that issued it:"
                    + " add -Ddoctor.region=china or -Ddoctor.region=global, or check " + Options.KEY_VARIABLE + ".";
        }
        if (first.isModelMissing()) {
            return host + " has no model " + options.target().model()
                    + " for this key: choose another with -Ddoctor.model.";
        }
        if (first.isWithoutCredit()) {
            return "The account at " + host + " has no credit: top it up, or wait until its plan is renewed.";
        }
        return null;
    }
}
