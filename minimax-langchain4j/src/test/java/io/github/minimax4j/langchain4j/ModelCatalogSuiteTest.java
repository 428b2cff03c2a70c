package io.github.minimax4j.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.AbstractModelCatalogIT;
import dev.langchain4j.model.catalog.ModelCatalog;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** LangChain4j's official suite for model catalogs, against a scripted server; it has no switches. */
@Tag("B35")
class ModelCatalogSuiteTest extends AbstractModelCatalogIT {
    private final MiniMaxServer server = MiniMaxServer.start()
            .when(request -> request.path().equals("/v1/models"), Reply.models("MiniMax-M3", "MiniMax-M9"));

    private final MiniMaxModelCatalog catalog = MiniMaxModelCatalog.builder()
            .apiKey("test-key")
            .baseUrl(server.baseUrl())
            .build();

    @AfterEach
    void close() {
        catalog.close();
        server.close();
    }

    @Override
    protected ModelCatalog createModelCatalog() {
        return catalog;
    }

    @Override
    protected ModelProvider expectedProvider() {
        return ModelProvider.OTHER;
    }
}
