package io.github.minimax4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What this process has used since the meter was made. */
final class Meter {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    // since JDK 21; it counts threads that have ended, too
    private static final Method TOTAL_ALLOCATED = totalAllocated();

    private final long cpuBefore = SYSTEM.getProcessCpuTime();

    private final long allocatedBefore = allocatedBytes();

    private final long timeBefore = System.nanoTime();

    private long cpu;

    private long allocated;

    private long elapsed;

    private static Method totalAllocated() {
        try {
            return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static long allocatedBytes() {
        if (TOTAL_ALLOCATED == null) {
            long sum = 0;
            for (long each : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
                sum += Math.max(0, each);
            }
            return sum;
        }
        try {
            return (long) TOTAL_ALLOCATED.invoke(THREADS);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the measurement. */
    void stop() {
        cpu = SYSTEM.getProcessCpuTime() - cpuBefore;
        allocated = allocatedBytes() - allocatedBefore;
        elapsed = elapsed();
    }

    /** Nanoseconds so far. */
    long elapsed() {
        return System.nanoTime() - timeBefore;
    }

    /**
     * What each of so many units took: {@code cpu} in microseconds and {@code bytes}, of all threads of the process (before JDK 21, bytes
     * without threads that have ended), and the {@code rate} of units in a second.
     */
    Map<String, Double> perUnit(int units) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("cpu", cpu / 1e3 / units);
        figures.put("bytes", (double) allocated / units);
        figures.put("rate", units * 1e9 / elapsed);
        return figures;
    }

    static int threads() {
        return THREADS.getThreadCount();
    }

    /** Resident memory, in bytes; 0 where the system does not tell. */
    static long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Bytes that a server on this machine has sent, and its clients have not read. */
    static long unreadBytes(int serverPort) throws IOException {
        String port = String.format(Locale.ROOT, ":%04X", serverPort);
        long unread = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                // number, local and remote address, state, bytes sent and not acknowledged : received and not read
                String[] words = line.trim().split("[ ]+", -1);
                if (words[1].endsWith(port)) {
                    unread += Long.parseLong(words[4].substring(0, 8), 16);
                } else if (words[2].endsWith(port)) {
                    unread += Long.parseLong(words[4].substring(9), 16);
                }
            }
        }
        return unread;
    }
}
