package io.github.minimax4j.core.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.minimax4j.core.chat.ChatCompletionRequest;
import io.github.minimax4j.core.chat.Message;
import io.github.minimax4j.core.chat.Message.Role;
import io.github.minimax4j.core.chat.ResponseFormat;
import io.github.minimax4j.core.chat.Tool;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Values of a request that are no JSON are refused when it is made, by the name of what holds them. */
class PlainJsonTest {

    record Pair(int first, int second) {}

    private static final Map<String, Object> ODD =
            Map.of("type", "object", "properties", Map.of("city", Map.of("enum", List.of("Oslo", new Object()))));

    private static final String PLACE = "/properties/city/enum/1";

    @Test
    void theParametersOfATool() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tool.of("get_weather", null, ODD))
                .withMessageContaining("The parameters of the tool 'get_weather'")
                .withMessageContaining(PLACE)
                .withMessageContaining("use maps");
    }

    @Test
    void theSchemaOfAResponseFormat() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResponseFormat.JsonSchema("Trip", null, ODD, null))
                .withMessageContaining("The schema 'Trip'")
                .withMessageContaining(PLACE);
    }

    @Test
    void theReasoningDetailsOfAMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder(Role.ASSISTANT)
                        .content("x")
                        .reasoningDetails(List.of(Map.of("text", new Object())))
                        .build())
                .withMessageContaining("reasoningDetails")
                .withMessageContaining("/0/text");
    }

    @Test
    void aMapThatHoldsItself() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("a", endless);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tool.of("loop", null, endless))
                .withMessageContaining("'loop'")
                .withMessageContaining("nested too deeply");
    }

    @Test
    void aMemberWithoutAName() {
        Map<String, Object> nameless = new HashMap<>();
        nameless.put(null, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> Tool.of("f", null, nameless));
    }

    @Test
    void whatCanBeWrittenIsTaken() {
        List<Object> values = new ArrayList<>(List.of(1, 1.5, "a", true, Role.USER, new Pair(1, 2), new int[] {1}));
        values.add(null);
        assertThat(Tool.of("f", null, Map.of("default", values)).parameters()).containsKey("default");
    }

    @Test
    void aNumberThatJsonDoesNotHave() {
        for (Number number : List.of(Double.NaN, Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PlainJson.copy("extraBody holds 'x' with", Map.of("y", List.of(number))))
                    .withMessageContaining("/y/0");
        }
        PlainJson.copy("extraBody holds 'x' with", new BigDecimal("1e400"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsGivenIsCopiedToTheLastLevel() {
        List<Object> required = new ArrayList<>(List.of("city"));
        Map<String, Object> city = new HashMap<>(Map.of("type", "string"));
        Map<String, Object> parameters =
                new HashMap<>(Map.of("properties", Map.of("city", city), "required", required));

        Tool tool = Tool.of("weather", null, parameters);
        ResponseFormat.JsonSchema schema = new ResponseFormat.JsonSchema("trip", null, parameters, null);
        Message message = Message.builder(Role.ASSISTANT)
                .reasoningDetails(List.of(parameters))
                .build();
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("m")
                .messages(message)
                .extraBody(parameters)
                .build();
        required.add(new Object());
        city.clear();
        parameters.clear();

        Map<String, Object> before =
                Map.of("properties", Map.of("city", Map.of("type", "string")), "required", List.of("city"));
        assertThat(tool.parameters()).isEqualTo(before);
        assertThat(schema.schema()).isEqualTo(before);
        assertThat(message.reasoningDetails()).isEqualTo(List.of(before));
        assertThat(request.extraBody()).isEqualTo(before);
        List<Object> kept = (List<Object>) request.extraBody().get("required");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> kept.add("country"));
    }

    @Test
    void objectsOfOtherTypesAreCopiedAsTheJsonThatTheyAre() {
        int[] numbers = {1, 2};
        AtomicInteger counter = new AtomicInteger(7);
        Map<String, Object> parameters =
                Map.of("numbers", numbers, "counter", counter, "pair", new Pair(1, 2), "byRole", Map.of(Role.USER, 1));

        Tool tool = Tool.of("f", null, parameters);
        numbers[0] = 3;
        counter.set(8);

        assertThat(tool.parameters())
                .isEqualTo(Map.of(
                        "numbers",
                        List.of(1, 2),
                        "counter",
                        7,
                        "pair",
                        Map.of("first", 1, "second", 2),
                        "byRole",
                        Map.of("USER", 1)));
    }
}
