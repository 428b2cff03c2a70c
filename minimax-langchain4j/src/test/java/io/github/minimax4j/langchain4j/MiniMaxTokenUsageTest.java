package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.TokenUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B20")
class MiniMaxTokenUsageTest {
    private static final MiniMaxTokenUsage USAGE = MiniMaxTokenUsage.builder()
            .inputTokenCount(10)
            .outputTokenCount(5)
            .totalTokenCount(15)
            .cachedInputTokens(4)
            .reasoningTokens(3)
            .build();

    @Test
    void addsEachCountAndKeepsUnknownOnesUnknown() {
        assertThat(USAGE.add(USAGE))
                .isEqualTo(MiniMaxTokenUsage.builder()
                        .inputTokenCount(20)
                        .outputTokenCount(10)
                        .totalTokenCount(30)
                        .cachedInputTokens(8)
                        .reasoningTokens(6)
                        .build());
        assertThat(USAGE.add(USAGE).cacheCreationInputTokens()).isNull();
        assertThat(USAGE.add(null)).isSameAs(USAGE);
    }

    @Test
    void keepsItsDetailsWhenAddedToAPlainUsage() {
        MiniMaxTokenUsage expected = MiniMaxTokenUsage.builder()
                .inputTokenCount(11)
                .outputTokenCount(7)
                .totalTokenCount(18)
                .cachedInputTokens(4)
                .reasoningTokens(3)
                .build();
        assertThat(USAGE.add(new TokenUsage(1, 2))).isEqualTo(expected);
        assertThat(new TokenUsage(1, 2).add(USAGE)).isEqualTo(expected);
        assertThat(TokenUsage.sum(null, USAGE)).isSameAs(USAGE);
    }

    @Test
    void totalFollowsFromBothPartsAndFromNothingLess() {
        assertThat(MiniMaxTokenUsage.builder()
                        .inputTokenCount(1)
                        .outputTokenCount(2)
                        .build()
                        .totalTokenCount())
                .isEqualTo(3);
        assertThat(MiniMaxTokenUsage.builder().inputTokenCount(1).build().totalTokenCount())
                .isNull();
    }

    @Test
    void eachCountCountsInEquality() {
        assertThat(USAGE)
                .isNotEqualTo(new TokenUsage(10, 5, 15))
                .isNotEqualTo(MiniMaxTokenUsage.builder()
                        .inputTokenCount(10)
                        .outputTokenCount(5)
                        .cachedInputTokens(4)
                        .reasoningTokens(3)
                        .cacheCreationInputTokens(1)
                        .build());
        assertThat(USAGE.toString()).contains("cachedInputTokens=4", "reasoningTokens=3");
    }
}
