package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects that hold a key do not print it. */
@Tag("B13")
class SecretsTest {

    @Test
    void noObjectOfTheStarterPrintsKeysHeadersOrAddresses() {
        Contexts.configured()
                .withPropertyValues(
                        ROOT + "api-key=root-secret",
                        CHAT + "api-key=chat-secret",
                        STREAMING + "api-key=streaming-secret",
                        ROOT + "base-url=http://proxy-secret.example",
                        ROOT + "custom-headers.X-Token=header-secret",
                        CHAT + "custom-headers.X-Token=group-secret",
                        CHAT + "custom-query-params.token=query-secret",
                        CHAT + "custom-parameters.token=parameter-secret")
                .run(context -> {
                    MiniMaxProperties properties = context.getBean(MiniMaxProperties.class);
                    assertThat(properties.getChatModel().getApiKey()).isEqualTo("chat-secret");
                    assertThat(properties.toString())
                            .contains("modelName=MiniMax-M3")
                            .doesNotContain("secret");
                    assertThat(properties.getChatModel().toString()).doesNotContain("secret");
                    assertThat(properties.getChatModel().inForce(properties).toString())
                            .doesNotContain("secret");
                    assertThat(context.getBean(MiniMaxModelProperties.class).toString())
                            .doesNotContain("secret");
                    for (String name : context.getBeanDefinitionNames()) {
                        if (name.startsWith("minimax")) {
                            assertThat(context.getBean(name).toString()).doesNotContain("secret");
                        }
                    }
                });
    }
}
