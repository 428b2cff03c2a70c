package io.github.minimax4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each link of a page to a file of the repository, or to a heading, leads somewhere. */
class PageLinksTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern CODE = Pattern.compile(
            "^ *(```+|~~~+).*?^ *\\1 *$|(?<!`)(`+)(?!`).+?(?<!`)\\2(?!`)", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile(
            "\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)|^ *\\[[^\\]]+\\]: *(\\S+)|\\b(?:href|src)=\"([^\"]+)\"",
            Pattern.MULTILINE);

    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *#*$", Pattern.MULTILINE);

    private static final Pattern ID = Pattern.compile("<\\w+ [^>]*\\b(?:id|name)=\"([^\"]+)\"");

    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");

    @Test
    void everyLinkAndAnchorOfThePagesLeadsSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path start : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.walk(start, start.equals(ROOT) ? 1 : Integer.MAX_VALUE)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        assertThat(pages)
                .contains(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"))
                .hasSizeGreaterThan(5);

        assertThat(brokenLinks(ROOT, pages)).isEmpty();
    }

    @Test
    void theAddressOfTheRepositoryIsTheSameEverywhere() throws IOException {
        String property = Files.readString(ROOT.resolve("pom.xml"))
                .replaceAll("(?s).*<repository\\.address>(.*?)</repository\\.address>.*", "$1");
        for (String file :
                List.of("minimax-bom/pom.xml", ".github/ISSUE_TEMPLATE/config.yml", "docs/minimax.openvex.json")) {
            assertThat(Files.readString(ROOT.resolve(file)))
                    .as(file)
                    .containsPattern("[>/]" + Pattern.quote(property) + "[</]")
                    .doesNotContainPattern(
                            "github\\.com/(?!" + Pattern.quote(property.replaceFirst("github.com/", "")) + "[</])");
        }
    }

    @Test
    void brokenLinksAreFoundWhereverTheyStand(@TempDir Path folder) throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                # A `title`, with (signs) & more
                ## Twice
                ## Twice
                <a id="by-hand"></a>
                [this](#a-title-with-signs--more) [that](other.md#there) [again](#twice-1) [marked](#by-hand)
                [over two
                lines](other.md "a title") ![picture](other.md) [far](https://example.org/none) <a href="other.md">x</a>
                `[in code](none-1.md)`
                ```
                [in a block](none-2.md)
                # no-heading
                ```
                [lost](none-3.md), [lost here](#no-heading), [lost there](other.md#nowhere) <img src="none-4.png">
                [outside](../outside.md), [a line](code.java#L3)

                [by name]: none-5.md
                """);
        Path other = Files.writeString(folder.resolve("other.md"), "### There\n[back](page.md#twice)\n");
        Files.writeString(folder.resolve("code.java"), "class Code {}");

        assertThat(brokenLinks(folder, List.of(page, other)))
                .containsExactlyInAnyOrder(
                        "page.md: none-3.md",
                        "page.md: #no-heading",
                        "page.md: other.md#nowhere",
                        "page.md: none-4.png",
                        "page.md: ../outside.md",
                        "page.md: code.java#L3",
                        "page.md: none-5.md");
    }

    private static List<String> brokenLinks(Path root, List<Path> pages) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            Matcher link = LINK.matcher(withoutCode(Files.readString(page)));
            while (link.find()) {
                String target = Stream.of(link.group(1), link.group(2), link.group(3))
                        .filter(group -> group != null)
                        .findFirst()
                        .orElseThrow();
                if (!ADDRESS.matcher(target).matches() && !leadsSomewhere(root, page, target)) {
                    broken.add(root.relativize(page) + ": " + target);
                }
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path root, Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        boolean inside = file.toAbsolutePath()
                .normalize()
                .startsWith(root.toAbsolutePath().normalize());
        if (!inside || !Files.exists(file)) {
            return false;
        }
        return hash < 0
                || file.toString().endsWith(".md")
                        && anchors(Files.readString(file)).contains(target.substring(hash + 1));
    }

    /** The names that GitHub gives the headings of a page, and those that the page itself gives. */
    private static Set<String> anchors(String page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading = HEADING.matcher(withoutBlocks(page));
        while (heading.find()) {
            String name = heading.group(1)
                    .replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            int count = seen.merge(name, 1, Integer::sum);
            anchors.add(count == 1 ? name : name + "-" + (count - 1));
        }
        ID.matcher(page).results().forEach(id -> anchors.add(id.group(1)));
        return anchors;
    }

    private static String withoutCode(String page) {
        return CODE.matcher(page).replaceAll("");
    }

    private static String withoutBlocks(String page) {
        return CODE.matcher(page)
                .replaceAll(code -> code.group(1) == null ? Matcher.quoteReplacement(code.group()) : "");
    }
}
