package io.github.minimax4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Pits the contenders against one server, each in a process of its own, and writes the results into the page. System properties:
 * {@code quick} for a short run, {@code huge} for the scenario of 10,000 streams alone or, as a number, of so many, {@code profile} for the
 * profile of this library alone, {@code contenders} for some of {@link Entrant}, by their names; {@code classPaths}, {@code classes} and
 * {@code page} are set by the build.
 */
final class Runner {

    private static final String PASSWORD = "changeit";

    private static final int HUGE_STREAMS = 10_000;

    // of one run of them; 10 s if nothing is late
    private static final Duration HUGE_LIMIT = Duration.ofSeconds(45);

    private final boolean quick = Boolean.getBoolean("quick") || "".equals(System.getProperty("quick"));

    // 0 if the other scenarios are to be measured
    private final int hugeStreams = hugeStreams();

    private final boolean profileOnly = System.getProperty("profile") != null;

    private final int rounds = quick ? 3 : 5;

    private final long slice = quick ? 200 : 400;

    private final Path classPaths = Path.of(System.getProperty("classPaths"));

    private final Path output = classPaths.resolveSibling("benchmarks");

    private final Results results = new Results();

    private final Map<Entrant, WorkerProcess> workers = new EnumMap<>(Entrant.class);

    private String plainUrl;

    private String tlsUrl;

    private Runner() {}

    /** Runs everything. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Runner().run();
    }

    private void run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Files.createDirectories(output);
        Path keyStore = keyStore();
        Map<String, String> serverProperties =
                Map.of("javax.net.ssl.keyStore", keyStore.toString(), "javax.net.ssl.keyStorePassword", PASSWORD);
        List<Law.Measured> laws = new ArrayList<>();
        List<Map<String, Double>> profiles = new ArrayList<>();
        try (WorkerProcess server =
                new WorkerProcess(classes(), serverProperties, log("server"), LeanServer.class, List.of())) {
            String[] ports = server.readLine().split(" ", -1);
            plainUrl = "http://127.0.0.1:" + ports[0];
            tlsUrl = "https://127.0.0.1:" + ports[1];
            for (Entrant entrant : entrants()) {
                if (hugeStreams > 0) {
                    measureHuge(entrant);
                } else {
                    workers.put(entrant, start(entrant, List.of(entrant.name())));
                }
            }
            workers.values().forEach(this::warmUp);
            if (hugeStreams == 0 && !profileOnly) {
                measureAll();
            }
            WorkerProcess ours = workers.get(Entrant.OURS);
            if (ours != null) {
                say("profile");
                profiles.add(ours.measure("profile-calls " + plainUrl + " unary-400 1 0 " + 20 * slice));
                profiles.add(ours.measure("profile-bursts " + plainUrl + " minimax-2000 1 2000 " + 20 * slice));
            }
            for (Law law : ours == null || profileOnly ? List.<Law>of() : Law.all(quick)) {
                say(law.title());
                laws.add(law.measure(ours, plainUrl, quick ? 1 : 3));
            }
        } finally {
            workers.values().forEach(WorkerProcess::close);
        }
        results.write(output.resolve("results.tsv"));
        String how = (System.nanoTime() - begin) / 1_000_000_000 + " s" + (quick ? ", quick" : "");
        Report report = new Report(results, profiles, laws, entrants(), this::classPath);
        Path page = Path.of(System.getProperty("page"));
        if (hugeStreams > 0 && hugeStreams != HUGE_STREAMS) {
            say(report.huge(hugeStreams, how));
        } else if (hugeStreams > 0) {
            report.writeHuge(page, hugeStreams, how);
        } else if (profileOnly) {
            report.writeProfile(page);
        } else {
            report.write(page, how);
        }
    }

    private static int hugeStreams() {
        String huge = System.getProperty("huge", "0");
        return huge.isEmpty() || huge.equals("true") ? HUGE_STREAMS : Integer.parseInt(huge);
    }

    private List<Entrant> entrants() {
        String chosen = System.getProperty("contenders");
        if (profileOnly) {
            return List.of(Entrant.OURS);
        }
        if (chosen == null) {
            return quick ? Entrant.quick() : List.of(Entrant.values());
        }
        return List.of(chosen.split(",", -1)).stream().map(Entrant::valueOf).toList();
    }

    private void warmUp(WorkerProcess worker) {
        try {
            worker.measure("calls " + plainUrl + " unary-400 16 0 " + (profileOnly ? 60 : 25) * slice);
            worker.measure("bursts " + plainUrl + " minimax-2000 1 2000 " + 10 * slice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has one contender make all streams twice; the first time it opens its connections. Its process ends before the next one begins, or idle
     * connections would take up the open files. Who takes too long, or fails, has no figures.
     */
    private void measureHuge(Entrant entrant) throws IOException {
        Scenario scenario = Scenario.huge(hugeStreams);
        try (WorkerProcess worker = start(entrant, List.of(entrant.name()))) {
            say(entrant + ": warms up");
            warmUp(worker);
            say(entrant + ": " + hugeStreams + " streams, on new connections");
            Map<String, Double> opened = worker.measure(scenario.command(plainUrl, 0), HUGE_LIMIT);
            say(entrant + ": " + opened);
            if (!opened.isEmpty()) {
                say(entrant + ": " + hugeStreams + " streams again");
                Map<String, Double> figures = worker.measure(scenario.command(plainUrl, 0), HUGE_LIMIT);
                say(entrant + ": " + figures);
                results.add(scenario.id(), entrant, figures);
            }
        } catch (WorkerProcess.StoppedException e) {
            say(entrant + ": " + e.getMessage() + "; see " + log(entrant.name()));
        }
    }

    private void measureAll() throws IOException, InterruptedException {
        for (Scenario scenario : Scenario.DEFAULT) {
            say(scenario.id());
            List<Entrant> admitted = new ArrayList<>();
            for (Entrant entrant : workers.keySet()) {
                if (scenario.admits(entrant)
                        && !measure(scenario, entrant, 2 * slice).isEmpty()) {
                    admitted.add(entrant); // warm now
                }
            }
            for (int round = 0; round < rounds; round++) {
                for (Entrant entrant : admitted) {
                    results.add(scenario.id(), entrant, measure(scenario, entrant, slice));
                }
                Collections.rotate(admitted, 1);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Entrant entrant : workers.keySet()) {
                long before = System.nanoTime();
                try (WorkerProcess cold = start(entrant, List.of(entrant.name(), Scenario.COLD.command(plainUrl, 0)))) {
                    cold.readLine();
                    double wall = (System.nanoTime() - before) / 1e6;
                    results.add(Scenario.COLD.id(), entrant, Map.of("wall", wall));
                }
            }
        }
    }

    private Map<String, Double> measure(Scenario scenario, Entrant entrant, long millis) throws IOException {
        return workers.get(entrant).measure(scenario.command(scenario.tls() ? tlsUrl : plainUrl, millis));
    }

    private WorkerProcess start(Entrant entrant, List<String> arguments) throws IOException {
        List<String> classPath = new ArrayList<>(List.of(classes()));
        classPath.addAll(classPath(entrant));
        Map<String, String> properties =
                Map.of("javax.net.ssl.trustStore", keyStore().toString(), "javax.net.ssl.trustStorePassword", PASSWORD);
        return new WorkerProcess(
                String.join(File.pathSeparator, classPath), properties, log(entrant.name()), Worker.class, arguments);
    }

    /** What a contender needs; without the classes of this module. */
    private List<String> classPath(Entrant entrant) {
        List<String> entries = new ArrayList<>();
        for (String name : entrant.classPaths) {
            try {
                String joined = Files.readString(classPaths.resolve(name)).trim();
                List.of(joined.split(File.pathSeparator, -1)).stream()
                        .filter(entry -> entries.stream()
                                .noneMatch(known -> Path.of(known)
                                        .getFileName()
                                        .equals(Path.of(entry).getFileName())))
                        .forEach(entries::add);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return entries;
    }

    private static String classes() {
        return System.getProperty("classes");
    }

    private Path log(String name) {
        return output.resolve(name + ".log");
    }

    /** The server's certificate, which all contenders trust. */
    private Path keyStore() {
        Path file = output.resolve("keys.p12");
        if (!Files.exists(file)) {
            try {
                int status = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=ip:127.0.0.1",
                                "-validity",
                                "3650",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start()
                        .waitFor();
                if (status != 0) {
                    throw new IllegalStateException("keytool failed");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return file;
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
