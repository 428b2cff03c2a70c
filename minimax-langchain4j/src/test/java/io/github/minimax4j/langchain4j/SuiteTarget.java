package io.github.minimax4j.langchain4j;

/** What LangChain4j's official suites are run against. */
interface SuiteTarget extends AutoCloseable {

    /** Sets where to ask, with which key and which model; all else is left as it is. */
    <B extends MiniMaxModelBuilder<B>> B configure(B builder);

    /** As {@link #configure}, with a key that is refused. */
    <B extends MiniMaxModelBuilder<B>> B configureFailing(B builder);

    String modelName();

    /** Another model than {@link #modelName()}. */
    String otherModelName();

    @Override
    void close();
}
