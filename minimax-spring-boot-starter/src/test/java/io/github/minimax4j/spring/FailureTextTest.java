package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.minimax4j.aiservice.automatic.Assistant;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxImageModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.diagnostics.MiniMaxPropertyException;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the console says if the application cannot start: one sentence on what is wrong, one on what to do, and no stack trace. */
@Tag("B37")
@Tag("B13")
@ExtendWith(OutputCaptureExtension.class)
class FailureTextTest {

    @Test
    void anEmptyKeyIsNamedByItsProperty(CapturedOutput console) {
        assertStartFails(App.class, "api-key=", "model-name=MiniMax-M3");
        assertText(console)
                .contains(
                        "The MiniMax API key langchain4j.minimax.api-key (property source \"commandLineArgs\") is set but empty.")
                .contains("langchain4j.minimax.enabled=false");
    }

    @Test
    void anEmptyKeyOfAGroupIsNotHiddenByThatOfTheRoot(CapturedOutput console) {
        assertStartFails(App.class, "api-key=root-key", "model-name=MiniMax-M3", "chat-model.api-key=");
        assertText(console)
                .contains(
                        "The MiniMax API key langchain4j.minimax.chat-model.api-key (property source \"commandLineArgs\") is set but empty.");
    }

    @Test
    void aPlaceholderThatNothingDefinesIsNamed(CapturedOutput console) {
        assertStartFails(App.class, "api-key=${NO_SUCH_KEY}", "model-name=MiniMax-M3");
        assertText(console)
                .contains(
                        "langchain4j.minimax.api-key (property source \"commandLineArgs\") refers to the placeholder NO_SUCH_KEY, which nothing defines.")
                .contains("Define NO_SUCH_KEY");
    }

    @Test
    void aPlaceholderInAnyOtherTextIsNamedToo(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=${NO_SUCH_MODEL}");
        assertText(console)
                .contains(
                        "langchain4j.minimax.model-name (property source \"commandLineArgs\") refers to the placeholder NO_SUCH_MODEL");
        assertStartFails(App.class, "api-key=k", "model-name=m", "custom-headers.X-Team=${NO_SUCH_TEAM}");
        assertText(console)
                .contains(
                        "langchain4j.minimax.custom-headers.X-Team (property source \"commandLineArgs\") refers to the placeholder NO_SUCH_TEAM");
        assertStartFails(App.class, "api-key=k", "model-name=m", "base-url=${NO_SUCH_URL}");
        assertText(console)
                .contains(
                        "langchain4j.minimax.base-url (property source \"commandLineArgs\") refers to the placeholder NO_SUCH_URL");
    }

    /** By the types that are bound, so that no text is forgotten that comes later. */
    @Test
    void aPlaceholderInATextOfAnyGroupIsNamedByItsProperty() {
        for (ModelGroup group : ModelGroup.single()) {
            for (Map.Entry<String, Type> bound : bound(group).entrySet()) {
                String type = bound.getValue().getTypeName();
                boolean list = type.startsWith("java.util.List<java.lang.String");
                boolean map = type.startsWith("java.util.Map<");
                if (bound.getValue() != String.class && !list && !map) {
                    continue;
                }
                String property = group.property(bound.getKey() + (map ? ".Name" : ""));
                Contexts.allModels()
                        .withPropertyValues(property + (list ? "[0]" : "") + "=a${NO_SUCH_TEXT}")
                        .run(context -> assertThat(context.getStartupFailure())
                                .as(property)
                                .rootCause()
                                .isInstanceOf(MiniMaxPropertyException.class)
                                .message()
                                .startsWith(property)
                                .contains("refers to the placeholder NO_SUCH_TEXT"));
            }
        }
        Contexts.allModels()
                .withPropertyValues(ROOT + "chat-model.custom-parameters.a.b[0]=${NO_SUCH_TEXT}")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("chat-model.custom-parameters.a.b"));
    }

    private static Map<String, Type> bound(ModelGroup group) {
        Map<String, Type> all = new TreeMap<>();
        for (Class<?> type : List.of(MiniMaxProperties.class, MiniMaxModelProperties.class)) {
            String name = group.property("").replace(ROOT, "").replace(".", "");
            all.putAll(BoundTypes.properties(
                    BoundTypes.raw(BoundTypes.properties(type).get(name))));
        }
        return all;
    }

    @Test
    void aNameWithNothingBelowItIsExplained(CapturedOutput console) {
        for (String group : List.of(
                "custom-headers", "custom-query-params", "chat-model", "image-model.custom-parameters", "proxy")) {
            // Boot 4 takes an empty value for none and starts
            String value = SpringBootVersion.getVersion().startsWith("3.") ? "" : "text";
            assertStartFails(App.class, "api-key=k", "model-name=m", group + "=" + value);
            assertText(console)
                    .as(group)
                    .contains(ROOT + group
                            + " (property source \"commandLineArgs\") takes no value: it is a group of properties")
                    .contains("Remove " + ROOT + group);
        }
    }

    @Test
    void aWrongHeaderOrQueryParameterIsNamedByItsProperty(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "custom-headers.Host=x", "custom-headers.X-Good=y");
        assertText(console)
                .contains(
                        "langchain4j.minimax.custom-headers.Host (property source \"commandLineArgs\") is not usable. The header Host is set by the HTTP client");
        assertStartFails(App.class, "api-key=k", "model-name=m", "chat-model.custom-headers.X-Bad=h\u00e9llo");
        assertText(console)
                .contains("langchain4j.minimax.chat-model.custom-headers.X-Bad (property source \"commandLineArgs\")");
        assertStartFails(App.class, "api-key=k", "model-name=m", "custom-headers[bad name]=x");
        assertText(console)
                .contains(
                        "langchain4j.minimax.custom-headers[bad name] (property source \"commandLineArgs\") has a name that HTTP does not allow");
        assertStartFails(App.class, "api-key=k", "model-name=m", "custom-query-params[ ]=x");
        assertText(console)
                .contains(
                        "langchain4j.minimax.custom-query-params[ ] (property source \"commandLineArgs\") has a blank name");
    }

    @Test
    void aMissingModelNameComesWithExamples(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k");
        assertText(console)
                .contains("No MiniMax model is named: langchain4j.minimax.model-name is not set.")
                .contains("MiniMax-M3.1-Flash");
    }

    @Test
    void anEmptyModelNameIsNotCalledMissing(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "chat-model.model-name=");
        assertText(console)
                .contains(
                        "No MiniMax model is named: langchain4j.minimax.chat-model.model-name (property source \"commandLineArgs\") is set but empty.");
    }

    @Test
    void aWrongAddressIsNamedByItsProperty(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "base-url=api.minimax.io");
        assertText(console)
                .contains(
                        "langchain4j.minimax.base-url (property source \"commandLineArgs\") must begin with http:// or https://.")
                .contains("Correct the value of langchain4j.minimax.base-url.");
    }

    @Test
    void aWrongTimeoutIsNamedByThePropertyThatSetIt(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "chat-model.timeout=0s");
        assertText(console)
                .contains(
                        "langchain4j.minimax.chat-model.timeout (property source \"commandLineArgs\") is PT0S: it must be more than zero.");
    }

    @Test
    void aWrongSamplingValueIsNamedByItsProperty(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "chat-model.temperature=2.5");
        assertText(console)
                .contains(
                        "langchain4j.minimax.chat-model.temperature (property source \"commandLineArgs\") is 2.5: it must be from 0 to 2.");
    }

    @Test
    void aKeyWithALineBreakOrBadHeaderIsNotRepeated(CapturedOutput console) {
        assertStartFails(App.class, "api-key=sec\nret-key", "model-name=m");
        assertText(console)
                .contains(
                        "langchain4j.minimax.api-key (property source \"commandLineArgs\") has characters that a key cannot have")
                .doesNotContain("ret-key");
        assertStartFails(App.class, "api-key=k", "model-name=m", "custom-headers.X-Token=sec\u0001ret-token");
        assertText(console).contains("langchain4j.minimax.custom-headers").doesNotContain("ret-token");
    }

    @Test
    void aValueOfTheWrongTypeIsExplainedByBoot(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "enabled=perhaps");
        assertText(console).contains("langchain4j.minimax.enabled").contains("perhaps");
        assertStartFails(App.class, "api-key=k", "model-name=m", "enabled=${NO_SUCH_FLAG}");
        assertText(console).contains("langchain4j.minimax.enabled").contains("NO_SUCH_FLAG");
        assertStartFails(App.class, "api-key=k", "model-name=m", "region=mars");
        assertText(console)
                .contains("langchain4j.minimax.region")
                .contains("china")
                .contains("global");
    }

    @Test
    void settingsOfFurtherModelsAreNamedByTheirProperties(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "embedding-model.enabled=true");
        assertText(console)
                .contains("No MiniMax model is named: langchain4j.minimax.embedding-model.model-name is not set.")
                .contains("embo-01");
        assertStartFails(
                App.class, "image-model.api-key=k", "image-model.model-name=image-01", "image-model.width=100");
        assertText(console)
                .contains("langchain4j.minimax.image-model.width (property source")
                .contains("is set alone");
        assertStartFails(
                App.class, "image-model.api-key=k", "image-model.model-name=m", "image-model.aspect-ratio=wide");
        assertText(console)
                .contains("langchain4j.minimax.image-model.aspect-ratio (property source")
                .contains("it must be like 16:9");
        assertStartFails(
                App.class,
                "image-model.api-key=k",
                "image-model.model-name=m",
                "image-model.subject-references=me.png");
        assertText(console).contains("langchain4j.minimax.image-model.subject-references (property source");
        assertStartFails(
                App.class,
                "embedding-model.api-key=k",
                "embedding-model.model-name=m",
                "embedding-model.max-segments-per-batch=0");
        assertText(console).contains("max-segments-per-batch (property source \"commandLineArgs\") is 0");
    }

    @Test
    void everySharedSettingThatIsOutOfRangeIsNamedByItsProperty(CapturedOutput console) {
        for (String wrong : List.of(
                "max-event-size=1",
                "max-nesting-depth=15",
                "max-tool-calls=0",
                "max-choices=0",
                "max-response-length=1023",
                "max-retries=-1",
                "retry-delay=0s",
                "retry-time-limit=0s",
                "log-body-limit=-1",
                "retry-budget=0",
                "connect-timeout=0s",
                "call-timeout=0s",
                "chat-path=chat",
                "ssl-bundle= ",
                "profile=mars",
                "http-version=3.14")) {
            assertStartFails(App.class, "api-key=k", "model-name=m", wrong);
            assertText(console)
                    .as(wrong)
                    .contains(ROOT + wrong.substring(0, wrong.indexOf('=')))
                    .contains("commandLineArgs");
        }
    }

    @Test
    void anSslBundleThatDoesNotExistIsNamed(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "ssl-bundle=no-such-bundle");
        assertText(console)
                .contains("langchain4j.minimax.ssl-bundle (property source \"commandLineArgs\") names the SSL bundle "
                        + "'no-such-bundle', which does not exist.")
                .contains("spring.ssl.bundle.pem.no-such-bundle");
    }

    @Test
    void twoBeansThatGiveTheKeyAreExplainedByBoot(CapturedOutput console) {
        assertStartFails(TwoKeys.class, "model-name=m");
        assertText(console).contains("MiniMaxApiKeyProvider").contains("one").contains("two");
    }

    @Test
    void embeddingAndImageModelsThatNobodyAskedForAreExplained(CapturedOutput console) {
        assertStartFails(NeedsEmbeddings.class, "api-key=k", "model-name=m");
        assertText(console)
                .contains("There is no EmbeddingModel to inject")
                .contains("langchain4j.minimax.embedding-model.enabled=true");
        assertStartFails(NeedsOurImages.class, "api-key=k", "model-name=m");
        assertText(console)
                .contains("There is no MiniMaxImageModel to inject")
                .contains("Set langchain4j.minimax.image-model.api-key");
    }

    @Test
    void ourModelWithoutAKeyIsExplained(CapturedOutput console) {
        assertStartFails(NeedsOurModel.class);
        assertText(console)
                .contains("There is no MiniMaxChatModel to inject")
                .contains("neither langchain4j.minimax.api-key nor langchain4j.minimax.chat-model.api-key is set")
                .contains("Set langchain4j.minimax.api-key");
    }

    @Test
    void ourStreamingModelSwitchedOffIsExplained(CapturedOutput console) {
        assertStartFails(NeedsOurStreamingModel.class, "api-key=k", "model-name=m", "streaming-chat-model.enabled=no");
        assertText(console)
                .contains("There is no MiniMaxStreamingChatModel to inject")
                .contains("because langchain4j.minimax.streaming-chat-model.enabled is false")
                .contains("set it to true");
    }

    @Test
    void theInterfacesWithoutAKeyAreExplainedWithoutClaimingThem(CapturedOutput console) {
        assertStartFails(NeedsChatModel.class);
        assertText(console)
                .contains("There is no ChatModel to inject: MiniMax's is not configured")
                .contains("If another provider is meant");
        assertStartFails(NeedsStreamingChatModel.class);
        assertText(console).contains("There is no StreamingChatModel to inject");
    }

    @Test
    void twoModelsOfDifferentProvidersAreLeftToBootToExplain(CapturedOutput console) {
        assertStartFails(TwoProviders.class);
        assertThat(console)
                .doesNotContain("MiniMax's is not configured")
                .contains("required a single bean, but 2 were found");
    }

    @Test
    void anAllowedValueIsListedAsItIsWritten(CapturedOutput console) {
        assertStartFails(App.class, "api-key=k", "model-name=m", "region=mars");
        assertText(console)
                .contains("langchain4j.minimax.region (property source \"commandLineArgs\") has none of the values")
                .contains("Set langchain4j.minimax.region to one of global, china.")
                .doesNotContain("GLOBAL");
        assertStartFails(
                App.class,
                "api-key=k",
                "model-name=m",
                "models.fast.supported-capabilities=response-format-json-schema,x");
        assertText(console)
                .contains("Set langchain4j.minimax.models.fast.supported-capabilities")
                .contains("response-format-json-schema");
    }

    @Test
    void anAiServiceWithoutAModelSaysWhyThereIsNone(CapturedOutput console) {
        assertStartFails(WithAiServices.class);
        assertText(console)
                .contains("There is no model for the @AiService 'assistant': MiniMax's is not configured, because"
                        + " neither langchain4j.minimax.api-key nor langchain4j.minimax.chat-model.api-key is set.")
                .contains("Set langchain4j.minimax.api-key");
    }

    @Test
    void anAiServiceThatCannotChooseSaysHowToName(CapturedOutput console) {
        assertStartFails(WithAiServices.class, "api-key=k", "model-name=m", "models.fast.model-name=m");
        assertText(console)
                .contains(
                        "An @AiService does not say which ChatModel it uses, and there are several: minimaxChatModel, fast.")
                .contains("@AiService(wiringMode = EXPLICIT, chatModel = \"minimaxChatModel\")");
    }

    @Test
    void anAiServiceOfANamedModelThatIsOffSaysWhy(CapturedOutput console) {
        assertStartFails(WithNamedAiService.class, "models.fast.model-name=m");
        assertText(console)
                .contains("There is no bean 'fast': langchain4j.minimax.models.fast is not configured, because neither"
                        + " langchain4j.minimax.api-key nor langchain4j.minimax.models.fast.api-key is set.");
    }

    private static void assertStartFails(Class<?> application, String... properties) {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setBannerMode(Banner.Mode.OFF);
        String[] arguments = new String[properties.length];
        for (int i = 0; i < properties.length; i++) {
            arguments[i] = "--" + ROOT + properties[i];
        }
        assertThatThrownBy(() -> spring.run(arguments)).isInstanceOf(RuntimeException.class);
    }

    private static org.assertj.core.api.AbstractCharSequenceAssert<?, ?> assertText(CapturedOutput console) {
        return assertThat(console.getAll())
                .contains("APPLICATION FAILED TO START", "Description:", "Action:")
                .doesNotContain("\tat org.springframework", "\tat io.github.minimax4j");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NeedsOurModel {
        @Bean
        Object needy(MiniMaxChatModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NeedsOurStreamingModel {
        @Bean
        Object needy(MiniMaxStreamingChatModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NeedsChatModel {
        @Bean
        Object needy(ChatModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NeedsStreamingChatModel {
        @Bean
        Object needy(StreamingChatModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NeedsEmbeddings {
        @Bean
        Object needy(EmbeddingModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NeedsOurImages {
        @Bean
        Object needy(MiniMaxImageModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoKeys {
        @Bean
        MiniMaxApiKeyProvider one() {
            return () -> "one";
        }

        @Bean
        MiniMaxApiKeyProvider two() {
            return () -> "two";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoProviders {
        @Bean
        ChatModel one() {
            return new ChatModel() {};
        }

        @Bean
        ChatModel two() {
            return new ChatModel() {};
        }

        @Bean
        Object needy(ChatModel model) {
            return model;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = Assistant.class)
    static class WithAiServices {
        @Bean
        Object needy(Assistant assistant) {
            return assistant;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = io.github.minimax4j.aiservice.named.Assistant.class)
    static class WithNamedAiService {
        @Bean
        Object needy(io.github.minimax4j.aiservice.named.Assistant assistant) {
            return assistant;
        }
    }
}
