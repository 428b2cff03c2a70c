package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** A property without effect is warned of, with the one that may be meant. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "temprature, temperature",
        "aspect-ratio, image-model.aspect-ratio",
        "chat-model.temperatur, chat-model.temperature",
        "streaming-chat-model.temprature, streaming-chat-model.temperature",
        "chat.temperature, chat-model.temperature",
        "embedding-model.temperature, chat-model.temperature",
        "key, api-key",
        "url, base-url",
        "chat-model.max-tokens, chat-model.max-output-tokens",
        "proxy.hots, proxy.host",
        "models.fast.temperatur, models.fast.temperature",
        "models.fast.chat-model.temperature, models.fast.temperature",
        "chat-model.stream-options.include-usages, chat-model.stream-options.include-usage",
    })
    void theNearestPropertyIsNamed(String written, String meant, CapturedOutput console) {
        Contexts.configured()
                .withPropertyValues(ROOT + written + "=1")
                .run(context -> assertThat(console.getAll())
                        .contains("WARN")
                        .contains(ROOT + written
                                + " (property source \"test\") has no effect, because there is no such property."
                                + " Did you mean " + ROOT + meant + "?"));
    }

    @Test
    void whatIsLikeNoPropertyIsWarnedOfWithoutAGuess(CapturedOutput console) {
        Contexts.configured()
                .withPropertyValues(ROOT + "colour=blue")
                .run(context -> assertThat(console.getAll())
                        .contains("langchain4j.minimax.colour (property source \"test\") has no effect")
                        .doesNotContain("Did you mean"));
    }

    @Test
    void aKeyByAWrongNameIsWarnedOfThoughNoModelIsConfigured(CapturedOutput console) {
        Contexts.unconfigured()
                .withPropertyValues(ROOT + "chat-model.apikei=secret")
                .run(context -> assertThat(console.getAll())
                        .contains("Did you mean langchain4j.minimax.chat-model.api-key?")
                        .doesNotContain("secret"));
    }

    @Test
    void anyPropertyThatThereIsIsNotWarnedOf(CapturedOutput console) throws Exception {
        String[] all = MetadataTest.properties().keySet().stream()
                .filter(name -> name.startsWith(ROOT) && !name.equals(ROOT + "models"))
                .toArray(String[]::new);
        Contexts.unconfigured().withPropertyValues(all).run(context -> {});
        Contexts.configured()
                .withPropertyValues(
                        ROOT + "Max_Retries=1",
                        ROOT + "temperature=0.5",
                        ROOT + "chatModel.topP=0.5",
                        ROOT + "chat-model.custom-parameters.a.b[0]=c",
                        ROOT + "chat-model.stop[0]=c",
                        ROOT + "custom-headers.X-Any=c",
                        ROOT + "models.longAnswer.customHeaders.X-Any=c",
                        ROOT + "models.longAnswer.TOP_P=0.4",
                        ROOT + "test-server=false",
                        "langchain4j.other.temperature=1")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(console.getAll()).doesNotContain("has no effect");
    }

    @Test
    void modelsWithoutAnEntryAreLeftToTheBinder(CapturedOutput console) { // which refuses them before Spring Boot 4.1
        Contexts.configured()
                .withPropertyValues(ROOT + "models=")
                .run(context -> assertThat(console.getAll()).doesNotContain("has no effect"));
    }

    @Test
    void aValueThatCannotBeReadIsWarnedOfAndDoesNotPreventTheStart(CapturedOutput console) {
        PropertySource<?> encrypted = new EnumerablePropertySource<>("encrypted", new Object()) {
            @Override
            public String[] getPropertyNames() {
                return new String[] {ROOT + "colour"};
            }

            @Override
            public Object getProperty(String name) {
                if (name.equals(ROOT + "colour")) {
                    throw new IllegalStateException("cannot be decrypted");
                }
                return null;
            }
        };
        Contexts.configured()
                .withInitializer(
                        context -> context.getEnvironment().getPropertySources().addLast(encrypted))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(console.getAll()).contains("langchain4j.minimax.colour has no effect");
                });
    }

    @Test
    void withMiniMaxOffNothingIsWarnedOf(CapturedOutput console) {
        Contexts.configured()
                .withPropertyValues(ROOT + "enabled=false", ROOT + "temprature=1")
                .run(context -> assertThat(console.getAll()).doesNotContain("has no effect"));
    }
}
