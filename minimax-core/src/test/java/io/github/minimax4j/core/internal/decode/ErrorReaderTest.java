package io.github.minimax4j.core.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.check.Redaction;
import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.config.Endpoint;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code table, against the wire reference and under every status. */
class ErrorReaderTest {

    private final ErrorReader errors = new ErrorReader(Endpoint.of("https://api.minimax.io", "/v1/chat/completions"));

    private MiniMaxException read(Integer code, String message, int status) {
        return errors.read(
                new ServerError(code, message, null, null, "request-1", null),
                ResponseDetails.of(status, "trace-1", null, Redaction.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "1000,SERVER_ERROR,true",
        "1001,TIMEOUT,true",
        "1002,RATE_LIMIT,true",
        "1004,AUTHENTICATION,false",
        "1008,QUOTA_EXCEEDED,false",
        "1013,SERVER_ERROR,true",
        "1024,SERVER_ERROR,true",
        "1026,CONTENT_FILTERED,false",
        "1027,CONTENT_FILTERED,false",
        "1028,QUOTA_EXCEEDED,false",
        "1030,QUOTA_EXCEEDED,false",
        "1033,SERVER_ERROR,true",
        "1039,RATE_LIMIT,true",
        "1041,RATE_LIMIT,true",
        "1042,INVALID_REQUEST,false",
        "1043,INVALID_REQUEST,false",
        "1044,INVALID_REQUEST,false",
        "2013,INVALID_REQUEST,false",
        "20132,INVALID_REQUEST,false",
        "2037,INVALID_REQUEST,false",
        "2039,INVALID_REQUEST,false",
        "2042,INVALID_REQUEST,false",
        "2044,AUTHENTICATION,false",
        "2045,RATE_LIMIT,true",
        "2048,INVALID_REQUEST,false",
        "2049,AUTHENTICATION,false",
        "2056,QUOTA_EXCEEDED,false",
        "2061,MODEL_NOT_FOUND,false",
        "2062,RATE_LIMIT,true",
        "2064,OVERLOADED,true"
    })
    @Tag("B5")
    @Tag("Q22")
    @Tag("Q45")
    void theCodeDecidesUnderEveryStatus(int code, ErrorKind kind, boolean retriable) {
        for (int status : new int[] {200, 400, 422, 429, 500, 529}) {
            MiniMaxException error = read(code, "something", status);
            assertThat(error.kind()).isEqualTo(kind);
            assertThat(error.retriable()).isEqualTo(retriable);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.httpStatus()).isEqualTo(status);
            assertThat(error.traceId()).isEqualTo("request-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,INVALID_REQUEST",
        "401,AUTHENTICATION",
        "402,QUOTA_EXCEEDED",
        "403,AUTHENTICATION",
        "404,INVALID_REQUEST",
        "408,TIMEOUT",
        "413,INVALID_REQUEST",
        "429,RATE_LIMIT",
        "500,SERVER_ERROR",
        "502,SERVER_ERROR",
        "503,OVERLOADED",
        "504,TIMEOUT",
        "520,SERVER_ERROR",
        "529,OVERLOADED",
        "302,INVALID_REQUEST"
    })
    @Tag("Q23")
    void withoutAKnownCodeTheStatusDecides(int status, ErrorKind kind) {
        assertThat(read(null, "something", status).kind()).isEqualTo(kind);
        assertThat(read(1999, "something", status).kind()).isEqualTo(kind);
        assertThat(errors.readStatus(ResponseDetails.of(status, null, null, Redaction.NONE))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    @Tag("Q24")
    void theWordingTellsAnUnknownModelAndAConversationThatIsTooLong() {
        assertThat(read(2013, "invalid params, unknown model 'minimax-m9' (2013)", 400)
                        .kind())
                .isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(read(2013, "invalid params, context window exceeds limit (2013)", 400)
                        .kind())
                .isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
        assertThat(read(null, "The model `x` does not exist.", 404).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(read(null, "output new_sensitive", 422).kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
    }

    @Test
    @Tag("Q3")
    void theCodeIsFoundAtTheEndOfTheMessageAndOnlyThere() {
        assertThat(ServerError.codeIn("unknown error, 999 (1000)")).isEqualTo(1000);
        assertThat(ServerError.codeIn("voice (20132) ")).isEqualTo(20132);
        assertThat(ServerError.codeIn("(2013) first")).isNull();
        assertThat(ServerError.codeIn("status (400)")).isNull();
    }

    @Test
    void aLongBodyIsShownOnlyInPart() {
        MiniMaxException error = errors.readStatus(
                ResponseDetails.of(500, null, null, Redaction.NONE).withBody("x".repeat(10_000)));

        assertThat(error.bodyExcerpt()).hasSize(501);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usage limit exceeded, 5-hour usage limit reached for a plan (0/0 used), resets at 2026-05-15T15:00:00Z (2056)"
                        + "|2026-05-15T15:00:00Z",
                "resets at 2026-05-15T23:00:00+08:00 (2056)|2026-05-15T15:00:00Z",
                "resets at 2026-05-15 23:00:00 +0800 (2056)|2026-05-15T15:00:00Z",
                "resets at 2026-05-15 15:00 UTC|2026-05-15T15:00:00Z",
                "resets at 2026-05-15T15:00:00.5Z|2026-05-15T15:00:00.500Z",
                "resets at 2026-05-15 15:00:00|",
                "resets at 2026-99-15T15:00:00Z|",
                "usage limit exceeded (2056)|"
            })
    @Tag("B22")
    void aUsedUpQuotaTellsWhenItIsRenewed(String message, Instant resetsAt) {
        assertThat(read(2056, message, 429).quotaResetsAt()).isEqualTo(resetsAt);
        assertThat(read(1002, message, 429).quotaResetsAt()).isNull();
    }
}
