package io.github.minimax4j.benchmarks;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.ai.minimax.MiniMaxChatModel;
import org.springframework.ai.minimax.MiniMaxChatOptions;
import org.springframework.ai.minimax.api.MiniMaxApi;
import reactor.core.Disposable;

/** {@code spring-ai-minimax}, the last MiniMax provider of Spring AI's own. */
final class SpringAi implements Contender {

    private final MiniMaxChatModel model;

    SpringAi(String baseUrl, String apiKey) {
        model = new MiniMaxChatModel(
                new MiniMaxApi(baseUrl, apiKey),
                MiniMaxChatOptions.builder().model("MiniMax-M2.7").build());
    }

    @Override
    public int call(Prompt prompt) {
        return model.call(prompt.text(0)).length();
    }

    @Override
    public void stream(Prompt prompt, Sink sink) {
        AtomicReference<Disposable> subscription = new AtomicReference<>();
        subscription.set(model.stream(new org.springframework.ai.chat.prompt.Prompt(prompt.text(0)))
                .subscribe(
                        piece -> sink.pieces(1, () -> subscription.get().dispose()), sink::end, () -> sink.end(null)));
    }
}
