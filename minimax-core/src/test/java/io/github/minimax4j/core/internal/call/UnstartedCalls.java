package io.github.minimax4j.core.internal.call;

import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.TestBuilders;
import io.github.minimax4j.core.chat.ChatStreamListener;
import io.github.minimax4j.core.listener.CallListener.CallDescription;
import java.util.List;
import java.util.concurrent.Executor;

/** Calls that are driven by hand. */
final class UnstartedCalls {

    private UnstartedCalls() {}

    static StreamedCall stream(Executor executor, ChatStreamListener listener) {
        CallProgress unheard = CallProgress.begin(
                List.of(),
                new CallDescription(CallDescription.Operation.CHAT, null, false, "localhost", 80),
                new RunningCalls());
        ClientResources resources = new ClientResources(
                TestBuilders.settings(MiniMaxClient.builder().baseUrl("http://localhost:1")));
        return new StreamedCall(resources, unheard, executor, listener);
    }
}
