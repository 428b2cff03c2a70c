package io.github.minimax4j.examples.memory;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of the test's own, started from the machine's binaries, with its data in a temporary folder. */
public final class Postgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private static final String USER = "desk";

    private static final long SECONDS = 60;

    // as whom the server runs where the tests run as root, which it refuses
    private static final String SYSTEM_USER = "postgres";

    private final Path binaries;

    private final Path folder;

    private final int port;

    private Postgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /** Starts a server. Where none is installed the test is skipped, unless POSTGRES_TESTS_REQUIRED is set. */
    public static Postgres start() throws IOException, InterruptedException {
        Optional<Path> binaries = binaries();
        if (System.getenv("POSTGRES_TESTS_REQUIRED") == null) {
            Assumptions.assumeTrue(binaries.isPresent(), "PostgreSQL is not installed");
        }
        Path found = binaries.orElseThrow(() -> new IOException(
                "POSTGRES_TESTS_REQUIRED is set, but there is no PostgreSQL below " + VERSIONS + ": install it"));
        Path folder = Files.createTempDirectory("postgres");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SYSTEM_USER));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Postgres postgres = new Postgres(found, folder, port);
        try {
            postgres.run("initdb", "-D", postgres.data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
            postgres.run(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-D",
                    postgres.data(),
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    "-F -c listen_addresses=127.0.0.1 -p " + port + " -k " + folder);
            postgres.awaitReady();
        } catch (IOException | InterruptedException | RuntimeException e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    private static Optional<Path> binaries() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb"))
                            && folder.getParent().getFileName().toString().matches("\\d+"))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + SYSTEM_USER, "--regid=" + SYSTEM_USER, "--clear-groups", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("postgres", ".txt");
        try {
            // to a file: the server inherits the output, and a pipe would stay open as long as it runs
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + ": " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (true) {
            try {
                DriverManager.getConnection(url(), USER, "").close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("PostgreSQL does not accept connections", e);
                }
            }
        }
    }

    /** The address of its database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Its user, who needs no password. */
    public String user() {
        return USER;
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(folder.resolve("data/postmaster.pid"))) {
                run("pg_ctl", "stop", "-D", data(), "-m", "immediate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
