package io.github.minimax4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.github.minimax4j.core.MiniMaxClient;
import io.github.minimax4j.core.listener.CallListener;
import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.spring.autoconfigure.MiniMaxAutoConfiguration;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The recipes of docs/spring-boot.md stand here or in the tests' AI service, and do what the page says. */
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class RecipesTest {

    private static final Path SOURCES = Path.of("src/test/java/io/github/minimax4j");

    private static final Pattern RECIPE = Pattern.compile(
            "<!-- \\w+: (SecondModel|MeasuredModel|Assistant)\\.java -->\n```java\n(?:import .*?\n|\n)*(.*?)```",
            Pattern.DOTALL);

    @Configuration(proxyBeanMethods = false)
    static class SecondModel {

        @Bean
        ChatModel summarizer(@Qualifier(MiniMaxAutoConfiguration.CHAT_CLIENT) MiniMaxClient client) {
            return MiniMaxChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M3.1-Flash")
                    .maxOutputTokens(500)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MeasuredModel {

        @Bean
        ChatModel measured(
                @Qualifier(MiniMaxAutoConfiguration.CHAT_CLIENT) MiniMaxClient client,
                @Qualifier("minimaxMetrics") CallListener.Factory metrics) {
            return MiniMaxChatModel.builder()
                    .client(client)
                    .modelName("MiniMax-M3")
                    .addCallListener(metrics)
                    .build();
        }
    }

    @Test
    @Tag("once") // the page lies beside the starter
    void theRecipesOfThePageAreThoseTestedHere() throws IOException {
        String tested = Files.readString(SOURCES.resolve("spring/RecipesTest.java"))
                + Files.readString(SOURCES.resolve("aiservice/explicit/Assistant.java"));
        List<MatchResult> recipes = RECIPE.matcher(Files.readString(Path.of("../docs/spring-boot.md")))
                .results()
                .toList();
        assertThat(recipes)
                .extracting(recipe -> recipe.group(1))
                .containsExactly("SecondModel", "Assistant", "MeasuredModel");
        assertThat(recipes)
                .allSatisfy(
                        recipe -> assertThat(withoutIndents(tested)).contains(withoutIndents(code(recipe.group(2)))));
    }

    /** From the first annotation of a method on, without the end of the class; of an interface all. */
    private static String code(String recipe) {
        int bean = recipe.indexOf("@Bean");
        return bean < 0 ? recipe : recipe.substring(bean, recipe.lastIndexOf('}'));
    }

    private static String withoutIndents(String code) {
        return code.replaceAll("\n +", "\n").strip();
    }

    @Test
    void aSecondModelStandsBesideTheStartersOverTheSameConnection(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        Contexts.asking(server).withUserConfiguration(SecondModel.class).run(context -> {
            assertThat(context.getBeansOfType(ChatModel.class))
                    .containsOnlyKeys("summarizer", MiniMaxAutoConfiguration.CHAT_MODEL);
            context.getBean("summarizer", ChatModel.class).chat("Hi");
            assertThat(server.takeRequest().model()).isEqualTo("MiniMax-M3.1-Flash");
            context.getBean(MiniMaxAutoConfiguration.CHAT_MODEL, ChatModel.class)
                    .chat("Hi");
            assertThat(server.takeRequest().model()).isEqualTo("MiniMax-M3");
            assertThat(server.connectionCount()).isEqualTo(1);
        });
    }

    @Test
    void aModelOfTheApplicationsOwnIsMeasuredOnce(MiniMaxServer server) {
        server.when(request -> true, Reply.text("Hello."));
        MetricsTest.measured(server).withUserConfiguration(MeasuredModel.class).run(context -> {
            context.getBean("measured", ChatModel.class).chat("Hi");
            assertThat(context.getBean(MeterRegistry.class)
                            .get("gen_ai.client.operation.duration")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }
}
