package io.github.minimax4j.core;

import static io.github.minimax4j.core.Failures.notUnderstood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.minimax4j.core.catalog.ModelDescription;
import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.test.ErrorShape;
import io.github.minimax4j.test.MiniMaxServer;
import io.github.minimax4j.test.Reply;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ModelsTest extends ConnectedTest {

    @Test
    void theModelsComeInTheOrderOfTheServer(MiniMaxServer server) {
        server.enqueue(Reply.models("MiniMax-M3", "MiniMax-M2.7"));

        assertThat(client.models())
                .containsExactly(
                        new ModelDescription("MiniMax-M3", 1780272000L, "minimax", Map.of()),
                        new ModelDescription("MiniMax-M2.7", 1780272000L, "minimax", Map.of()));
    }

    @Test
    void oneModelIsDescribed(MiniMaxServer server) {
        server.enqueue(Reply.model("MiniMax-M3"));

        assertThat(client.model("MiniMax-M3"))
                .isEqualTo(new ModelDescription("MiniMax-M3", 1780272000L, "minimax", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "MiniMaxAI/MiniMax-M2,MiniMaxAI%2FMiniMax-M2",
        "a b,a%20b",
        "m?x=1#y,m%3Fx%3D1%23y",
        "[m]%41,%5Bm%5D%2541",
        "../../admin,..%2F..%2Fadmin",
        "模型,%E6%A8%A1%E5%9E%8B"
    })
    void anIdIsOneSegmentOfThePathWhateverItHolds(String id, String segment, MiniMaxServer server) {
        server.enqueue(Reply.model(id), Reply.error(ErrorShape.PLAIN_TEXT, 404, 0, "404 page not found"));

        assertThat(client.model(id).id()).isEqualTo(id);

        assertThat(server.lastRequest().path()).isEqualTo("/v1/models/" + segment);
        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.model(id)))
                .hasMessageContaining(server.baseUrl() + "/v1/models/" + segment + ":");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ".", ".."})
    void anIdThatNamesNoModelIsRefusedAtOnce(String id, MiniMaxServer server) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.model(id))
                .withMessageContaining("id is '" + id + "'");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @Tag("Q24")
    void anUnknownModelIsReported(MiniMaxServer server) {
        server.enqueue(Reply.error(ErrorShape.VLLM, 404, 0, "The model `x` does not exist."));

        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.model("x"))
                        .kind())
                .isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    }

    @Test
    void aServerThatKnowsTheListOnlyIsNoDescription(MiniMaxServer server) {
        server.enqueue(Reply.models("MiniMax-M3"));

        assertThat(catchThrowableOfType(MiniMaxException.class, () -> client.model("MiniMax-M3")))
                .is(notUnderstood())
                .hasMessageContaining("without an id");
    }

    @Test
    void descriptionsCannotBeChanged() {
        ModelDescription model = new ModelDescription("m", null, null, new java.util.HashMap<>(Map.of("a", 1)));

        assertThat(model.attributes()).isUnmodifiable();
    }
}
