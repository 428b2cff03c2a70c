package io.github.minimax4j.langchain4j;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiImageModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import io.github.minimax4j.langchain4j.MiniMaxChatModel.MiniMaxChatModelBuilder;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel.MiniMaxStreamingChatModelBuilder;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves an application over from langchain4j-open-ai as docs/moving-from-openai.md says. */
class MovingFromOpenAiSuiteTest {
    private static final Path GUIDE = Path.of("..", "docs", "moving-from-openai.md");

    private static final String APPLICATION = """
            import dev.langchain4j.agent.tool.Tool;
            import dev.langchain4j.http.client.jdk.JdkHttpClient;
            import dev.langchain4j.memory.chat.MessageWindowChatMemory;
            import dev.langchain4j.model.chat.Capability;
            import dev.langchain4j.model.chat.ChatModel;
            import dev.langchain4j.model.chat.StreamingChatModel;
            import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
            import dev.langchain4j.model.chat.listener.ChatModelListener;
            import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
            import dev.langchain4j.model.chat.request.ChatRequest;
            import dev.langchain4j.model.chat.request.ToolChoice;
            import dev.langchain4j.model.chat.response.ChatResponse;
            import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
            import dev.langchain4j.data.message.UserMessage;
            import dev.langchain4j.model.openai.OpenAiChatModel;
            import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
            import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
            import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
            import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
            import dev.langchain4j.model.openai.OpenAiTokenUsage;
            import dev.langchain4j.service.AiServices;
            import java.time.Duration;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import java.util.Set;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.TimeUnit;
            import org.slf4j.LoggerFactory;

            public final class Application {

                public static class Clock {
                    @Tool("Time now")
                    public String time() {
                        return "10:14";
                    }
                }

                public interface Assistant {
                    String ask(String question);
                }

                private static final class Audit implements ChatModelListener {
                    private final List<String> seen;

                    Audit(List<String> seen) {
                        this.seen = seen;
                    }

                    @Override
                    public void onResponse(ChatModelResponseContext context) {
                        seen.add("audited " + context.chatResponse().finishReason());
                    }

                    @Override
                    public void onError(ChatModelErrorContext context) {
                        seen.add(context.error().getClass().getSimpleName());
                    }
                }

                private static OpenAiChatModelBuilder limited(OpenAiChatModel.OpenAiChatModelBuilder builder) {
                    return builder.maxCompletionTokens(60).reasoningEffort("low").responseFormat("json_schema");
                }

                public static List<String> run(String baseUrl, String key, String modelName) throws Exception {
                    List<String> seen = new ArrayList<>();

                    ChatModel model = OpenAiChatModel.builder()
                            .baseUrl(baseUrl)
                            .apiKey(key)
                            .modelName(modelName)
                            .temperature(0.3)
                            .topP(0.9)
                            .presencePenalty(0.1)
                            .frequencyPenalty(0.2)
                            .user("clerk-7")
                            .serviceTier("priority")
                            .parallelToolCalls(true)
                            .timeout(Duration.ofSeconds(30))
                            .maxRetries(1)
                            .strictTools(false)
                            .strictJsonSchema(false)
                            .supportedCapabilities(Set.<Capability>of())
                            .returnThinking(true)
                            .sendThinking(false)
                            .logRequests(true)
                            .logResponses(true)
                            .logger(LoggerFactory.getLogger("application"))
                            .customHeaders(Map.of("X-Team", "assistants"))
                            .customParameters(Map.of("custom", true))
                            .maxTokens(800)
                            .stop(List.of("END"))
                            .seed(42)
                            .organizationId("org-1")
                            .projectId("project-1")
                            .customQueryParams(Map.of("api-version", "1"))
                            .logitBias(Map.of("17", -100))
                            .store(false)
                            .metadata(Map.of("team", "red"))
                            .listeners(List.of(new Audit(seen)))
                            .build();
                    seen.add(AiServices.builder(Assistant.class)
                            .chatModel(model)
                            .tools(new Clock())
                            .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
                            .build()
                            .ask("What time is it?"));

                    ChatModel json = OpenAiChatModel.builder()
                            .baseUrl(baseUrl)
                            .apiKey(key)
                            .responseFormat("json_object")
                            .customHeaders(() -> Map.of("X-Team", "assistants"))
                            .defaultRequestParameters(OpenAiChatRequestParameters.builder()
                                    .modelName(modelName)
                                    .maxOutputTokens(500)
                                    .toolChoice(ToolChoice.AUTO)
                                    .build())
                            .build();
                    ChatResponse response = json.chat(ChatRequest.builder()
                            .messages(UserMessage.from("Name a city."))
                            .parameters(OpenAiChatRequestParameters.builder()
                                    .temperature(0.7)
                                    .seed(7)
                                    .logprobs(false)
                                    .build())
                            .build());
                    seen.add(response.aiMessage().text());
                    OpenAiChatResponseMetadata metadata = (OpenAiChatResponseMetadata) response.metadata();
                    OpenAiTokenUsage usage = metadata.tokenUsage();
                    OpenAiTokenUsage.OutputTokensDetails details = usage.outputTokensDetails();
                    seen.add(usage.inputTokenCount() + " and " + usage.outputTokenCount() + " tokens, "
                            + (usage.inputTokensDetails() == null ? 0 : usage.inputTokensDetails().cachedTokens())
                            + " cached, " + (details == null ? 0 : details.reasoningTokens()) + " thought, tier "
                            + metadata.serviceTier());

                    OpenAiChatModel limited = limited(OpenAiChatModel.builder())
                            .baseUrl(baseUrl)
                            .apiKey(key)
                            .modelName(modelName)
                            .httpClientBuilder(JdkHttpClient.builder().connectTimeout(Duration.ofSeconds(5)))
                            .build();
                    OpenAiChatRequestParameters defaults = limited.defaultRequestParameters();
                    seen.add(defaults.maxCompletionTokens() + " tokens at " + defaults.reasoningEffort() + " effort");

                    StreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                            .baseUrl(baseUrl)
                            .apiKey(key)
                            .modelName(modelName)
                            .temperature(0.3)
                            .topP(0.9)
                            .maxTokens(90)
                            .timeout(Duration.ofSeconds(30))
                            .logRequests(true)
                            .logResponses(true)
                            .returnThinking(true)
                            .customHeaders(Map.of("X-Team", "assistants"))
                            .listeners(new Audit(seen))
                            .build();
                    StringBuffer text = new StringBuffer();
                    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
                    streaming.chat("Tell me a story.", new StreamingChatResponseHandler() {
                        @Override
                        public void onPartialResponse(String partial) {
                            text.append(partial);
                        }

                        @Override
                        public void onCompleteResponse(ChatResponse complete) {
                            done.complete(complete);
                        }

                        @Override
                        public void onError(Throwable error) {
                            done.completeExceptionally(error);
                        }
                    });
                    seen.add(done.get(30, TimeUnit.SECONDS).finishReason() + " " + text);

                    try {
                        OpenAiChatModel.builder()
                                .baseUrl(baseUrl)
                                .apiKey("revoked")
                                .modelName(modelName)
                                .maxRetries(0)
                                .listeners(new Audit(seen))
                                .build()
                                .chat("Anyone there?");
                    } catch (dev.langchain4j.exception.AuthenticationException e) {
                        seen.add("no access");
                    }
                    return seen;
                }
            }
            """;

    /** Steps 1 and 2 of the guide. */
    private static String moved(String source) {
        return source.replace("dev.langchain4j.model.openai.", "io.github.minimax4j.langchain4j.")
                .replaceAll("\\bOpenAi", "MiniMax");
    }

    /** The setters and getters that the guide's tables list. */
    private static String withOtherSetters(String source) {
        return source.replace(".stop(", ".stopSequences(")
                .replace(".maxCompletionTokens(", ".maxOutputTokens(")
                .replace(
                        ".responseFormat(\"json_object\")",
                        ".responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.JSON)")
                .replace(
                        ".responseFormat(\"json_schema\")",
                        ".supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)")
                .replaceAll("\\.(organizationId|projectId|logitBias|store|metadata)\\(.*\\)\\n", "\n")
                .replaceFirst(
                        "(\\.customHeaders\\(Map\\.of\\(\"X-Team\", \"assistants\")",
                        "$1, \"OpenAI-Organization\", \"org-1\", \"OpenAI-Project\", \"project-1\"")
                .replace(
                        "Map.of(\"custom\", true)",
                        "Map.of(\"custom\", true, \"logit_bias\", Map.of(\"17\", -100), \"store\", false,"
                                + " \"metadata\", Map.of(\"team\", \"red\"))")
                .replace(".logprobs(false)", ".customParameters(Map.of(\"logprobs\", false))")
                .replace(
                        "MiniMaxTokenUsage.OutputTokensDetails details = usage.outputTokensDetails()",
                        "Integer details = usage.reasoningTokens()")
                .replace("details.reasoningTokens()", "details")
                .replace("usage.inputTokensDetails().cachedTokens()", "usage.cachedInputTokens()")
                .replace("usage.inputTokensDetails()", "usage.cachedInputTokens()");
    }

    @Test
    void anApplicationMovesOverByDependencyNamesKeyAndTheSettersThatDiffer(@TempDir Path before, @TempDir Path after)
            throws Exception {
        try (MiniMaxServer server = MiniMaxServer.start()) {
            respondAll(server);
            // OpenAI's takes the server for OpenAI, so it wants the version in the URL
            List<String> seenBefore = run(APPLICATION, before, server.baseUrl() + "/v1");
            List<RecordedRequest> requestsBefore = server.requests();

            List<String> seenAfter = run(withOtherSetters(moved(APPLICATION)), after, server.baseUrl() + "/v1");

            assertThat(seenAfter)
                    .containsExactly(
                            "audited TOOL_EXECUTION",
                            "audited STOP",
                            "It is 10:14.",
                            "{\"city\": \"Oslo\"}",
                            "20 and 5 tokens, 0 cached, 0 thought, tier standard",
                            "60 tokens at low effort",
                            "audited LENGTH",
                            "LENGTH Once upon a time",
                            "AuthenticationException",
                            "no access")
                    .isEqualTo(seenBefore);
            List<RecordedRequest> requestsAfter = server.requests()
                    .subList(requestsBefore.size(), server.requests().size());
            assertThat(requestsAfter).hasSameSizeAs(requestsBefore);
            for (int i = 0; i < requestsAfter.size(); i++) {
                assertSameSettings(requestsBefore.get(i), requestsAfter.get(i));
            }
        }
    }

    private static void respondAll(MiniMaxServer server) {
        server.when(
                request -> "Bearer revoked".equals(request.header("Authorization")), Reply.error(1004, "login fail"));
        server.when(
                request -> !request.toolNames().isEmpty(),
                request -> request.toolResults().isEmpty()
                        ? Reply.toolCall("time", "{}")
                        : Reply.text("It is " + request.toolResults().get(0) + "."));
        server.when(
                request -> request.isStream(),
                Reply.text("Once upon a time").usage(20, 5).finishReason("length"));
        server.when(
                request -> true, Reply.text("{\"city\": \"Oslo\"}").usage(20, 5).serviceTier("standard"));
    }

    private static void assertSameSettings(RecordedRequest before, RecordedRequest after) {
        assertThat(after.path()).isEqualTo(before.path());
        assertThat(after.query()).isEqualTo(before.query());
        for (String header : List.of("Authorization", "X-Team", "OpenAI-Organization", "OpenAI-Project")) {
            assertThat(after.header(header)).isEqualTo(before.header(header));
        }
        for (String field : List.of(
                "model",
                "temperature",
                "top_p",
                "presence_penalty",
                "frequency_penalty",
                "user",
                "service_tier",
                "parallel_tool_calls",
                "custom",
                "max_tokens",
                "stop",
                "seed",
                "logit_bias",
                "logprobs",
                "store",
                "metadata",
                "tool_choice",
                "tools[0].function.name",
                "response_format.type")) {
            assertThat(after.at(field)).as(field).isEqualTo(before.at(field));
        }
        assertThat(after.isStream()).isEqualTo(before.isStream());
        assertThat(after.lastUserText()).isEqualTo(before.lastUserText());
        assertThat(after.toolResults()).isEqualTo(before.toolResults());
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(String source, Path directory, String baseUrl) throws Exception {
        compile(source, directory);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            return (List<String>) loader.loadClass("Application")
                    .getMethod("run", String.class, String.class, String.class)
                    .invoke(null, baseUrl, "key", "MiniMax-M3");
        }
    }

    private static void compile(String source, Path directory) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Application.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter problems = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-d",
                directory.toString(),
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        assertThat(compiler.getTask(problems, null, null, options, null, List.of(file))
                        .call())
                .as(problems::toString)
                .isTrue();
    }

    @Test
    void theGuideListsTheSettersThatDifferAndNoOthers() throws Exception {
        Collection<String> missing = Stream.concat(
                        setters(OpenAiChatModel.OpenAiChatModelBuilder.class)
                                .filter(setter -> !has(MiniMaxChatModelBuilder.class, setter)),
                        setters(OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder.class)
                                .filter(setter -> !has(MiniMaxStreamingChatModelBuilder.class, setter)))
                .map(MovingFromOpenAiSuiteTest::signature)
                .collect(toCollection(TreeSet::new));

        Collection<String> listed = Pattern.compile("(?m)^\\| `(\\w+\\([\\w, ]*\\))` \\|")
                .matcher(Files.readString(GUIDE, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .map(row -> row.substring(3, row.length() - 3))
                .collect(toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(missing);
    }

    private static final List<Class<?>> COMPARED = List.of(
            OpenAiChatModel.class,
            OpenAiStreamingChatModel.class,
            OpenAiEmbeddingModel.class,
            OpenAiImageModel.class,
            OpenAiModelCatalog.class,
            OpenAiChatRequestParameters.class,
            OpenAiChatResponseMetadata.class,
            OpenAiChatResponseMetadata.Builder.class,
            OpenAiTokenUsage.class,
            OpenAiTokenUsage.Builder.class,
            OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder.class,
            OpenAiImageModel.OpenAiImageModelBuilder.class,
            OpenAiModelCatalog.Builder.class);

    /** The type of the same purpose here, by the names of steps 1 and 2. */
    private static Class<?> here(Class<?> theirs) throws ClassNotFoundException {
        return Class.forName(moved(theirs.getName()));
    }

    @Test
    void theGuideListsTheOtherMethodsThatDifferAndNoOthers() throws Exception {
        Collection<String> missing = new TreeSet<>();
        for (Class<?> theirs : COMPARED) {
            Class<?> ours = here(theirs);
            Arrays.stream(theirs.getMethods())
                    .filter(method -> method.getDeclaringClass() == theirs && !method.isBridge())
                    .filter(method -> Arrays.stream(ours.getMethods()).noneMatch(own -> isLike(own, ours, method)))
                    .forEach(method -> missing.add(
                            theirs.getName()
                                            .replaceAll(".*\\.|OpenAi\\w+\\$(?=OpenAi)", "")
                                            .replace('$', '.') + "." + signature(method)));
        }

        Collection<String> listed = Pattern.compile("(?m)^\\| `(\\w+(\\.\\w+)+\\([\\w, ]*\\))` \\|")
                .matcher(Files.readString(GUIDE, StandardCharsets.UTF_8))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(missing);
    }

    private static boolean isLike(Method own, Class<?> ours, Method theirs) {
        Class<?> returned = own.getReturnType();
        return own.getName().equals(theirs.getName())
                && signature(own).equals(moved(signature(theirs)))
                && (theirs.getReturnType() == theirs.getDeclaringClass()
                        ? returned.isAssignableFrom(ours)
                        : returned.getSimpleName()
                                .equals(moved(theirs.getReturnType().getSimpleName())));
    }

    @Test
    void theParametersOfARequestHaveTheSettersOfTheModel() {
        assertThat(setters(OpenAiChatRequestParameters.Builder.class)
                        .filter(setter -> !has(MiniMaxChatRequestParameters.Builder.class, setter))
                        .map(MovingFromOpenAiSuiteTest::signature))
                .containsExactlyInAnyOrder(
                        "modelName(OpenAiChatModelName)",
                        "maxCompletionTokens(Integer)",
                        "logitBias(Map)",
                        "logprobs(Boolean)",
                        "topLogprobs(Integer)",
                        "store(Boolean)",
                        "metadata(Map)");
    }

    private static Stream<Method> setters(Class<?> builder) {
        return Arrays.stream(builder.getMethods())
                .filter(method -> method.getReturnType() == builder && !method.isBridge());
    }

    private static boolean has(Class<?> builder, Method setter) {
        return Arrays.stream(builder.getMethods())
                .anyMatch(method -> method.getName().equals(setter.getName())
                        && Arrays.equals(method.getParameterTypes(), setter.getParameterTypes()));
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
