package io.github.minimax4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(MiniMaxServerExtension.class)
class ErrorReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ENVELOPE|400|\\{\"type\":\"error\",\"error\":\\{\"type\":\"bad_request_error\",\"message\":\"no \\(2013\\)\",\"http_code\":\"400\"},\"request_id\":\"[0-9a-f]{32}\"}",
                "BASE_RESP|400|\\{\"base_resp\":\\{\"status_code\":2013,\"status_msg\":\"no\"}}",
                "BASE_RESP_WITH_NULL_CHOICES|400|\\{\"id\":\"[0-9a-f]{32}\",\"choices\":null,.*\"base_resp\":\\{\"status_code\":2013,\"status_msg\":\"no\"}}",
                "OPENAI|400|\\{\"error\":\\{\"message\":\"no\",\"type\":\"bad_request_error\",\"param\":\"\",\"code\":2013}}",
                "OPENAI_WITH_CODE_AS_TEXT|400|\\{\"error\":\\{.*\"code\":\"2013\"}}",
                "ANTHROPIC|400|\\{\"type\":\"error\",\"error\":\\{\"type\":\"bad_request_error\",\"message\":\"no \\(2013\\)\"},\"request_id\":\"[0-9a-f]{32}\"}",
                "INNER_OBJECT|400|\\{\"type\":\"bad_request_error\",\"message\":\"no \\(2013\\)\",\"http_code\":\"400\"}",
                "PLAIN_TEXT|400|no",
                "HTML|400|(?s)<html>.*<h1>no</h1>.*",
                "ENVELOPE_WITH_STATUS_200|200|\\{\"type\":\"error\",.*\"http_code\":\"400\"}.*",
                "VLLM|400|\\{\"object\":\"error\",\"message\":\"no\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}",
                "FASTAPI|400|\\{\"detail\":\"no\"}"
            })
    void eachShapeComesAsDocumented(ErrorShape shape, int status, String body, MiniMaxServer server) {
        server.when(request -> true, Reply.error(shape, 400, 2013, "no"));

        HttpResponse<String> unary = Http.post(server, Http.chat("Hi"));
        HttpResponse<String> refusedStream = Http.post(server, Http.stream());

        for (HttpResponse<String> response : java.util.List.of(unary, refusedStream)) {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).matches(body);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue(
                            switch (shape) {
                                case PLAIN_TEXT -> "text/plain";
                                case HTML -> "text/html; charset=utf-8";
                                default -> "application/json; charset=utf-8";
                            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1002,429,rate_limit_error",
        "1004,401,authorized_error",
        "1008,429,insufficient_balance_error",
        "1027,422,unprocessable_entity_error",
        "2013,400,bad_request_error",
        "2061,500,server_error",
        "2064,529,overloaded_error",
        "4711,500,server_error"
    })
    @Tag("Q22")
    @Tag("Q23")
    void aCodeAloneBringsItsUsualStatusAndType(int code, int status, String type, MiniMaxServer server) {
        server.enqueue(Reply.error(code, "no"));

        HttpResponse<String> response = Http.post(server, Http.chat("Hi"));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Http.at(response, "error.type")).isEqualTo(type);
        assertThat(Http.at(response, "error.http_code")).isEqualTo(String.valueOf(status));
        assertThat(Http.at(response, "request_id"))
                .isEqualTo(response.headers().firstValue("Trace-Id").orElseThrow());
    }

    @Test
    void anErrorWithoutCodeHasNone(MiniMaxServer server) {
        server.enqueue(
                Reply.error(ErrorShape.ENVELOPE, 500, 0, "oops"), Reply.error(ErrorShape.OPENAI, 429, 0, "slow"));

        assertThat(Http.at(Http.post(server, Http.chat("Hi")), "error.message")).isEqualTo("oops");
        assertThat(Http.at(Http.post(server, Http.chat("Hi")), "error.code")).isNull();
    }

    @Test
    @Tag("Q25")
    void rawIsSentAsItIs(MiniMaxServer server) {
        server.enqueue(
                Reply.raw(404, "text/plain", "404 page not found").header("X-A", "b"),
                Reply.raw(200, "application/octet-stream", new byte[] {65, 66}));

        HttpResponse<String> text = Http.post(server, Http.chat("Hi"));

        assertThat(text.statusCode()).isEqualTo(404);
        assertThat(text.body()).isEqualTo("404 page not found");
        assertThat(text.headers().map().keySet()).containsExactlyInAnyOrder("content-length", "content-type", "x-a");
        assertThat(Http.post(server, Http.chat("Hi")).body()).isEqualTo("AB");
    }
}
