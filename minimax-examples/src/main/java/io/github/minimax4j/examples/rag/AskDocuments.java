package io.github.minimax4j.examples.rag;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.github.minimax4j.examples.backend.Backend;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stores passages with MiniMax's embeddings in an index on disk, and answers a question from the one that fits best. */
public final class AskDocuments {

    private static final List<TextSegment> PASSAGES = List.of(
            TextSegment.from("Luggage: two bags of up to 20 kg are free on every train."),
            TextSegment.from("Bicycles: a bicycle travels free on regional trains, and for 10 euros on fast trains."),
            TextSegment.from("Refunds: a ticket can be returned until the day before departure."));

    private AskDocuments() {}

    interface Assistant {
        String answer(String question);
    }

    /** Asks MiniMax, or without a key a scripted server. */
    public static void main(String[] args) throws IOException {
        try (Backend backend = Backend.of(AskDocuments.class)) {
            run(backend);
        }
    }

    /** Asks this backend. */
    public static void run(Backend backend) throws IOException {
        Path folder = Files.createTempDirectory("passages"); // keep it, and store the passages only once
        try (MiniMaxEmbeddingModel embeddings = MiniMaxEmbeddingModel.builder()
                        .baseUrl(backend.baseUrl()) // leave it out for MiniMax
                        .apiKey(backend.apiKey()) // System.getenv("MINIMAX_API_KEY")
                        .modelName("embo-01")
                        .build();
                MiniMaxChatModel model = MiniMaxChatModel.builder()
                        .baseUrl(backend.baseUrl())
                        .apiKey(backend.apiKey())
                        .modelName("MiniMax-M3")
                        .build()) {
            try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) {
                store.addAll(embeddings.embedAll(PASSAGES).content(), PASSAGES);
            }
            try (LuceneEmbeddingStore store = LuceneEmbeddingStore.open(folder)) { // as after a restart
                System.out.println(store.size() + " passages");
                Assistant assistant = AiServices.builder(Assistant.class)
                        .chatModel(model)
                        .contentRetriever(retriever(embeddings, store))
                        .build();
                System.out.println(assistant.answer("Can I take my bicycle on a regional train?"));
            }
        }
    }

    private static EmbeddingStoreContentRetriever retriever(
            MiniMaxEmbeddingModel embeddings, EmbeddingStore<TextSegment> store) {
        return EmbeddingStoreContentRetriever.builder()
                .embeddingModel(embeddings)
                .embeddingStore(store)
                .embeddingInputType(EmbeddingInputType.QUERY) // MiniMax embeds questions in a space of their own
                .maxResults(1)
                .build();
    }
}
