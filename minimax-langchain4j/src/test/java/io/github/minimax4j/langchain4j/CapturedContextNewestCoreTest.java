package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.CapturedContextSupport;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.spi.CapturedContext;
import dev.langchain4j.spi.ExecutorProvider;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's ExecutorProvider: its executor and the context that it captures, for what LangChain4j runs and for callbacks. */
@ExtendWith(MiniMaxServerExtension.class)
@Timeout(60)
class CapturedContextNewestCoreTest {
    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "application"));

    private final ExecutorProvider before = ExecutorProvider.get();

    private final ExecutorProvider provider = new ExecutorProvider() {
        @Override
        public Executor executor() {
            return executor;
        }

        @Override
        public CapturedContext captureContext() {
            String tenant = TENANT.get();
            return task -> () -> {
                TENANT.set(tenant);
                try {
                    task.run();
                } finally {
                    TENANT.remove();
                }
            };
        }
    };

    @AfterEach
    void restore() {
        ExecutorProvider.set(before);
        TENANT.remove();
        executor.shutdown();
    }

    @Test
    void retrievalsSendTheHeadersOfTheTenantThatAsked(MiniMaxServer server) {
        server.when(any -> true, Reply.embeddings(text -> new float[] {1, 0}));
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        ExecutorProvider.set(provider);
        TENANT.set("acme");
        try (MiniMaxEmbeddingModel model = MiniMaxEmbeddingModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("test-key")
                .modelName("embo-01")
                .customHeaders(() -> {
                    threads.add(Thread.currentThread().getName());
                    String tenant = TENANT.get();
                    return tenant == null ? Map.of() : Map.of("X-Tenant", tenant);
                })
                .build()) {
            EmbeddingStoreContentRetriever retriever = EmbeddingStoreContentRetriever.builder()
                    .embeddingStore(new InMemoryEmbeddingStore<TextSegment>())
                    .embeddingModel(model)
                    .build();
            UserMessage question = UserMessage.from("Why is the sea salty?");
            InvocationContext context = CapturedContextSupport.captureInto(InvocationContext.builder())
                    .build();

            DefaultRetrievalAugmentor.builder()
                    .queryRouter(
                            new DefaultQueryRouter(retriever, retriever)) // two, so that they run beside each other
                    .build()
                    .augment(new AugmentationRequest(
                            question,
                            Metadata.builder()
                                    .chatMessage(question)
                                    .chatMemory(List.of())
                                    .invocationContext(context)
                                    .build()));
        }
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.header("X-Tenant")).isEqualTo("acme"));
        assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread().getName());
    }

    @Test
    void callbacksRunInTheContextAndOnTheThreadsOfAProviderThatTheModelIsGiven(MiniMaxServer server) {
        TENANT.set("acme");

        Set<String> seen = seenByCallbacks(
                server,
                TestModels.streaming(server)
                        .callbackExecutor(provider.executor())
                        .addCallListener(call -> {
                            CapturedContext context = provider.captureContext();
                            return new CallListener() {
                                @Override
                                public Runnable withContext(Runnable callbacks) {
                                    return context.wrap(callbacks);
                                }
                            };
                        }));

        assertThat(seen).containsExactly("acme on application");
    }

    /** Its contract says that streaming callbacks are not wrapped, and a bounded executor could block them all. */
    @Test
    void callbacksDoNotUseAProviderByThemselves(MiniMaxServer server) {
        ExecutorProvider.set(provider);
        TENANT.set("acme");

        Set<String> seen = seenByCallbacks(server, TestModels.streaming(server));

        assertThat(seen).singleElement().asString().startsWith("null on minimax-callback-");
    }

    /** Context and thread, of each callback of a stream. */
    private static Set<String> seenByCallbacks(MiniMaxServer server, MiniMaxStreamingChatModelBuilder builder) {
        server.enqueue(Reply.text("Rivers carry salt into it.").thinking("Rivers."));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        RecordingHandler handler = new RecordingHandler() {
            @Override
            void happened(String event, StreamingHandle handle) {
                seen.add(TENANT.get() + " on " + Thread.currentThread().getName());
            }
        };
        try (MiniMaxStreamingChatModel model = builder.build()) {
            model.chat("Why is the sea salty?", handler);
            handler.awaitResponse();
        }
        return seen;
    }
}
