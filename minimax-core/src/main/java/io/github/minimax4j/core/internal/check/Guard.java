package io.github.minimax4j.core.internal.check;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps exceptions of foreign code, loggers included, away from the call that runs it. */
public final class Guard {

    /** The name under which the library logs: that of the client's class, which users configure. */
    public static final String LOGGER_NAME = "io.github.minimax4j.core.MiniMaxClient";

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);

    private Guard() {}

    /** Runs foreign code. Whatever it throws, undeclared checked exceptions included, is logged with the message. */
    public static void run(String message, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            warn(message, e);
        }
    }

    /** Logs a warning, unless the logger fails. The last argument may be an exception. */
    public static void warn(String format, @Nullable Object... arguments) {
        try {
            LOGGER.warn(format, arguments);
        } catch (Throwable e) {
            // there is nowhere left to report it
        }
    }
}
