package io.github.minimax4j.core.internal.http;

import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.transport.HttpTransport;
import java.net.Proxy;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with Jetty's HTTP client, which pushes the response and reads no more of it than is asked for. The client starts with the
 * first request and ends when it has not been used for a while, so that a transport which nobody closes keeps no thread. Thread-safe.
 */
public final class JettyTransport implements HttpTransport {

    // servers and NATs drop connections that were silent for longer
    private static final long IDLE_SECONDS = 30;

    private final ClientSettings settings;

    private final IntFunction<ExecutorService> threads;

    private final Executor worker;

    private final Scheduler scheduler;

    private volatile @Nullable JettyEngine engine;

    // most clients send all requests to one address
    private volatile URI lastAddress = URI.create("");

    private volatile Scheduler.@Nullable Task nextSweep;

    private volatile boolean closed;

    /**
     * Creates a transport that has not started.
     *
     * @param threads creates that many threads, which read responses
     * @param worker  runs what may wait
     * @param timer   hands what is due to the worker
     */
    public JettyTransport(
            ClientSettings settings,
            IntFunction<ExecutorService> threads,
            Executor worker,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.threads = threads;
        this.worker = worker;
        this.scheduler = new JettyTimer(timer, worker);
    }

    @Override
    public Call send(Request request, Receiver receiver) {
        JettyCall call = new JettyCall(receiver, self -> sendOnWorker(request, self));
        if (settings.network().mayWait()) {
            sendOnWorker(request, call);
        } else {
            send(request, call);
        }
        return call;
    }

    @Override
    public boolean streamsBodies() {
        return true;
    }

    private void sendOnWorker(Request request, JettyCall call) {
        worker.execute(() -> send(request, call));
    }

    private void send(Request request, JettyCall call) {
        try {
            URI uri = address(request.url());
            Proxy proxy = settings.network().proxyFor(uri);
            acquire().send(request, uri, proxy, call);
        } catch (Throwable e) { // proxy selectors and authenticators are foreign code
            call.failed(e);
        }
    }

    private URI address(String url) {
        URI last = lastAddress;
        if (!last.toString().equals(url)) {
            last = URI.create(url);
            lastAddress = last;
        }
        return last;
    }

    private JettyEngine acquire() {
        while (true) {
            JettyEngine current = engine;
            if (current != null && current.acquire()) {
                return current;
            }
            start(current);
        }
    }

    private synchronized void start(@Nullable JettyEngine ended) {
        if (closed) {
            throw new IllegalStateException("The client is closed");
        }
        if (engine == ended) {
            engine = new JettyEngine(settings, threads.apply(JettyClients.selectors(settings) + 1), worker, scheduler);
            sweepLater();
        }
    }

    private void sweepLater() {
        nextSweep = scheduler.schedule(this::sweep, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private void sweep() {
        JettyEngine current = engine;
        if (current != null && !current.endIfUnused(TimeUnit.SECONDS.toNanos(IDLE_SECONDS))) {
            sweepLater();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true; // or a call that begins now could start an engine that nobody ends
        }
        Scheduler.Task sweep = nextSweep;
        if (sweep != null) {
            sweep.cancel(); // otherwise the timer's thread would wait for it
        }
        JettyEngine current = engine;
        if (current != null) {
            worker.execute(current::end); // not here: this may be one of the threads that end
            // a server that redeploys an application closes its class loader next: threads that still need it would
            // never end
            if (!(Thread.currentThread() instanceof HttpThread)) {
                current.awaitEnd();
            }
        }
    }
}
