package io.github.minimax4j.test;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a server has recorded: requests, connections, hang-ups. */
final class Traffic {

    private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<RecordedRequest> notTaken = new LinkedBlockingQueue<>();
    private final Queue<RecordedRequest> unscripted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Connection> responding = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hangUps = new AtomicInteger();
    private final Semaphore hangUpsNotAwaited = new Semaphore(0);
    private final Lock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();

    void received(RecordedRequest request) {
        requests.add(request);
        notTaken.add(request);
    }

    void wasUnscripted(RecordedRequest request) {
        unscripted.add(request);
    }

    /** Counts a new connection and returns its number. */
    int opened(Socket socket) {
        open.add(socket);
        return connections.incrementAndGet();
    }

    void closed(Socket socket) {
        open.remove(socket);
        lock.lock();
        try {
            closed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void responding(Connection connection) {
        responding.add(connection);
    }

    void responded(Connection connection) {
        responding.remove(connection);
    }

    /** The connections whose response is not complete. */
    Set<Connection> responding() {
        return responding;
    }

    void hungUp() {
        hangUps.incrementAndGet();
        hangUpsNotAwaited.release();
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    List<RecordedRequest> unscripted() {
        return List.copyOf(unscripted);
    }

    void forgetRequests() {
        requests.clear();
        notTaken.clear();
        unscripted.clear();
    }

    void forgetCounts() {
        connections.set(0);
        hangUps.set(0);
        hangUpsNotAwaited.drainPermits();
    }

    @Nullable
    RecordedRequest take(Duration timeout) throws InterruptedException {
        return notTaken.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    int connections() {
        return connections.get();
    }

    Set<Socket> open() {
        return open;
    }

    int hangUps() {
        return hangUps.get();
    }

    boolean awaitHangUp(Duration timeout) throws InterruptedException {
        return hangUpsNotAwaited.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean awaitOpen(int atMost, Duration timeout) throws InterruptedException {
        long remaining = timeout.toNanos();
        lock.lock();
        try {
            while (open.size() > atMost) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = closed.awaitNanos(remaining);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
