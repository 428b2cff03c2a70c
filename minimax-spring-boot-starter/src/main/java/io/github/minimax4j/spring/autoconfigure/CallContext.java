package io.github.minimax4j.spring.autoconfigure;

import io.github.minimax4j.core.listener.CallListener;
import io.micrometer.context.ContextSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The context of the thread that makes a call, to be restored around the callbacks. */
final class CallContext implements CallListener {

    private final ContextSnapshot snapshot;

    private final @Nullable Map<String, String> loggingContext = MDC.getCopyOfContextMap();

    CallContext(ContextSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public Runnable withContext(Runnable callbacks) {
        Runnable carrying = snapshot.wrap(callbacks);
        return () -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            setLoggingContext(loggingContext);
            try {
                carrying.run();
            } finally {
                setLoggingContext(before);
            }
        };
    }

    private static void setLoggingContext(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
