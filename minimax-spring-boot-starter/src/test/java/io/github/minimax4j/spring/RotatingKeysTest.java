package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxEmbeddingModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Beans give keys and headers that change, without a restart. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class RotatingKeysTest {

    @Configuration(proxyBeanMethods = false)
    static class CountingKeys {

        @Bean
        MiniMaxApiKeyProvider keys() {
            AtomicInteger number = new AtomicInteger();
            return () -> "key-" + number.incrementAndGet();
        }
    }

    private static ApplicationContextRunner withoutKeyProperty(MiniMaxServer server) {
        return Contexts.unconfigured()
                .withPropertyValues(ROOT + "model-name=MiniMax-M3", ROOT + "base-url=" + server.baseUrl());
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"BLOCKING", "STREAMED"})
    void eachCallGoesOutWithTheKeyOfTheMoment(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply());
        withoutKeyProperty(server).withUserConfiguration(CountingKeys.class).run(context -> {
            model.call(context);
            assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-1");
            model.call(context);
            assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-2");
        });
    }

    @Test
    void aBeanThatGivesNoMapOfHeadersIsNamed(MiniMaxServer server) {
        MiniMaxHeadersProvider nothing = () -> null;
        Contexts.asking(server)
                .withBean(MiniMaxHeadersProvider.class, () -> nothing)
                .run(context -> assertThatThrownBy(() -> Model.BLOCKING.call(context))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("MiniMaxHeadersProvider")
                        .hasMessageContaining("returned null"));
    }

    @Test
    void aBeanThatGivesTheKeySwitchesTheChatModelsOnAndNoOther() {
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "model-name=MiniMax-M3")
                .withUserConfiguration(CountingKeys.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(MiniMaxChatModel.class)
                        .hasSingleBean(MiniMaxStreamingChatModel.class)
                        .doesNotHaveBean(MiniMaxEmbeddingModel.class));
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "enabled=false")
                .withUserConfiguration(CountingKeys.class)
                .run(context -> assertThat(context).doesNotHaveBean(MiniMaxChatModel.class));
    }

    @Test
    void anEmbeddingModelThatIsAskedForTakesItsKeyFromTheBeanToo(MiniMaxServer server) {
        server.when(any -> true, Model.EMBEDDED.reply());
        withoutKeyProperty(server)
                .withUserConfiguration(CountingKeys.class)
                .withPropertyValues(EMBEDDING + "enabled=true", EMBEDDING + "model-name=embo-01")
                .run(Model.EMBEDDED::call);
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-1");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theBeanWinsOverTheRootsKeyAndSaysSo(MiniMaxServer server, CapturedOutput console) {
        server.when(any -> true, Model.BLOCKING.reply());
        Contexts.asking(server)
                .withPropertyValues(ROOT + "api-key=root-key")
                .withUserConfiguration(CountingKeys.class)
                .run(Model.BLOCKING::call);
        assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-1");
        assertThat(console)
                .contains("langchain4j.minimax.api-key")
                .contains("is not used: a bean of type MiniMaxApiKeyProvider gives the key")
                .doesNotContain("root-key");
    }

    @Test
    void aKeyOfTheGroupWinsOverTheBean(MiniMaxServer server) {
        server.when(any -> true, Model.BLOCKING.reply());
        Contexts.asking(server)
                .withPropertyValues(Model.BLOCKING.prefix + "api-key=group-key")
                .withUserConfiguration(CountingKeys.class)
                .run(context -> {
                    Model.BLOCKING.call(context);
                    assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer group-key");
                    Model.STREAMED.call(context);
                    assertThat(server.takeRequest().header("Authorization")).isEqualTo("Bearer key-1");
                });
    }

    @Test
    void whatTheBeanThrowsReachesTheCallerAndNothingIsSent(MiniMaxServer server) {
        MiniMaxApiKeyProvider sealed = () -> {
            throw new IllegalStateException("the vault is sealed");
        };
        withoutKeyProperty(server)
                .withBean(MiniMaxApiKeyProvider.class, () -> sealed)
                .run(context -> assertThatThrownBy(() -> Model.BLOCKING.call(context))
                        .hasMessageContaining("the vault is sealed"));
        assertThat(server.requests()).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoSourcesOfHeaders {

        private final AtomicInteger number = new AtomicInteger();

        @Bean
        @Order(2)
        MiniMaxHeadersProvider later() {
            return () -> Map.of("X-Token", "later-" + number.incrementAndGet());
        }

        @Bean
        @Order(1)
        MiniMaxHeadersProvider earlier() {
            return () -> Map.of("X-Token", "earlier", "X-Desk", "7");
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void headersOfBeansChangeFromCallToCallAndWinOverThoseOfProperties(Model model, MiniMaxServer server) {
        server.when(any -> true, model.reply());
        Contexts.allAsking(server)
                .withUserConfiguration(TwoSourcesOfHeaders.class)
                .withPropertyValues(ROOT + "custom-headers.X-Token=property", ROOT + "custom-headers.X-Team=code")
                .run(context -> {
                    for (int call = 1; call <= 2; call++) {
                        model.call(context);
                        assertThat(server.takeRequest().header("X-Token")).isEqualTo("later-" + call);
                        assertThat(server.lastRequest().header("X-Desk")).isEqualTo("7");
                        assertThat(server.lastRequest().header("X-Team")).isEqualTo("code");
                    }
                });
    }
}
