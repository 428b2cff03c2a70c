package io.github.minimax4j.langchain4j;

import static dev.langchain4j.data.message.UserMessage.userMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.minimax4j.core.transport.TargetProfile;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.spi.MiniMaxChatModelBuilderFactory;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The models in the programs of docs/gateways.md ask each gateway for what the page says. */
@Tag("Q42")
@ExtendWith(MiniMaxServerExtension.class)
class GatewaysPageTest {
    private static final Pattern REGION =
            Pattern.compile("^ *// region (\\w+)\\n(.*?)^ *// endregion\\n", Pattern.DOTALL | Pattern.MULTILINE);

    MiniMaxChatModel llmprovider() {
        // region llmprovider
        MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl("https://platform.llmprovider.ai")
                .apiKey(System.getenv("LLMPROVIDER_API_KEY"))
                .modelName(MiniMaxChatModelName.ABAB5_5_CHAT)
                .maxOutputTokens(50)
                .temperature(0.7) // more than 1 is rejected here
                .topP(0.9)
                .n(1)
                .stopSequences(List.of("END"))
                .presencePenalty(0.0)
                .frequencyPenalty(0.0)
                .build();
        // endregion
        return model;
    }

    MiniMaxChatModel metriqual() {
        // region metriqual
        MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl("https://api.metriqual.com")
                .apiKey(System.getenv("METRIQUAL_API_KEY"))
                .modelName(MiniMaxChatModelName.MINIMAX_M1)
                .maxOutputTokens(500)
                .temperature(1.5) // up to 2
                .topP(1.0)
                .stopSequences(List.of("###"))
                .presencePenalty(0.0)
                .frequencyPenalty(0.0)
                .responseFormat(ResponseFormat.TEXT) // or JSON
                .build();
        // endregion
        return model;
    }

    ChatResponse namedTool(MiniMaxChatModel model, ToolSpecification weather) {
        // region namedTool
        ChatResponse response = model.chat(ChatRequest.builder()
                .messages(userMessage("Is it raining in Oslo?"))
                .parameters(MiniMaxChatRequestParameters.builder()
                        .toolSpecifications(weather)
                        .toolChoiceName("get_weather") // sent as an object
                        .build())
                .build());
        // endregion
        return response;
    }

    MiniMaxChatModel engine() {
        // region engine
        MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl("http://gpu-7.internal:8000")
                .profile(TargetProfile.SELF_HOSTED)
                .modelName("MiniMaxAI/MiniMax-M2.7") // the name that the engine was started with
                .maxOutputTokens(4096)
                .topK(40)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .strictTools(true)
                .sendThinking(true)
                .build();
        // endregion
        return model;
    }

    MiniMaxChatModel openrouter() {
        // region openrouter
        MiniMaxChatModel model = MiniMaxChatModel.builder()
                .baseUrl("https://openrouter.ai/api/v1")
                .apiKey(System.getenv("OPENROUTER_API_KEY"))
                .profile(TargetProfile.GATEWAY)
                .modelName("minimax/minimax-m2")
                .maxOutputTokens(4096)
                .customHeaders(Map.of("X-Title", "Travel desk"))
                .customParameters(Map.of("provider", Map.of("order", List.of("minimax"))))
                .build();
        // endregion
        return model;
    }

    /** Found by name; makes builders whose requests go to the scripted server, wherever they are addressed to. */
    public static final class Factory implements MiniMaxChatModelBuilderFactory {
        private static final ThreadLocal<UserHttpClient> CLIENT = new ThreadLocal<>();

        @Override
        public MiniMaxChatModelBuilder get() {
            return new MiniMaxChatModelBuilder().httpClientBuilder(CLIENT.get());
        }
    }

    private static UserHttpClient redirecting(MiniMaxServer server) {
        HttpClient jdk = new JdkHttpClientBuilder().build();
        return UserHttpClient.answering(request -> jdk.execute(HttpRequest.builder()
                .method(request.method())
                .url(server.baseUrl() + URI.create(request.url()).getPath())
                .headers(request.headers())
                .body(request.body())
                .build()));
    }

    private static MiniMaxChatModel built(UserHttpClient client, Supplier<MiniMaxChatModel> snippet)
            throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL folder = GatewaysPageTest.class.getResource("/gateways/");
        try (URLClassLoader gateways = new URLClassLoader(new URL[] {folder}, before)) {
            thread.setContextClassLoader(gateways);
            Factory.CLIENT.set(client);
            return snippet.get();
        } finally {
            Factory.CLIENT.remove();
            thread.setContextClassLoader(before);
        }
    }

    /** Asks, and compares the address and all that is sent but the question. */
    private static void asks(
            MiniMaxServer server, Supplier<MiniMaxChatModel> snippet, String url, Map<String, Object> expected)
            throws IOException {
        server.enqueue(Reply.text("Hello.").asGateway());
        UserHttpClient client = redirecting(server);
        try (MiniMaxChatModel model = built(client, snippet)) {
            assertThat(model.chat("Say hello.")).isEqualTo("Hello.");
        }
        assertThat(client.whole).extracting(HttpRequest::url).containsExactly(url);
        Map<String, Object> body = new HashMap<>(expected);
        body.put("messages", List.of(Map.of("role", "user", "content", "Say hello.")));
        assertThat(server.takeRequest().json()).isEqualTo(body);
    }

    @Test
    void theFirstGatewayIsAskedWithItsFields(MiniMaxServer server) throws IOException {
        asks(
                server,
                this::llmprovider,
                "https://platform.llmprovider.ai/v1/chat/completions",
                Map.of(
                        "model",
                        "abab5.5-chat",
                        "max_tokens",
                        50,
                        "temperature",
                        0.7,
                        "top_p",
                        0.9,
                        "n",
                        1,
                        "stop",
                        List.of("END"),
                        "presence_penalty",
                        0.0,
                        "frequency_penalty",
                        0.0));
    }

    @Test
    void theSecondGatewayIsAskedWithItsFields(MiniMaxServer server) throws IOException {
        asks(
                server,
                this::metriqual,
                "https://api.metriqual.com/v1/chat/completions",
                Map.of(
                        "model",
                        "MiniMax-M1",
                        "max_tokens",
                        500,
                        "temperature",
                        1.5,
                        "top_p",
                        1.0,
                        "stop",
                        List.of("###"),
                        "presence_penalty",
                        0.0,
                        "frequency_penalty",
                        0.0,
                        "response_format",
                        Map.of("type", "text")));
    }

    @Test
    @Tag("Q12")
    void aToolIsNamedToTheSecondGatewayByAnObject(MiniMaxServer server) throws IOException {
        server.enqueue(
                Reply.toolCall("c1", "get_weather", "{\"city\":\"Oslo\"}").asGateway());
        try (MiniMaxChatModel model = built(redirecting(server), this::metriqual)) {
            assertThat(namedTool(model, TestModels.WEATHER).aiMessage().toolExecutionRequests())
                    .hasSize(1);
        }
        assertThat(server.lastRequest().at("tool_choice"))
                .isEqualTo(Map.of("type", "function", "function", Map.of("name", "get_weather")));
    }

    @Test
    void anEngineIsAskedWithItsFields(MiniMaxServer server) throws IOException {
        asks(
                server,
                this::engine,
                "http://gpu-7.internal:8000/v1/chat/completions",
                Map.of("model", "MiniMaxAI/MiniMax-M2.7", "max_tokens", 4096, "top_k", 40));
    }

    @Test
    void aHostOfManyModelsIsAskedWithItsFields(MiniMaxServer server) throws IOException {
        asks(
                server,
                this::openrouter,
                "https://openrouter.ai/api/v1/chat/completions",
                Map.of(
                        "model",
                        "minimax/minimax-m2",
                        "max_tokens",
                        4096,
                        "provider",
                        Map.of("order", List.of("minimax"))));
        assertThat(MiniMaxModelFacts.of("minimax/minimax-m2")).isPresent();
    }

    @Test
    @Tag("B27")
    void aTemperatureThatTheFirstGatewayDoesNotTakeIsRefusedBeforeAnythingIsSent(MiniMaxServer server)
            throws IOException {
        UserHttpClient client = redirecting(server);
        MiniMaxChatModelBuilder builder = MiniMaxChatModel.builder()
                .baseUrl("https://platform.llmprovider.ai/v1")
                .httpClientBuilder(client)
                .modelName(MiniMaxChatModelName.ABAB5_5_CHAT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.temperature(1.01).build())
                .withMessageContaining("temperature is 1.01")
                .withMessageContaining("from 0 to 1")
                .withMessageContaining("llmprovider.ai");
        try (MiniMaxChatModel model = builder.temperature(1.0).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.chat(ChatRequest.builder()
                            .messages(userMessage("Say hello."))
                            .temperature(2.0)
                            .build()))
                    .withMessageContaining("temperature is 2.0")
                    .withMessageContaining("llmprovider.ai");
        }
        assertThat(client.whole).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theProgramsOfThePageContainWhatIsTestedHere() throws IOException {
        String page = withoutIndents(Files.readString(Path.of("../docs/gateways.md")));
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        List<String> tested = REGION.matcher(source)
                .results()
                .map(region -> withoutIndents(region.group(2)))
                .toList();
        assertThat(tested).hasSize(5).allSatisfy(code -> assertThat(page).contains(code));
    }

    private static String withoutIndents(String code) {
        return code.strip().replaceAll("\n +", "\n");
    }
}
