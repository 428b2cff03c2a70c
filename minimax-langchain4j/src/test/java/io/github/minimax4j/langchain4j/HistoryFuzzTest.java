package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.internal.request.RequestPreparation;
import io.github.minimax4j.core.transport.TargetProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Whatever tool calls and results a chat memory holds: the history is refused, or becomes one that MiniMax accepts and in which nothing is
 * lost but results at the beginning. Two bytes make a message. The inputs are those in {@code src/test/resources/fuzz/toolHistory} and
 * random ones with a fixed seed; the profile {@code fuzz-history} has a fuzzer look for more.
 */
public class HistoryFuzzTest {
    private static final int RUNS = 20_000;
    private static final long SEED = 20261127;
    private static final int MAX_MESSAGES = 12;

    /** Among them those that the repair gives. */
    private static final List<String> IDS = Arrays.asList(null, "", " ", "a", "b", "call_0_0", "call_1_0", "call_1_1");

    private static final List<String> TOOLS = List.of("f", "g");

    private static final RequestMapper MAPPER = new RequestMapper(new JsonResponses(false, false), false, false);

    private static Level before;

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger("io.github.minimax4j");
    }

    /** It would say thousands of times what is repaired. */
    @BeforeAll
    static void silence() {
        before = log().getLevel();
        log().setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        log().setLevel(before);
    }

    /** Called by Jazzer. */
    public static void fuzzerInitialize() {
        silence();
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        history(data);
    }

    @Test
    void noHistoryBreaks() throws Exception {
        try (Stream<Path> corpus = Files.list(Path.of("src/test/resources/fuzz/toolHistory"))) {
            for (Path input : corpus.sorted().toList()) {
                history(Files.readAllBytes(input));
            }
        }
        Random random = new Random(SEED);
        for (int i = 0; i < RUNS; i++) {
            byte[] data = new byte[2 * random.nextInt(MAX_MESSAGES + 1)];
            random.nextBytes(data);
            try {
                history(data);
            } catch (Throwable e) {
                throw new AssertionError("Fails with " + Arrays.toString(data) + ": " + messages(data), e);
            }
        }
    }

    private static void history(byte[] data) {
        List<ChatMessage> messages = messages(data);
        if (messages.isEmpty()) {
            return;
        }
        List<Message> prepared;
        try {
            assertStaysAsItIs(ToolHistory.repaired(messages));
            prepared = prepared(messages);
        } catch (IllegalArgumentException e) {
            assertThat(e).message().containsAnyOf("messages[", "only results", "has no id");
            return;
        }
        assertThat(texts(prepared)).containsExactlyInAnyOrderElementsOf(texts(messages.stream()));
        Deque<String> open = new ArrayDeque<>();
        for (Message message : prepared) {
            assertThat(message.toolCallId()).isEqualTo(open.poll());
            for (ToolCall call : message.toolCalls() == null ? List.<ToolCall>of() : message.toolCalls()) {
                assertThat(call.id()).isNotBlank();
                open.add(call.id());
            }
        }
        assertThat(open).isEmpty();
    }

    private static void assertStaysAsItIs(List<ChatMessage> repaired) {
        assertThat(ToolHistory.repaired(repaired)).isEqualTo(repaired);
    }

    @SuppressWarnings("unchecked")
    private static List<Message> prepared(List<ChatMessage> messages) {
        ChatRequest request = ChatRequest.builder()
                .messages(messages)
                .parameters(MiniMaxChatRequestParameters.builder()
                        .modelName("MiniMax-M3")
                        .build())
                .build();
        return (List<Message>) RequestPreparation.prepare(
                        MAPPER.plan(request, TargetProfile.MINIMAX).request(),
                        TargetProfile.MINIMAX,
                        false,
                        false,
                        true,
                        Map.of())
                .members()
                .get("messages");
    }

    /** Of results and users; all but the placeholders that stand for results. */
    private static List<String> texts(List<Message> messages) {
        List<String> texts = new ArrayList<>();
        for (Message message : messages) {
            if ((message.role() == Role.TOOL || message.role() == Role.USER)
                    && message.content() instanceof Message.Content.Text text
                    && !text.text().contains("not executed")) {
                texts.add(text.text());
            }
        }
        return texts;
    }

    private static List<String> texts(Stream<ChatMessage> messages) {
        return messages.dropWhile(each -> each instanceof SystemMessage || each instanceof ToolExecutionResultMessage)
                .flatMap(message -> message instanceof ToolExecutionResultMessage result
                        ? Stream.of(result.text())
                        : message instanceof UserMessage user ? Stream.of(user.singleText()) : Stream.empty())
                .toList();
    }

    private static List<ChatMessage> messages(byte[] data) {
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i + 1 < data.length && messages.size() < MAX_MESSAGES; i += 2) {
            messages.add(message(data[i] & 0xFF, data[i + 1] & 0xFF, messages.size()));
        }
        return messages;
    }

    private static ChatMessage message(int kind, int detail, int position) {
        return switch (kind & 7) {
            case 0 -> SystemMessage.from("system " + position);
            case 1 -> UserMessage.from("user " + position);
            case 2 -> AiMessage.from("text " + position);
            case 3, 4 -> AiMessage.from(calls(kind >> 3, detail));
            default ->
                ToolExecutionResultMessage.from(IDS.get(detail & 7), TOOLS.get(detail >> 3 & 1), "result " + position);
        };
    }

    private static List<ToolExecutionRequest> calls(int steps, int detail) {
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (int i = 0; i <= detail >> 6; i++) {
            calls.add(TestModels.call(IDS.get(detail + i * (steps & 7) & 7), TOOLS.get(detail >> 3 + i & 1), "{}"));
        }
        return calls;
    }
}
