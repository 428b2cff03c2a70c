package io.github.minimax4j.examples.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page for readers and its blocks of code: a Markdown page, or the Javadoc of a package, whose blocks are all Java.
 *
 * @param name   the path from the root of the repository
 * @param blocks in their order
 */
record Page(String name, List<Block> blocks) {

    private static final Path ROOT = Path.of("..");

    private static final Pattern MARKDOWN_BLOCK = Pattern.compile(
            "(?:^<!-- (\\w+)(?:: ([^>]+?))? -->\\n)?^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern JAVADOC_BLOCK =
            Pattern.compile("^ \\* <pre>\\{@code\\n(.*?)^ \\* \\}</pre>", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern PUBLIC_CLASS = Pattern.compile("(?:class|interface|record) (\\w+)");

    /**
     * A block of code.
     *
     * @param mark     what the comment above it says it is: "program", "compiles", "prints"; else empty
     * @param about    what the comment says further, such as the name of a file; else empty
     * @param language of the block
     */
    record Block(String mark, String about, String language, String content) {

        boolean isCode() {
            return mark.equals("program") || mark.equals("compiles");
        }
    }

    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        for (String start : List.of("", "docs")) {
            files(ROOT.resolve(start), start.isEmpty() ? 1 : Integer.MAX_VALUE, ".md")
                    .forEach(file -> pages.add(markdown(file)));
        }
        for (String module : List.of("core", "langchain4j", "spring-boot-starter", "test")) {
            files(ROOT.resolve("minimax-" + module + "/src/main/java"), Integer.MAX_VALUE, "package-info.java")
                    .forEach(file -> pages.add(javadoc(file)));
        }
        return pages;
    }

    private static List<Path> files(Path start, int depth, String end) {
        try (Stream<Path> files = Files.walk(start, depth)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page markdown(Path file) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = MARKDOWN_BLOCK.matcher(text(file));
        while (block.find()) {
            blocks.add(new Block(orEmpty(block.group(1)), orEmpty(block.group(2)), block.group(3), block.group(4)));
        }
        return new Page(ROOT.relativize(file).toString(), blocks);
    }

    private static Page javadoc(Path file) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = JAVADOC_BLOCK.matcher(text(file));
        while (block.find()) {
            String code = block.group(1).replaceAll("(?m)^ \\* ?", "");
            Matcher type = PUBLIC_CLASS.matcher(code);
            if (!type.find()) {
                throw new AssertionError("No class in an example of " + file + ":\n" + code);
            }
            blocks.add(new Block("program", type.group(1) + ".java", "java", code));
        }
        return new Page(ROOT.relativize(file).toString(), blocks);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }

    boolean hasCode() {
        return blocks.stream().anyMatch(Block::isCode);
    }

    List<String> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::content)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
