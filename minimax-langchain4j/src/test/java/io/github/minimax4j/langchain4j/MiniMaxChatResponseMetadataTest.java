package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.minimax4j.core.chat.ChatCompletion.ContentCheck;
import io.github.minimax4j.core.chat.ChatWarning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MiniMaxChatResponseMetadataTest {
    private static final MiniMaxChatResponseMetadata ALL = MiniMaxChatResponseMetadata.builder()
            .id("id-1")
            .modelName("MiniMax-M3")
            .tokenUsage(new TokenUsage(1, 2))
            .finishReason(FinishReason.STOP)
            .traceId("trace-1")
            .serviceTier("standard")
            .created(1785000000L)
            .contentCheck(new ContentCheck(true, 7, false, null))
            .refusal("Not the rest.")
            .warnings(Set.of(ChatWarning.TOOL_CALL_MARKUP))
            .rawResponse(List.of("{}"))
            .rateLimits(Map.of("x-ratelimit-remaining-requests", "9"))
            .build();

    @Test
    void isRebuiltWholeAsAiServicesDoToPutTheSummedUsageIn() {
        assertThat(ALL.toBuilder().build()).isEqualTo(ALL).hasSameHashCodeAs(ALL);
        MiniMaxChatResponseMetadata summed =
                ALL.toBuilder().tokenUsage(new TokenUsage(5, 6)).build();
        assertThat(summed.traceId()).isEqualTo("trace-1");
        assertThat(summed.tokenUsage().totalTokenCount()).isEqualTo(11);
    }

    @Test
    void theUsageIsOfItsOwnTypeWithoutACast() {
        MiniMaxTokenUsage usage = MiniMaxTokenUsage.builder()
                .inputTokenCount(9)
                .reasoningTokens(3)
                .build();
        MiniMaxTokenUsage told = ALL.toBuilder().tokenUsage(usage).build().tokenUsage();
        assertThat(told).isSameAs(usage);
        MiniMaxTokenUsage plain =
                ALL.toBuilder().tokenUsage(new TokenUsage(1, 2)).build().tokenUsage();
        assertThat(plain)
                .isEqualTo(MiniMaxTokenUsage.builder()
                        .inputTokenCount(1)
                        .outputTokenCount(2)
                        .build());
        assertThat(ALL.toBuilder().tokenUsage(null).build().tokenUsage()).isNull();
    }

    @Test
    void eachFieldCountsInEqualityAndIsShown() {
        List<MiniMaxChatResponseMetadata> others = List.of(
                ALL.toBuilder().id("id-2").build(),
                ALL.toBuilder().traceId("trace-2").build(),
                ALL.toBuilder().serviceTier("priority").build(),
                ALL.toBuilder().created(1L).build(),
                ALL.toBuilder().contentCheck(ContentCheck.CLEAN).build(),
                ALL.toBuilder().refusal(null).build(),
                ALL.toBuilder().warnings(Set.of()).build(),
                ALL.toBuilder().rateLimits(Map.of()).build(),
                ALL.toBuilder().rawResponse(List.of()).build());
        assertThat(others)
                .doesNotHaveDuplicates()
                .doesNotContain(ALL)
                .allSatisfy(other -> assertThat(other.toString()).isNotEqualTo(ALL.toString()));
    }

    @Test
    void withoutFindingsTheContentCheckIsClean() {
        assertThat(MiniMaxChatResponseMetadata.builder().build().contentCheck()).isEqualTo(ContentCheck.CLEAN);
    }
}
