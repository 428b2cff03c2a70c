package io.github.minimax4j.core.internal.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/** Looks up host names where it may wait, each once at a time. The JDK caches what it has found. */
final class JettyResolver implements SocketAddressResolver {

    private static final Pattern AT_HAND = Pattern.compile("localhost|[0-9.]+|.*:.*");

    private final Executor worker;

    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();

    JettyResolver(Executor worker) {
        this.worker = worker;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        resolve(host, port, promise);
    }

    /** The method of Jetty 12.0. */
    public void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
        CompletableFuture<InetAddress[]> fresh = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> known = running.putIfAbsent(host, fresh);
        CompletableFuture<InetAddress[]> lookup = known == null ? fresh : known;
        lookup.whenComplete((addresses, failure) -> {
            if (failure == null) {
                promise.succeeded(Stream.of(addresses)
                        .map(address -> new InetSocketAddress(address, port))
                        .toList());
            } else {
                promise.failed(failure);
            }
        });
        if (known == null) {
            if (AT_HAND.matcher(host).matches()) {
                lookUp(host, fresh);
            } else {
                worker.execute(() -> lookUp(host, fresh));
            }
        }
    }

    private void lookUp(String host, CompletableFuture<InetAddress[]> lookup) {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            running.remove(host);
            lookup.complete(found);
        } catch (Throwable e) {
            running.remove(host);
            lookup.completeExceptionally(e);
        }
    }
}
