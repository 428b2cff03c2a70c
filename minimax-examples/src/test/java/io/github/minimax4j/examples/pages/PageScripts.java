package io.github.minimax4j.examples.pages;

import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;

/** What the scripted server sends to the programs of the pages, by page and program. */
final class PageScripts {

    private PageScripts() {}

    static void script(MiniMaxServer server, String program) {
        switch (program) {
            default ->
                server.when(
                        request -> request.path().endsWith("/chat/completions"),
                        Reply.thinking("Rivers.")
                                .text("Rivers carry salt into it.")
                                .usage(12, 7));
        }
    }
}
