package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.CHAT;
import static io.github.minimax4j.spring.Contexts.ROOT;
import static io.github.minimax4j.spring.Contexts.STREAMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.properties.ConnectionProperties;
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
                    ConnectionProperties root = context.getBean(ConnectionProperties.class);
                    MiniMaxProperties properties = context.getBean(MiniMaxProperties.class);
                    MiniMaxModelProperties requests = context.getBean(MiniMaxModelProperties.class);
                    assertThat(properties.chatModel().apiKey()).isEqualTo("chat-secret");
                    assertThat(root.toString()).contains("modelName=MiniMax-M3").doesNotContain("secret");
                    assertThat(properties.toString()).doesNotContain("secret");
                    assertThat(ModelGroup.CHAT_MODEL
                                    .inForce(root, properties, requests)
                                    .toString())
                            .doesNotContain("secret");
                    assertThat(requests.toString()).doesNotContain("secret");
                    for (String name : context.getBeanDefinitionNames()) {
                        if (name.contains("minimax")) {
                            assertThat(context.getBean(name).toString()).doesNotContain("secret");
                        }
                    }
                });
    }
}
