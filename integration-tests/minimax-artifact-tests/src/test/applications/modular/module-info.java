/** An application of modules, one of which is another OkHttp. */
module application {
    requires io.github.minimax4j.core;
    requires io.github.minimax4j.langchain4j;
    requires okhttp3;
}
