package io.github.minimax4j.spring;

import static io.github.minimax4j.spring.Contexts.EMBEDDING;
import static io.github.minimax4j.spring.Contexts.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.MiniMaxServerExtension;
import io.github.minimax4j.test.RecordedRequest;
import io.github.minimax4j.test.Reply;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property of the embedding and the image model that belongs to the model changes what is sent. */
@Tag("B37")
@Timeout(60)
@ExtendWith(MiniMaxServerExtension.class)
class EmbeddingAndImagePropertiesTest {

    /** A property, other properties that it needs, and how it shows in the request's JSON. */
    record Field(Model model, String name, String value, String path, Object sent) {
        @Override
        public String toString() {
            return model.prefix + name;
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field(Model.EMBEDDED, "input-type", "query", "type", "query"),
            new Field(Model.EMBEDDED, "custom-parameters.group", "g-1", "group", "g-1"),
            new Field(Model.PAINTED, "aspect-ratio", "16:9", "aspect_ratio", "16:9"),
            new Field(Model.PAINTED, "width", "1024", "width", 1024),
            new Field(Model.PAINTED, "height", "512", "height", 512),
            new Field(Model.PAINTED, "response-format", "base64", "response_format", "base64"),
            new Field(Model.PAINTED, "seed", "9007199254740993", "seed", 9007199254740993L),
            new Field(Model.PAINTED, "prompt-optimizer", "true", "prompt_optimizer", true),
            new Field(
                    Model.PAINTED,
                    "subject-references",
                    "https://images.example/me.png",
                    "subject_reference",
                    List.of(Map.of("type", "character", "image_file", "https://images.example/me.png"))),
            new Field(Model.PAINTED, "custom-parameters.style", "s-1", "style", "s-1"),
            new Field(Model.SPOKEN, "voice", "narrator", "voice_setting.voice_id", "narrator"),
            new Field(Model.SPOKEN, "speed", "1.5", "voice_setting.speed", 1.5),
            new Field(Model.SPOKEN, "volume", "2", "voice_setting.vol", 2.0),
            new Field(Model.SPOKEN, "pitch", "-3", "voice_setting.pitch", -3),
            new Field(Model.SPOKEN, "emotion", "calm", "voice_setting.emotion", "calm"),
            new Field(Model.SPOKEN, "language-boost", "auto", "language_boost", "auto"),
            new Field(Model.SPOKEN, "format", "flac", "audio_setting.format", "flac"),
            new Field(Model.SPOKEN, "sample-rate", "8000", "audio_setting.sample_rate", 8000),
            new Field(Model.SPOKEN, "bitrate", "32000", "audio_setting.bitrate", 32_000),
            new Field(Model.SPOKEN, "channels", "2", "audio_setting.channel", 2),
            new Field(Model.SPOKEN, "as-url", "true", "output_format", "url"),
            new Field(Model.SPOKEN, "custom-parameters.subtitle_enable", "x", "subtitle_enable", "x"));

    static Stream<Field> fields() {
        return FIELDS.stream();
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"EMBEDDED", "PAINTED", "SPOKEN"})
    void noPropertyIsLeftOut(Model model) throws IOException {
        Set<String> proved = new HashSet<>(ConnectionPropertiesReachTheWireTest.PROVED);
        FIELDS.stream()
                .filter(field -> field.model() == model)
                .forEach(field -> proved.add(field.name().replaceAll("\\..*", "")));
        if (model == Model.EMBEDDED) {
            proved.add("max-segments-per-batch"); // below
        }
        assertThat(proved).isEqualTo(MetadataTest.namesBelow(model.prefix));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldIsSent(Field field, MiniMaxServer server) {
        server.when(any -> true, field.model().reply());
        Contexts.allAsking(server).run(context -> {
            field.model().call(context);
            RecordedRequest without = server.takeRequest();
            assertThat(without.has(field.path()) ? without.at(field.path()) : null)
                    .isNotEqualTo(field.sent());
        });
        String[] sizes = field.name().matches("width|height")
                ? new String[] {IMAGE + "width=1024", IMAGE + "height=512"}
                : new String[0];
        Contexts.allAsking(server)
                .withPropertyValues(sizes)
                .withPropertyValues(field.model().prefix + field.name() + "=" + field.value())
                .run(context -> {
                    field.model().call(context);
                    assertThat(server.takeRequest().at(field.path())).isEqualTo(field.sent());
                });
    }

    @Test
    void manyTextsGoOutInRequestsOfTheSizeThatIsSet(MiniMaxServer server) {
        server.when(any -> true, Reply.embeddings(text -> new float[] {1, 2}));
        Contexts.allAsking(server)
                .withPropertyValues(EMBEDDING + "max-segments-per-batch=2")
                .run(context -> {
                    context.getBean(EmbeddingModel.class)
                            .embedAll(List.of(TextSegment.from("a"), TextSegment.from("b"), TextSegment.from("c")));
                    assertThat(server.requests()).hasSize(2);
                });
    }
}
