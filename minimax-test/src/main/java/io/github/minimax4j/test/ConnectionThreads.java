package io.github.minimax4j.test;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts a daemon thread for each connection. */
final class ConnectionThreads {

    // enough for rules that parse and assert; a thousand threads reserve half a gigabyte of address space, not memory
    private static final long STACK_BYTES = 512 * 1024;

    private ConnectionThreads() {}

    /** Virtual threads where they do not suffer from pinning in the code under test (Java 24+), else platform threads. */
    static ThreadFactory create(String name) {
        if (Runtime.version().feature() >= 24) {
            try {
                Class<?> builderType = Class.forName("java.lang.Thread$Builder");
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                builder =
                        builderType.getMethod("name", String.class, long.class).invoke(builder, name + "-", 1L);
                return (ThreadFactory) builderType.getMethod("factory").invoke(builder);
            } catch (ReflectiveOperationException e) {
                return platform(name);
            }
        }
        return platform(name);
    }

    private static ThreadFactory platform(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }
}
