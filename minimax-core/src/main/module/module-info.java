/**
 * The client for MiniMax's wire protocol, see the package {@link io.github.minimax4j.core}. Packages whose names contain {@code internal} are
 * not exported, and among them are the parts of Retrofit, OkHttp and Okio that this module contains.
 */
module io.github.minimax4j.core {
    requires transitive java.net.http;
    requires transitive static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.eclipse.jetty.client;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.http2.client;
    requires org.eclipse.jetty.http2.client.transport;
    requires org.eclipse.jetty.http2.common;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.util;
    requires transitive org.slf4j;

    exports io.github.minimax4j.core;
    exports io.github.minimax4j.core.catalog;
    exports io.github.minimax4j.core.chat;
    exports io.github.minimax4j.core.embedding;
    exports io.github.minimax4j.core.error;
    exports io.github.minimax4j.core.file;
    exports io.github.minimax4j.core.image;
    exports io.github.minimax4j.core.listener;
    exports io.github.minimax4j.core.plan;
    exports io.github.minimax4j.core.speech;
    exports io.github.minimax4j.core.transport;

    // writes RequestBody
    opens io.github.minimax4j.core.internal.json to
            com.fasterxml.jackson.databind;
}
