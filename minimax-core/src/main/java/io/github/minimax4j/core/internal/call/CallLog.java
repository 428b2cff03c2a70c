package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.chat.ChatCompletion;
import io.github.minimax4j.core.internal.check.Guard;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.ClientSettings;
import io.github.minimax4j.core.internal.decode.ChatResponseReader;
import io.github.minimax4j.core.internal.decode.Outcome;
import io.github.minimax4j.core.transport.HttpTransport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Logs one attempt: the request, and the response or, for a stream, a summary. Values of headers are shown only where they are known to be
 * harmless, since a secret may have any name and any form. Media in bodies are shortened. If the logger throws or memory runs out, the line
 * is dropped: logging never stops a call. Thread-safe.
 */
final class CallLog implements ChatResponseReader.EventLog {

    // in a data URL, or on its own in image generation
    private static final Pattern BASE64 =
            Pattern.compile("(;base64,|\"(?=[A-Za-z0-9+/=_-]{256}))([A-Za-z0-9+/=_-]{16})[A-Za-z0-9+/=_-]++");

    private final ClientSettings settings;

    private final Logger logger;

    private final int retry;

    private final Redaction redaction;

    private final long started = System.nanoTime();

    private final AtomicInteger events = new AtomicInteger();

    private volatile long firstEvent;

    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();

    private final boolean traced;

    CallLog(ClientSettings settings, int retry, Redaction redaction) {
        this.settings = settings;
        this.logger = settings.get(ClientSettings.LOGGER);
        this.retry = retry;
        this.redaction = redaction;
        this.traced = settings.get(ClientSettings.LOG_RESPONSES) && isEnabled(Logger::isTraceEnabled);
    }

    void request(HttpTransport.Request request) {
        if (settings.get(ClientSettings.LOG_REQUESTS) && isEnabled(Logger::isInfoEnabled)) {
            guarded(() -> logger.info(
                    "MiniMax request{}: {}, headers {}, body {}",
                    retry == 0 ? "" : " (retry " + retry + ")",
                    request,
                    masked(request.headers()),
                    request.body() == null ? "none" : shortened(text(request.body()))));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** An event of a stream has arrived; {@link #logEvents} must follow, outside any lock. */
    @Override
    public void event(byte[] bytes, int offset, int length) {
        if (events.getAndIncrement() == 0) {
            firstEvent = System.nanoTime();
        }
        if (traced) {
            waiting.add(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    /** Logs the events that have arrived. */
    void logEvents() {
        for (byte[] event = waiting.poll(); event != null; event = waiting.poll()) {
            byte[] bytes = event;
            guarded(() -> logger.trace("MiniMax event: {}", shortened(text(bytes))));
        }
    }

    /** The attempt has ended. */
    void ended(Outcome<?> outcome, ResponseDetails response, Supplier<@Nullable String> body) {
        if (settings.get(ClientSettings.LOG_RESPONSES) && isEnabled(Logger::isInfoEnabled)) {
            guarded(() -> logger.info("{}", redaction.apply(line(outcome, response, body.get()))));
        }
    }

    private String line(Outcome<?> outcome, ResponseDetails response, @Nullable String body) {
        StringBuilder line = new StringBuilder("MiniMax response");
        if (retry > 0) {
            line.append(" (retry ").append(retry).append(')');
        }
        line.append(": ").append(response.httpStatus() == null ? "none" : "HTTP " + response.httpStatus());
        line.append(" after ").append(millis(System.nanoTime())).append(" ms");
        if (response.traceId() != null) {
            line.append(", trace id ").append(response.traceId());
        }
        if (events.get() > 0) {
            line.append(", ").append(events).append(" events, the first after ");
            line.append(millis(firstEvent)).append(" ms");
        }
        if (outcome instanceof Outcome.Failed<?> failed) {
            line.append(", failed: ").append(failed.error().getMessage());
        } else if (outcome instanceof Outcome.Completed<?> completed
                && completed.response() instanceof ChatCompletion completion) {
            line.append(", finished: ")
                    .append(completion.finishReason())
                    .append(", usage ")
                    .append(completion.usage());
        }
        if (body != null && !body.isEmpty()) {
            line.append(", body ").append(shortened(body));
        }
        return line.toString();
    }

    private boolean isEnabled(Predicate<Logger> level) {
        try {
            return level.test(logger);
        } catch (Throwable e) {
            Guard.warn("The logger of MiniMax calls threw an exception", e);
            return false;
        }
    }

    private static void guarded(Runnable logging) {
        Guard.run("The logger of MiniMax calls threw an exception", logging);
    }

    private long millis(long until) {
        return (until - started) / 1_000_000;
    }

    private String shortened(String text) {
        String body = String.valueOf(redaction.applyToCut(text));
        String media = BASE64.matcher(body).replaceAll("$1$2…");
        int limit = settings.get(ClientSettings.LOG_BODY_LIMIT);
        return media.length() <= limit ? media : media.substring(0, limit) + "… (" + media.length() + " characters)";
    }

    private static String masked(Map<String, String> headers) {
        StringBuilder shown = new StringBuilder("[");
        headers.forEach((name, value) -> {
            shown.append(shown.length() == 1 ? "" : ", ").append(name).append(": ");
            shown.append(Redaction.isHarmless(name) ? value : "***");
        });
        return shown.append(']').toString();
    }
}
