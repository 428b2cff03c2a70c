package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.core.transport.RequestOptions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the calls through one of several clients on the same connections have in common.
 *
 * @param request   key and headers
 * @param listeners are notified of the calls
 */
public record CallOptions(RequestOptions request, List<CallListener.Factory> listeners) {

    /** The same listeners with other options. */
    public CallOptions with(RequestOptions options) {
        return new CallOptions(Objects.requireNonNull(options, "options"), listeners);
    }

    /** The same options with one more listener. */
    public CallOptions with(CallListener.Factory callListener) {
        Objects.requireNonNull(callListener, "callListener");
        return new CallOptions(
                request,
                Stream.concat(listeners.stream(), Stream.of(callListener)).toList());
    }
}
