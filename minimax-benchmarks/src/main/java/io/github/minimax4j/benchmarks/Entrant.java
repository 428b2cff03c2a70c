package io.github.minimax4j.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * The contenders: what tables call them, how to make one, and the class paths that their process has, by the names of the files in
 * {@code contenders} ({@code ours} is this module's own). Factories are lambdas, not method references, so that a process loads the classes
 * of its own contender only.
 */
@SuppressWarnings("ImmutableEnumChecker") // lambdas and copied lists do not change
enum Entrant {
    OPEN_AI("`langchain4j-open-ai`", (url, key) -> OpenAi.open(url, key), "open-ai"),
    OURS("ours", (url, key) -> Ours.open(url, key), "ours"),
    OURS_BRIDGE(
            "ours on LangChain4j's JDK client",
            (url, key) -> Ours.openOverLangChain4jClient(url, key),
            "ours",
            "bridge"),
    SPRING_AI("`spring-ai-minimax`", (url, key) -> new SpringAi(url, key), "spring-ai"),
    FLOOR("floor", (url, key) -> new Floor(url, key)),
    JDK("JDK client alone", (url, key) -> new JdkEngine(url, key)),
    JETTY("Jetty alone", (url, key) -> new JettyEngine(url, key), "jetty"),
    APACHE("Apache alone", (url, key) -> new ApacheEngine(url, key), "apache"),
    NETTY("Netty alone", (url, key) -> new NettyEngine(url, key), "netty");

    /** All figures of the table are ratios to this one's. */
    static final Entrant REFERENCE = OPEN_AI;

    /** What is below us: plots show it alone beside us. */
    static final Entrant OUR_ENGINE = JETTY;

    final String label;

    final Contender.Factory factory;

    final List<String> classPaths;

    Entrant(String label, Contender.Factory factory, String... classPaths) {
        this.label = label;
        this.factory = factory;
        this.classPaths = List.of(classPaths);
    }

    /** Whether it takes and returns LangChain4j's types. */
    boolean isLibrary() {
        return this == OPEN_AI || this == OURS || this == OURS_BRIDGE;
    }

    static List<Entrant> quick() {
        return Arrays.asList(OPEN_AI, OURS, FLOOR, OUR_ENGINE);
    }
}
