package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each number that code, tests and pages cite is an entry of docs/minimax-wire.md, and each entry has a test that carries its number
 * as a tag, or says why it has none.
 */
class QuirkCoverageTest {

    private static final Path ROOT = Path.of("..");

    private static final Path PAGE = ROOT.resolve("docs/minimax-wire.md");

    private static final Pattern ENTRY =
            Pattern.compile("^### ([QB]\\d+)\\n(.*?)(?=^##|\\z)", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern SECTION = Pattern.compile("^#{2,3} (\\d+(?:\\.\\d+)?) ", Pattern.MULTILINE);

    private static final Pattern CITED = Pattern.compile("\\b[QB]\\d{1,2}\\b");

    private static final Pattern CITED_SECTIONS = Pattern.compile("wire reference((?:,? \\d+(?:\\.\\d+)?)+)");

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([QB]\\d+)\"\\)");

    private static final String WITHOUT_A_TEST = "- No tagged test:";

    @Test
    void everyNumberThatIsCitedIsAnEntryOfThePage() throws IOException {
        Map<String, Path> unknown = new TreeMap<>();
        forEachSource((file, text) ->
                CITED.matcher(text).results().forEach(number -> unknown.putIfAbsent(number.group(), file)));
        assertThat(unknown).as("cited numbers").hasSizeGreaterThan(80);
        unknown.keySet().removeAll(entries().keySet());

        assertThat(unknown).as("numbers that docs/minimax-wire.md lacks").isEmpty();
    }

    @Test
    void everySectionThatIsCitedIsOnThePage() throws IOException {
        Set<String> sections = SECTION.matcher(page())
                .results()
                .map(section -> section.group(1))
                .collect(Collectors.toSet());
        Map<String, Path> unknown = new TreeMap<>();
        forEachSource((file, text) -> CITED_SECTIONS
                .matcher(text.replaceAll("\\s*\\n\\s*\\* ", " "))
                .results()
                .flatMap(cited ->
                        Pattern.compile("[\\d.]*\\d").matcher(cited.group(1)).results())
                .forEach(section -> unknown.putIfAbsent(section.group(), file)));
        unknown.keySet().removeAll(sections);

        assertThat(unknown).as("sections that docs/minimax-wire.md lacks").isEmpty();
    }

    @Test
    void theNumbersRunWithoutAGap() throws IOException {
        Map<String, String> entries = entries();
        for (String letter : new String[] {"Q", "B"}) {
            assertThat(entries.keySet().stream().filter(number -> number.startsWith(letter)))
                    .isNotEmpty()
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) entries.keySet().stream()
                                    .filter(number -> number.startsWith(letter))
                                    .count())
                            .mapToObj(number -> letter + number)
                            .toList());
        }
    }

    @Test
    void everyEntrySaysHowSureWeAreAndWhatTheLibraryDoes() throws IOException {
        assertThat(entries())
                .allSatisfy((number, text) -> assertThat(text)
                        .as(number)
                        .startsWith("**")
                        .contains("\n- Evidence: ")
                        .contains("\n- Library: "));
    }

    @Test
    void everyEntryHasATestOrSaysWhyItHasNone() throws IOException {
        Map<String, String> entries = entries();
        Set<String> missing = new TreeSet<>(entries.keySet());
        missing.removeAll(tags());

        assertThat(missing)
                .as("entries without a test; those that say so begin a line with '%s'", WITHOUT_A_TEST)
                .isEqualTo(entries.keySet().stream()
                        .filter(number -> entries.get(number).contains("\n" + WITHOUT_A_TEST))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** The text below each number, in the order of the page. */
    private static Map<String, String> entries() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(page());
        while (entry.find()) {
            assertThat(entries.put(entry.group(1), entry.group(2).strip()))
                    .as("a second entry " + entry.group(1))
                    .isNull();
        }
        return entries;
    }

    private static Set<String> tags() throws IOException {
        Set<String> tags = new TreeSet<>();
        forEachSource((file, text) -> {
            if (file.toString().contains("src/test/java")) {
                TAG.matcher(text).results().forEach(tag -> tags.add(tag.group(1)));
            }
        });
        return tags;
    }

    /** Visits the code, the tests and the pages, of whatever module. */
    private static void forEachSource(BiConsumer<Path, String> visitor) throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean ours = directory.equals(ROOT) || !name.startsWith(".") && !name.equals("target");
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().matches(".*\\.(java|md|xml|yml|js|css|html)")) {
                    visitor.accept(file, Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
