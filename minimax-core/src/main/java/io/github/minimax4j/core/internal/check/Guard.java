package io.github.minimax4j.core.internal.check;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what foreign code throws, loggers included, from the call that it is called for. */
public final class Guard {

    /** The name under which the library logs: that of the client's class, which users configure. */
    public static final String LOGGER_NAME = "io.github.minimax4j.core.MiniMaxClient";

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);

    private Guard() {}

    /** Runs foreign code. What it throws, checked exceptions of other languages included, is logged with the message. */
    public static void run(String message, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            warn(message, e);
        }
    }

    /** Logs a warning, if that can be done. The last argument may be an exception. */
    public static void warn(String format, @Nullable Object... arguments) {
        try {
            LOGGER.warn(format, arguments);
        } catch (Throwable e) {
            // there is nothing left that could be told
        }
    }
}
