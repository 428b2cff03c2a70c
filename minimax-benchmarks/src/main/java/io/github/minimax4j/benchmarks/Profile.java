package io.github.minimax4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Says which part of the code takes the CPU and the bytes of a measurement, by samples of the JDK's flight recorder. */
final class Profile {

    private static final String OURS = "io.github.minimax4j.";

    private Profile() {}

    /** Figures are named {@code cpu/PART} and {@code bytes/PART}, of what a unit takes in all. */
    static Map<String, Double> of(Callable<Map<String, Double>> measurement) throws Exception {
        Path file = Files.createTempFile("profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.enable("jdk.ObjectAllocationSample").withStackTrace().with("throttle", "2000/s");
            recording.start();
            measurement.call(); // pays for what the recorder changes in classes, which are compiled anew
            Instant begin = Instant.now();
            Map<String, Double> total = measurement.call();
            recording.stop();
            recording.dump(file);
            Map<String, Double> figures = new LinkedHashMap<>();
            add(figures, "cpu", total, file, begin, "jdk.ExecutionSample");
            add(figures, "bytes", total, file, begin, "jdk.ObjectAllocationSample");
            return figures;
        } finally {
            Files.delete(file);
        }
    }

    private static void add(
            Map<String, Double> figures,
            String figure,
            Map<String, Double> total,
            Path file,
            Instant begin,
            String type)
            throws IOException {
        Map<String, Double> weights = new HashMap<>();
        double sum = 0;
        Set<Long> threads = new HashSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            RecordedThread thread =
                    event.hasField("sampledThread") ? event.getThread("sampledThread") : event.getThread();
            if (!event.getEventType().getName().equals(type) || event.getStackTrace() == null || thread == null) {
                continue;
            }
            // the first weight of a thread stands for all that it has allocated before
            boolean first = threads.add(thread.getId()) && event.hasField("weight");
            String part = first || event.getStartTime().isBefore(begin) ? "" : part(event.getStackTrace());
            if (!part.isEmpty()) {
                double weight = event.hasField("weight") ? event.getLong("weight") : 1;
                weights.merge(part, weight, Double::sum);
                sum += weight;
            }
        }
        for (Map.Entry<String, Double> each : weights.entrySet()) {
            figures.put(figure + "/" + each.getKey(), each.getValue() / sum * total.get(figure));
        }
    }

    /** The part that the nearest frame belongs to which is not the JDK's, with the helper that it has called; empty if it is ours here. */
    private static String part(RecordedStackTrace trace) {
        String helper = "";
        for (RecordedFrame frame : trace.getFrames()) {
            String name = frame.getMethod().getType().getName().replaceFirst("\\$.*", "");
            if (name.startsWith(OURS + "benchmarks") || name.startsWith("jdk.jfr")) {
                return "";
            } else if (name.startsWith(OURS + "core.internal.shaded")) {
                helper = "+Retrofit";
            } else if (name.startsWith(OURS)) {
                return name.substring(OURS.length(), name.lastIndexOf('.')) + helper;
            } else if (name.startsWith("com.fasterxml")) {
                helper = "+Jackson";
            } else if (name.startsWith("dev.langchain4j")) {
                return "LangChain4j" + helper;
            } else if (isEngine(name)) {
                return "HTTP-engine";
            }
        }
        return "other";
    }

    private static boolean isEngine(String name) {
        return name.startsWith("jdk.internal.net.http")
                || name.startsWith("java.net.http")
                || name.startsWith("sun.nio.ch")
                || name.startsWith("org.eclipse.jetty")
                || name.startsWith("org.apache.hc")
                || name.startsWith("io.netty");
    }
}
