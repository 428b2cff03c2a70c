package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.IMAGE;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.SPEECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.spring.LangChain4jAutoConfig;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel.MiniMaxEmbeddingModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxImageModel;
import io.github.minimax4j.langchain4j.MiniMaxImageModel.MiniMaxImageModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxTextToSpeechModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The embedding and the image model are there only if asked for, and either chat model can be left out. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class OptionalModelsTest {

    @Test
    void theRootsKeyAloneGivesNeitherEmbeddingsNorImages() {
        Contexts.configured()
                .withPropertyValues(EMBEDDING + "model-name=embo-01", IMAGE + "model-name=image-01")
                .run(context -> assertThat(context)
                        .hasSingleBean(ChatModel.class)
                        .doesNotHaveBean(EmbeddingModel.class)
                        .doesNotHaveBean(ImageModel.class));
    }

    @Test
    void aKeyOfTheirOwnSwitchesThemOnAndNothingElse() {
        Contexts.unconfigured()
                .withPropertyValues(EMBEDDING + "api-key=k", EMBEDDING + "model-name=embo-01")
                .run(context -> {
                    assertThat(context)
                            .hasSingleBean(MiniMaxEmbeddingModel.class)
                            .doesNotHaveBean(ChatModel.class);
                    assertThat(context).doesNotHaveBean(ImageModel.class);
                    assertThat(context).hasBean("minimaxEmbeddingModel").hasBean("minimaxEmbeddingClient");
                });
        Contexts.unconfigured()
                .withPropertyValues(IMAGE + "api-key=k", IMAGE + "model-name=image-01")
                .run(context -> {
                    assertThat(context).hasSingleBean(MiniMaxImageModel.class).doesNotHaveBean(ChatModel.class);
                    assertThat(context).hasBean("minimaxImageModel").hasBean("minimaxImageClient");
                });
        Contexts.unconfigured()
                .withPropertyValues(SPEECH + "api-key=k", SPEECH + "model-name=speech-2.8-hd")
                .run(context -> {
                    assertThat(context)
                            .hasSingleBean(MiniMaxTextToSpeechModel.class)
                            .doesNotHaveBean(ChatModel.class);
                    assertThat(context).hasBean("minimaxTextToSpeechModel").hasBean("minimaxSpeechClient");
                });
    }

    @Test
    void theyGoOffByTheRootAndByTheirGroup() {
        Contexts.allModels()
                .withPropertyValues(ROOT + "enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EmbeddingModel.class)
                        .doesNotHaveBean(ImageModel.class));
        Contexts.allModels()
                .withPropertyValues(EMBEDDING + "api-key=k", EMBEDDING + "enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EmbeddingModel.class)
                        .hasSingleBean(ImageModel.class));
    }

    @Test
    void ownModelsOfTheSameTypeReplaceOursAndOtherProvidersStandBeside() {
        MiniMaxEmbeddingModel own =
                MiniMaxEmbeddingModel.builder().apiKey("k").modelName("embo-01").build();
        MiniMaxImageModel ownImages =
                MiniMaxImageModel.builder().apiKey("k").modelName("image-01").build();
        EmbeddingModel foreign = new InMemoryOnlyModel();
        Contexts.allModels()
                .withBean("own", MiniMaxEmbeddingModel.class, () -> own)
                .withBean("ownImages", MiniMaxImageModel.class, () -> ownImages)
                .run(context -> {
                    assertThat(context).getBean(EmbeddingModel.class).isSameAs(own);
                    assertThat(context).getBean(ImageModel.class).isSameAs(ownImages);
                    assertThat(context).doesNotHaveBean("minimaxEmbeddingClient");
                });
        Contexts.allModels()
                .withBean("foreign", EmbeddingModel.class, () -> foreign)
                .run(context -> assertThat(context.getBeansOfType(EmbeddingModel.class))
                        .containsOnlyKeys("foreign", "minimaxEmbeddingModel"));
    }

    private static final class InMemoryOnlyModel implements EmbeddingModel {

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void theEndOfTheContextClosesTheirConnections(MiniMaxServer server) {
        server.when(request -> request.path().endsWith("embeddings"), Model.EMBEDDED.reply());
        Queue<EmbeddingModel> embeddings = new ConcurrentLinkedQueue<>();
        Queue<ImageModel> images = new ConcurrentLinkedQueue<>();
        Contexts.allAsking(server).run(context -> {
            assertThat(server.connectionCount()).isZero();
            Model.EMBEDDED.call(context);
            embeddings.add(context.getBean(EmbeddingModel.class));
            images.add(context.getBean(ImageModel.class));
        });
        assertThatThrownBy(() -> embeddings.element().embed("Hi")).hasMessageContaining("closed");
        assertThatThrownBy(() -> images.element().generate("A lighthouse")).hasMessageContaining("closed");
    }

    @Test
    void anApplicationThatOnlyStreamsHasNoBlockingModel(MiniMaxServer server) {
        server.enqueue(Model.STREAMED.reply());
        Contexts.asking(server).withPropertyValues(CHAT + "enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(ChatModel.class).hasSingleBean(StreamingChatModel.class);
            assertThat(context.getBeansOfType(MiniMaxClient.class)).containsOnlyKeys("minimaxStreamingClient");
            Model.STREAMED.call(context);
        });
        assertThat(server.takeRequest().isStream()).isTrue();
    }

    /** It is made only if an embedding model is known by then, which is a matter of order. */
    @Test
    void langChain4jMakesItsRetrieverWithOurEmbeddingModel(MiniMaxServer server) {
        server.when(any -> true, Model.EMBEDDED.reply());
        Contexts.allAsking(server)
                .withConfiguration(AutoConfigurations.of(LangChain4jAutoConfig.class))
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), "no.services.here"))
                .withBean(InMemoryEmbeddingStore.class, InMemoryEmbeddingStore::new)
                .run(context -> {
                    assertThat(context).hasSingleBean(ContentRetriever.class);
                    context.getBean(ContentRetriever.class).retrieve(Query.from("Hi"));
                    assertThat(server.lastRequest().path()).isEqualTo("/v1/embeddings");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class ListenersAndCustomizers {

        @Bean
        Queue<String> heard() {
            return new ConcurrentLinkedQueue<>();
        }

        @Bean
        @Order(2)
        EmbeddingModelListener later(Queue<String> heard) {
            return listener("later", heard);
        }

        @Bean
        @Order(1)
        EmbeddingModelListener earlier(Queue<String> heard) {
            return listener("earlier", heard);
        }

        private static EmbeddingModelListener listener(String name, Queue<String> heard) {
            return new EmbeddingModelListener() {
                @Override
                public void onRequest(EmbeddingModelRequestContext context) {
                    heard.add(name);
                }
            };
        }

        @Bean
        @Order(2)
        MiniMaxModelCustomizer<MiniMaxEmbeddingModelBuilder> laterEmbeddings() {
            return builder -> builder.modelName("later-embeddings");
        }

        @Bean
        @Order(1)
        MiniMaxModelCustomizer<MiniMaxEmbeddingModelBuilder> earlierEmbeddings() {
            return builder -> builder.modelName("earlier-embeddings");
        }

        @Bean
        @Order(2)
        MiniMaxModelCustomizer<MiniMaxImageModelBuilder> laterImages() {
            return builder -> builder.modelName("later-images");
        }

        @Bean
        @Order(1)
        MiniMaxModelCustomizer<MiniMaxImageModelBuilder> earlierImages() {
            return builder -> builder.modelName("earlier-images");
        }
    }

    @Test
    void listenersAndCustomizersAreCalledInOrder(MiniMaxServer server) {
        for (Model model : new Model[] {Model.EMBEDDED, Model.PAINTED}) {
            server.when(request -> request.path().equals(model.path()), model.reply());
        }
        ApplicationContextRunner runner =
                Contexts.allAsking(server).withUserConfiguration(ListenersAndCustomizers.class);
        runner.run(context -> {
            Model.EMBEDDED.call(context);
            assertThat(server.takeRequest().model()).isEqualTo("later-embeddings");
            Model.PAINTED.call(context);
            assertThat(server.takeRequest().model()).isEqualTo("later-images");
            assertThat(((Queue<?>) context.getBean("heard")).toArray()).containsExactly("earlier", "later");
        });
    }
}
