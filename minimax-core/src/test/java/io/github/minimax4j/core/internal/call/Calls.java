package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.listener.CallDescription;
import java.util.List;

/** Calls that nobody follows. */
final class Calls {

    private Calls() {}

    static CallProgress unheard() {
        return CallProgress.begin(
                List.of(),
                new CallDescription(CallDescription.Operation.CHAT, null, false, "localhost", 80),
                new RunningCalls());
    }
}
