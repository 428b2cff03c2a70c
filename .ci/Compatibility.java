import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares the table of docs/compatibility.md with the reports of the tests that have just run: which ran, on which JDK, with which
 * versions on their class path, and that none failed. Run in the root of the repository after {@code mvn verify}, by
 * {@code java .ci/Compatibility.java}; with {@code --update} it writes the table. It looks at what ran on its own JDK: a machine need not
 * have each.
 */
final class Compatibility {

    private static final Path PAGE = Path.of("docs/compatibility.md");

    private static final String BEGIN = "<!-- runs: written by .ci/Compatibility.java -->\n";

    private static final String END = "<!-- end of runs -->\n";

    private static final String HEAD = """

            | Tests of | on JDK | LangChain4j core | its HTTP client | Jackson | Spring Boot | OkHttp | Retrofit | |
            |---|---|---|---|---|---|---|---|---|
            """;

    private static final Path APPLICATIONS = Path.of("integration-tests/minimax-artifact-tests/target");

    private static final String OWN_JDK = System.getProperty("java.specification.version");

    private static final Pattern CLASS_PATH = property("surefire.test.class.path");

    private static final Pattern JDK = property("java.specification.version");

    private static final Pattern FAILED = Pattern.compile("<testsuite [^>]*\\b(errors|failures)=\"[1-9]");

    private static final Pattern RUN = Pattern.compile("<testsuite [^>]*\\btests=\"[1-9]");

    private Compatibility() {}

    private static Pattern property(String name) {
        return Pattern.compile("<property name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"");
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> ran = rows();
        if (ran.isEmpty()) {
            throw new IllegalStateException("There are no reports of tests on JDK " + OWN_JDK + ": run mvn verify first");
        }
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END, from);
        Map<String, String> shown = new LinkedHashMap<>();
        page.substring(from, to)
                .lines()
                .skip(3)
                .filter(line -> line.startsWith("| "))
                .forEach(line -> shown.put(key(line), line));
        if (List.of(arguments).contains("--update")) {
            ran.forEach(shown::put);
            String table = HEAD + String.join("\n", shown.values()) + "\n\n";
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        shown.values().removeIf(row -> !cell(row, 2).equals(OWN_JDK));
        if (shown.isEmpty()) {
            System.out.println(PAGE + " shows nothing of JDK " + OWN_JDK + ", and so nothing is compared");
            return;
        }
        if (!shown.equals(ran)) {
            throw new IllegalStateException(PAGE + " shows\n" + String.join("\n", shown.values())
                    + "\nbut this has run:\n" + String.join("\n", ran.values())
                    + "\nIf that is as it should be: java .ci/Compatibility.java --update");
        }
        System.out.println(PAGE + " shows what has run on JDK " + OWN_JDK);
    }

    private static String cell(String row, int number) {
        return row.split("\\|", -1)[number].strip();
    }

    private static String key(String row) {
        return cell(row, 1) + ", " + cell(row, 2);
    }

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        cells().forEach((name, folder) -> {
            if (Files.isDirectory(folder)) {
                Reports reports = Reports.in(folder);
                add(rows, name, reports, reports.jars(), false);
            }
        });
        applications().forEach((name, folder) -> {
            Path libraries = APPLICATIONS.resolve("applications").resolve(folder).resolve("target/lib");
            if (Files.isDirectory(libraries)) {
                Reports reports = Reports.in(APPLICATIONS.resolve("surefire-reports"));
                add(rows, name, reports, files(libraries, "*.jar").map(Compatibility::fileName).toList(), true);
            }
        });
        return rows;
    }

    private static void add(Map<String, String> rows, String name, Reports reports, List<String> jars, boolean application) {
        if (!reports.ran() || !reports.jdk().equals(OWN_JDK)) {
            return;
        }
        String row = "| " + String.join(
                " | ",
                name,
                reports.jdk(),
                version(jars, "langchain4j-core"),
                version(jars, "langchain4j-http-client(-jdk)?"),
                version(jars, "jackson-databind"),
                version(jars, "spring-boot"),
                // of ours, there are parts in the jar
                application ? version(jars, "okhttp(-jvm)?") : "",
                application ? version(jars, "retrofit") : "",
                reports.failed() ? "failed" : "passed") + " |";
        rows.put(key(row), row);
    }

    /** What Maven runs, and where its reports are. */
    private static Map<String, Path> cells() {
        Map<String, Path> cells = new LinkedHashMap<>();
        if (OWN_JDK.equals("21")) { // .ci/run chooses some classes there
            cells.put("`minimax-core`, calls", Path.of("minimax-core/target/surefire-reports"));
            cells.put("`minimax-langchain4j`, calls", Path.of("minimax-langchain4j/target/surefire-reports"));
            return cells;
        }
        cells.put("`minimax-core`", Path.of("minimax-core/target/surefire-reports"));
        cells.put("`minimax-core`, JSON in and out", Path.of("minimax-core/target/surefire-reports-jackson-2.16"));
        Path adapter = Path.of("minimax-langchain4j/target");
        cells.put("`minimax-langchain4j`", adapter.resolve("surefire-reports"));
        cells.put("`minimax-langchain4j`, calls over LangChain4j's HTTP client", adapter.resolve("surefire-reports-second-transport"));
        cells.put("`minimax-langchain4j`, each kind of call", adapter.resolve("surefire-reports-langchain4j-1.20"));
        cells.put("`minimax-langchain4j`, all that this version has", adapter.resolve("surefire-reports-langchain4j-1.19"));
        for (String line : List.of("3.5", "4.0", "4.1")) {
            Path folder = Path.of("integration-tests/minimax-spring-boot-tests/boot-" + line);
            cells.put("the jar of `minimax-spring-boot-starter`, " + line, folder.resolve("target/surefire-reports"));
        }
        return cells;
    }

    /** The applications that use the built jars, and their folders. */
    private static Map<String, String> applications() {
        Map<String, String> applications = new LinkedHashMap<>();
        applications.put("an application", "alone");
        applications.put("one with OkHttp 4", "beside-okhttp-4");
        applications.put("one with OkHttp 5", "beside-okhttp-5");
        applications.put("one with LangChain4j's OpenAI module", "beside-open-ai");
        applications.put("one on the module path", "modular");
        return applications;
    }

    /** Of an artifact that is there twice, the first counts; versions 2 and 3 of Jackson are two. */
    private static String version(List<String> jars, String artifact) {
        Pattern name = Pattern.compile("(" + artifact + "-(?=\\d))((\\d+)[^/]*)\\.jar");
        Map<String, String> versions = new TreeMap<>();
        for (String jar : jars) {
            Matcher matcher = name.matcher(jar);
            if (matcher.matches() && !jar.endsWith("-tests.jar")) {
                int groups = matcher.groupCount();
                versions.putIfAbsent(matcher.group(1) + matcher.group(groups), matcher.group(groups - 1));
            }
        }
        return versions.values().stream().distinct().collect(Collectors.joining(" and "));
    }

    private static String fileName(Path path) {
        return path.getFileName().toString();
    }

    private static Stream<Path> files(Path folder, String pattern) {
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            return Stream.of(StreamSupport.stream(files.spliterator(), false).sorted().toArray(Path[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Surefire has written of one run. */
    private record Reports(List<String> texts) {

        static Reports in(Path folder) {
            return new Reports(files(folder, "TEST-*.xml").map(Reports::read).toList());
        }

        private static String read(Path report) {
            try {
                return Files.readString(report);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean ran() {
            return texts.stream().anyMatch(text -> RUN.matcher(text).find());
        }

        boolean failed() {
            return texts.stream().anyMatch(text -> FAILED.matcher(text).find());
        }

        String jdk() {
            return property(JDK);
        }

        List<String> jars() {
            return Arrays.stream(property(CLASS_PATH).split(File.pathSeparator))
                    .map(entry -> fileName(Path.of(entry)))
                    .toList();
        }

        private String property(Pattern pattern) {
            return texts.stream()
                    .map(pattern::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No report has " + pattern));
        }
    }
}
