package io.github.minimax4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each quirk of the wire and each behaviour that users are owed has a test somewhere that carries its number as a tag. */
class QuirkCoverageTest {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([QB]\\d+)\"\\)");

    /** Numbers without a test, and why. A number that has got a test must be taken off the list. */
    private static final Map<String, String> WITHOUT_A_TEST = Map.of();

    @Test
    void every_quirk_and_every_behaviour_has_a_test() throws IOException {
        Set<String> missing = new TreeSet<>(numbers());
        missing.removeAll(tags());

        assertThat(missing)
                .as("numbers without a test; those expected are %s", WITHOUT_A_TEST)
                .isEqualTo(new TreeSet<>(WITHOUT_A_TEST.keySet()));
    }

    @Test
    void no_test_carries_a_number_that_does_not_exist() throws IOException {
        Set<String> unknown = new TreeSet<>(tags());
        unknown.removeAll(numbers());
        // the last six behaviours belong to starters, packaging and class paths
        unknown.removeAll(numbers("B", 35, 40));

        assertThat(unknown).isEmpty();
    }

    private static Set<String> numbers() {
        Set<String> numbers = numbers("Q", 1, 45);
        numbers.addAll(numbers("B", 1, 34));
        return numbers;
    }

    private static Set<String> numbers(String letter, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> letter + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tags() throws IOException {
        Set<String> tags = new TreeSet<>();
        for (Path file : testSources()) {
            Matcher tag = TAG.matcher(Files.readString(file));
            while (tag.find()) {
                tags.add(tag.group(1));
            }
        }
        return tags;
    }

    private static List<Path> testSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), "minimax-*")) {
            for (Path module : modules) {
                Path tests = module.resolve("src/test/java");
                if (Files.isDirectory(tests)) {
                    try (Stream<Path> files = Files.walk(tests)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        assertThat(sources).as("test sources, seen from the module's folder").isNotEmpty();
        return Collections.unmodifiableList(sources);
    }
}
