package io.github.minimax4j.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.BasicBeanDescription;
import com.fasterxml.jackson.databind.introspect.BasicClassIntrospector;
import com.fasterxml.jackson.databind.introspect.ClassIntrospector;
import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Thinking;
import io.github.minimax4j.core.chat.Tool;
import io.github.minimax4j.core.chat.ToolCall;
import io.github.minimax4j.core.chat.ToolChoice;
import io.github.minimax4j.core.embedding.EmbeddingRequest;
import io.github.minimax4j.core.embedding.EmbeddingRequest.EmbeddingType;
import io.github.minimax4j.core.image.ImageRequest;
import io.github.minimax4j.core.image.ImageRequest.SubjectReference;
import io.github.minimax4j.core.internal.json.Json;
import io.github.minimax4j.core.internal.json.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * GraalVM's native-image is told of every class that is reached by reflection. It reads the two files of the older form in all versions
 * from that for JDK 17 to that for JDK 25; the one file of the newer form is unknown to those for 17 and 21.
 */
@Tag("B39")
class NativeImageMetadataTest {

    private static final String FOLDER = "META-INF/native-image/io.github.minimax4j/minimax-core/";

    private static final String OURS = "io.github.minimax4j.";

    @Test
    void everyRequestThatJacksonLooksAtIsRegistered() throws IOException {
        Set<String> lookedAt = new TreeSet<>();
        ObjectMapper mapper =
                Json.MAPPER.rebuild().addModule(new Recorder(lookedAt)).build();
        for (Object request : requests()) {
            mapper.writeValueAsString(request);
        }

        assertThat(lookedAt).containsAll(bodies());
        assertThat(registered().keySet()).containsAll(lookedAt);
        for (String type : lookedAt) {
            assertThat(registered().get(type))
                    .as(type)
                    .containsKeys("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields");
        }
    }

    @Test
    void theInterfaceOfTheEndpointsIsRegisteredAsProxyAndWithItsMethods() throws IOException {
        assertThat(read("proxy-config.json")).isEqualTo(List.of(List.of(MiniMaxApi.class.getName())));
        assertThat(registered().get(MiniMaxApi.class.getName())).containsEntry("allDeclaredMethods", true);
    }

    @Test
    void whatIsRegisteredIsThere() throws IOException {
        assertThat(registered().keySet())
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(Class.forName(name, false, getClass().getClassLoader()))
                                .isNotNull());
    }

    /** Responses are read by hand. Whoever lets Jackson fill a class must register it, and look for it in the first test here. */
    @Test
    void noClassIsFilledByJackson() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Json.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, Set<String>> binding = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                // names stand as they are in a class file
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                Set<String> names = Stream.of(
                                "com/fasterxml/jackson/annotation/",
                                "com/fasterxml/jackson/databind/annotation/",
                                "readValue",
                                "readerFor",
                                "treeToValue",
                                "convertValue")
                        .filter(content::contains)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!names.isEmpty()) {
                    binding.put(file.getFileName().toString(), names);
                }
            }
        }
        // maps, lists, texts and numbers only
        assertThat(binding).containsExactly(Map.entry("Json.class", new TreeSet<>(Set.of("readValue", "readerFor"))));
    }

    private static List<Object> requests() {
        Message answer = Message.builder(Role.ASSISTANT)
                .content("Look.")
                .name("name")
                .toolCalls(List.of(new ToolCall("call-1", "weather", "{}")))
                .reasoningContent("Think.")
                .reasoningDetails(List.of(Map.of("type", "reasoning.text", "text", "Think.")))
                .build();
        ChatCompletionRequest chat = ChatCompletionRequest.builder()
                .model("MiniMax-M3")
                .messages(List.of(
                        Message.system("Be brief."),
                        Message.user(List.of(
                                new ContentPart.Text("What is this?"),
                                new ContentPart.Image("https://example.org/a.png", ContentPart.Detail.HIGH, 512))),
                        answer,
                        Message.tool("call-1", "rain")))
                .stop(List.of("END"))
                .tools(List.of(new Tool("weather", "Tells it", Map.of("type", "object"), true)))
                .toolChoice(ToolChoice.function("weather"))
                .responseFormat(new ResponseFormat.JsonSchema("trip", "a trip", Map.of("type", "object"), true))
                .thinking(Thinking.ADAPTIVE)
                .extraBody(Map.of("further", List.of(1, 2.5, "three", true)))
                .build();
        EmbeddingRequest embedding = EmbeddingRequest.builder()
                .model("embo-01")
                .texts(List.of("text"))
                .type(EmbeddingType.DB)
                .build();
        ImageRequest image = ImageRequest.builder()
                .model("image-01")
                .prompt("A cat")
                .subjectReferences(List.of(SubjectReference.character("https://example.org/a.png")))
                .build();
        return List.of(new RequestBody(chat.body()), new RequestBody(embedding.body()), new RequestBody(image.body()));
    }

    /** The types of the bodies that requests are made of. */
    private static List<String> bodies() {
        List<String> bodies = Arrays.stream(DeclaredRequest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("request"))
                .map(method -> method.getParameterTypes()[1].getName())
                .toList();
        assertThat(bodies).isNotEmpty();
        return bodies;
    }

    private static Map<String, Map<String, Object>> registered() throws IOException {
        Map<String, Map<String, Object>> registered = new TreeMap<>();
        for (Object entry : (List<?>) read("reflect-config.json")) {
            Map<String, Object> properties = new TreeMap<>();
            ((Map<?, ?>) entry).forEach((key, value) -> properties.put((String) key, value));
            registered.put((String) properties.get("name"), properties);
        }
        return registered;
    }

    private static Object read(String file) throws IOException {
        try (InputStream in = MiniMaxApi.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            assertThat(in).as(file).isNotNull();
            return new ObjectMapper().readValue(in, Object.class);
        }
    }

    /** Notes which of our classes a mapper takes apart by reflection. */
    private static final class Recorder extends Module {

        private final Set<String> lookedAt;

        Recorder(Set<String> lookedAt) {
            this.lookedAt = lookedAt;
        }

        @Override
        public String getModuleName() {
            return "recorder";
        }

        @Override
        public Version version() {
            return Version.unknownVersion();
        }

        @Override
        public void setupModule(SetupContext context) {
            context.setClassIntrospector(new RecordingIntrospector(lookedAt));
        }
    }

    private static final class RecordingIntrospector extends BasicClassIntrospector {

        private static final long serialVersionUID = 1L;

        private final transient Set<String> lookedAt;

        RecordingIntrospector(Set<String> lookedAt) {
            this.lookedAt = lookedAt;
        }

        @Override
        public ClassIntrospector copy() {
            return this;
        }

        @Override
        public BasicBeanDescription forSerialization(SerializationConfig config, JavaType type, MixInResolver mixIns) {
            BasicBeanDescription description = super.forSerialization(config, type, mixIns);
            note(description);
            return description;
        }

        private void note(BeanDescription description) {
            String name = description.getBeanClass().getName();
            if (name.startsWith(OURS)) {
                lookedAt.add(name);
            }
        }
    }
}
