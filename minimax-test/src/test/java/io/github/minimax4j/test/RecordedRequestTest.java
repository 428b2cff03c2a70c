package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedRequestTest {

    private static RecordedRequest request(String body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Authorization", List.of("Bearer sk-secret"));
        return new RecordedRequest(
                "POST", "/v1/chat/completions?x=1", headers, body.getBytes(StandardCharsets.UTF_8), 1);
    }

    @Test
    void valuesAreFoundByPath() {
        RecordedRequest request = request("""
                {"temperature":0.7,"n":1,"big":12345678901,"huge":123456789012345678901234567890,"nothing":null,
                 "messages":[{"role":"user","content":"Grüße 😀 \\u00e4\\n"},
                 {"reasoning_details":[{"text":"a"},{"text":"b"}]}]}""");

        assertThat(request.at("temperature")).isEqualTo(0.7);
        assertThat(request.at("n")).isEqualTo(1);
        assertThat(request.at("big")).isEqualTo(12345678901L);
        assertThat(request.at("huge")).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(request.at("messages[0].content")).isEqualTo("Grüße 😀 ä\n");
        assertThat(request.at("messages[1].reasoning_details[0].text")).isEqualTo("a");
        assertThat(request.at("messages[-1].reasoning_details[-1].text")).isEqualTo("b");
        assertThat(request.at("messages[2].content")).isNull();
        assertThat(request.at("messages.content")).isNull();
        assertThat(request.at("nothing")).isNull();
        assertThat(request.has("nothing")).isTrue();
        assertThat(request.has("something")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.at("messages[x]"))
                .withMessageContaining("messages[x]");
    }

    @Test
    void theUsualQuestionsHaveTheirMethods() {
        RecordedRequest request = request("""
                {"model":"MiniMax-M3","stream":true,"messages":[
                {"role":"system","content":"Be brief."},{"role":"system","content":"Be kind."},
                {"role":"user","content":[{"type":"text","text":"What is"},{"type":"image_url"},{"type":"text","text":"this?"}]},
                {"role":"assistant","tool_calls":[]},{"role":"tool","content":"a"},{"role":"tool","content":"b"}],
                "tools":[{"type":"function","function":{"name":"f"}},{"type":"function","function":{"name":"g"}}]}""");

        assertThat(request.model()).isEqualTo("MiniMax-M3");
        assertThat(request.isStream()).isTrue();
        assertThat(request.messages()).hasSize(6);
        assertThat(request.lastUserText()).isEqualTo("What is\nthis?");
        assertThat(request.systemText()).isEqualTo("Be brief.\nBe kind.");
        assertThat(request.toolNames()).containsExactly("f", "g");
        assertThat(request.toolResults()).containsExactly("a", "b");
    }

    @Test
    void anEmptyRequestHasEmptyAnswers() {
        RecordedRequest request = request("{}");

        assertThat(request.model()).isEmpty();
        assertThat(request.isStream()).isFalse();
        assertThat(request.messages()).isEmpty();
        assertThat(request.lastUserText()).isEmpty();
        assertThat(request.toolNames()).isEmpty();
        assertThat(request.toolResults()).isEmpty();
    }

    @Test
    void headersDisregardCaseAndStayOutOfReports() {
        RecordedRequest request = request("{}");

        assertThat(request.header("authorization")).isEqualTo("Bearer sk-secret");
        assertThat(request.header("X-None")).isNull();
        assertThat(request.toString()).isEqualTo("POST /v1/chat/completions").doesNotContain("sk-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,",
                "{\"a\"}",
                "{\"a\":}",
                "{'a':1}",
                "nul",
                "01",
                "1.",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "{} x",
                "\"\t\"",
                "+1",
                "{\"a\":1,}"
            })
    void aBodyThatIsNoJsonSaysSo(String body) {
        assertThatIllegalStateException()
                .isThrownBy(() -> request(body).json())
                .withMessageContaining("not JSON")
                .withMessageContaining(body);
        assertThat(request(body).isStream()).isFalse();
    }

    @Test
    void jsonSurvivesARoundTrip() {
        String json = "{\"a\":[1,-2.5,true,false,null,\"\\\"\\\\\\n\\u0001ä😀\",{}],\"b\":{},\"c\":[]}";

        assertThat(Json.write(Json.parse(json))).isEqualTo(json);
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("[".repeat(100_000)));
    }
}
