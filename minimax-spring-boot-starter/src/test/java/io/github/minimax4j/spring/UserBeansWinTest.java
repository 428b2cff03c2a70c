package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The starter gives way to beans of the same class, and to nothing else. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class UserBeansWinTest {

    private static MiniMaxChatModel ownModel() {
        return MiniMaxChatModel.builder()
                .apiKey("own-key")
                .modelName("MiniMax-M3.1-Flash")
                .build();
    }

    @Test
    void anOwnChatModelReplacesOursAndLeavesTheStreamingOne() {
        MiniMaxChatModel own = ownModel();
        Contexts.configured().withBean("own", MiniMaxChatModel.class, () -> own).run(context -> {
            assertThat(context).getBean(MiniMaxChatModel.class).isSameAs(own);
            assertThat(context).hasSingleBean(MiniMaxStreamingChatModel.class);
            assertThat(context).doesNotHaveBean("minimaxChatClient");
        });
    }

    @Test
    void anOwnStreamingModelReplacesOursAndLeavesTheOther() {
        MiniMaxStreamingChatModel own = MiniMaxStreamingChatModel.builder()
                .apiKey("own-key")
                .modelName("MiniMax-M3.1-Flash")
                .build();
        Contexts.configured()
                .withBean("own", MiniMaxStreamingChatModel.class, () -> own)
                .run(context -> {
                    assertThat(context).getBean(MiniMaxStreamingChatModel.class).isSameAs(own);
                    assertThat(context).hasSingleBean(MiniMaxChatModel.class);
                    assertThat(context).doesNotHaveBean("minimaxStreamingClient");
                });
    }

    @Test
    void withOwnModelsAWrongConfigurationDoesNotMatter() {
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "streaming-chat-model.enabled=false", ROOT + "api-key=")
                .withBean("own", MiniMaxChatModel.class, UserBeansWinTest::ownModel)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aModelOfAnotherProviderStandsBesideOurs() {
        ChatModel foreign = new ChatModel() {};
        Contexts.configured()
                .withBean("foreign", ChatModel.class, () -> foreign)
                .run(context -> {
                    assertThat(context.getBeansOfType(ChatModel.class)).containsOnlyKeys("foreign", "minimaxChatModel");
                    assertThat(context).hasSingleBean(MiniMaxChatModel.class);
                });
    }

    @Test
    void anOwnClientCarriesTheCallsOfTheConfiguredModel(MiniMaxServer server) {
        server.enqueue(Reply.text("Hello."));
        Contexts.configured()
                .withBean(
                        "minimaxChatClient",
                        MiniMaxClient.class,
                        () -> MiniMaxClient.builder()
                                .apiKey("own-key")
                                .baseUrl(server.baseUrl())
                                .build())
                .run(context -> context.getBean(MiniMaxChatModel.class).chat("Hi"));
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer own-key");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClientForOtherPurposes {

        record Needy(MiniMaxClient client) {}

        @Bean
        MiniMaxClient own() {
            return MiniMaxClient.builder().apiKey("own-key").build();
        }

        @Bean
        Needy needy(MiniMaxClient client) {
            return new Needy(client);
        }
    }

    @Test
    void theConnectionsOfTheModelsDoNotGetInTheWayOfAnOwnOne() {
        Contexts.configured()
                .withUserConfiguration(OwnClientForOtherPurposes.class)
                .run(context -> assertThat(context.getBean(OwnClientForOtherPurposes.Needy.class)
                                .client())
                        .isSameAs(context.getBean("own")));
    }

    @Test
    void withoutOurModelClassesNothingIsConfigured() {
        Contexts.configured()
                .withClassLoader(new FilteredClassLoader(MiniMaxChatModel.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ChatModel.class)
                        .doesNotHaveBean(MiniMaxProperties.class));
    }
}
