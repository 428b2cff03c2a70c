package io.github.minimax4j.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MiniMaxExceptionTest {

    private static final MiniMaxException QUOTA = MiniMaxException.builder(
                    ErrorKind.QUOTA_EXCEEDED, "The quota is used up")
            .hint("Wait until it is renewed")
            .httpStatus(429)
            .code(2056)
            .traceId("the-trace")
            .bodyExcerpt(" {} ")
            .retryAfter(Duration.ofSeconds(3))
            .serverMessage("usage limit, resets at 2026-05-15T15:00:00Z (2056)")
            .serverType("rate_limit_error")
            .cause(new IOException("of the test"))
            .build();

    @Test
    void anApplicationCanMakeOneInItsTests() {
        assertThat(QUOTA)
                .hasMessage("The quota is used up [HTTP 429, code 2056, trace id the-trace]. Wait until it is renewed")
                .hasCauseInstanceOf(IOException.class);
        assertDetails(QUOTA);
        MiniMaxException bare =
                MiniMaxException.builder(ErrorKind.OVERLOADED, "Overloaded").build();
        assertThat(bare).hasMessage("Overloaded").hasNoCause();
        assertThat(bare.retriable()).isTrue();
        assertThat(bare.quotaResetsAt()).isNull();
        assertThat(MiniMaxException.builder(ErrorKind.UNREACHABLE, "Refused")
                        .retriable(true)
                        .build()
                        .retriable())
                .isTrue();
    }

    @Test
    void detailsSurviveSerialisation() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(QUOTA);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertDetails((MiniMaxException) in.readObject());
        }
    }

    @Test
    void ofALongBodyTheBeginningIsKept() {
        assertThat(MiniMaxException.builder(ErrorKind.SERVER_ERROR, "Failed")
                        .bodyExcerpt("x".repeat(501))
                        .build()
                        .bodyExcerpt())
                .isEqualTo("x".repeat(500) + "…");
    }

    private static void assertDetails(MiniMaxException error) {
        assertThat(error.kind()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
        assertThat(error.retriable()).isFalse();
        assertThat(error.hint()).isEqualTo("Wait until it is renewed");
        assertThat(error.httpStatus()).isEqualTo(429);
        assertThat(error.code()).isEqualTo(2056);
        assertThat(error.traceId()).isEqualTo("the-trace");
        assertThat(error.bodyExcerpt()).isEqualTo("{}");
        assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(error.serverMessage()).startsWith("usage limit");
        assertThat(error.serverType()).isEqualTo("rate_limit_error");
        assertThat(error.quotaResetsAt()).isEqualTo(Instant.parse("2026-05-15T15:00:00Z"));
    }
}
