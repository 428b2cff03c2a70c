package io.github.minimax4j.newcomer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The blocks of a page that belong to an application: those below a comment that names the file they are for. */
final class MarkedBlocks {

    private static final Path ROOT = Path.of("../..");

    private MarkedBlocks() {}

    /**
     * Reads a page.
     *
     * @param page the page, from the root of the project
     * @param mark the first word of the comments
     * @return the blocks by what the comments say else, those for the same place one below the other
     */
    static Map<String, String> of(String page, String mark) throws IOException {
        Map<String, String> blocks = new TreeMap<>();
        Pattern.compile("<!-- " + mark + ": ([^>]+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .forEach(block -> blocks.merge(block.group(1), block.group(2), String::concat));
        return blocks;
    }
}
