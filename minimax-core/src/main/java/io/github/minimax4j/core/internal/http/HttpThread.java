package io.github.minimax4j.core.internal.http;

/** A thread of the HTTP client. It is told apart from others because it must not wait for its own end. */
public final class HttpThread extends Thread {

    public HttpThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }
}
