package io.github.minimax4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.minimax4j.core.chat.ChatCompletionRequest.StreamOptions;
import io.github.minimax4j.core.chat.ContentPart;
import io.github.minimax4j.core.chat.Thinking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MiniMaxChatRequestParametersTest {
    private static final MiniMaxChatRequestParameters ALL = MiniMaxChatRequestParameters.builder()
            .modelName(MiniMaxChatModelName.MINIMAX_M3)
            .temperature(0.5)
            .topP(0.9)
            .topK(4)
            .frequencyPenalty(0.1)
            .presencePenalty(0.2)
            .maxOutputTokens(100)
            .stopSequences("END")
            .toolSpecifications(TestModels.WEATHER)
            .toolChoice(ToolChoice.REQUIRED)
            .responseFormat(ResponseFormat.JSON)
            .thinking(Thinking.DISABLED)
            .reasoningSplit(true)
            .reasoningEffort("low")
            .returnThinking(true)
            .sendThinking(false)
            .parallelToolCalls(true)
            .n(2)
            .streamOptions(new StreamOptions(true))
            .imageDetail(ContentPart.Detail.HIGH)
            .imageMaxLongSidePixel(1008)
            .videoDetail(ContentPart.Detail.LOW)
            .videoFps(2.0)
            .videoMaxLongSidePixel(504)
            .serviceTier("priority")
            .seed(42L)
            .user("ada")
            .maskSensitiveInfo(true)
            .jsonSchemaInPrompt(true)
            .customParameters(Map.of("own", false))
            .customHeaders(Map.of("X-Team", "hidden-one"))
            .apiKey("hidden-key")
            .build();

    @Test
    void whatIsSetWinsWhatIsNotSetStays() {
        MiniMaxChatRequestParameters few = MiniMaxChatRequestParameters.builder()
                .temperature(1.5)
                .thinking(Thinking.ADAPTIVE)
                .customParameters(Map.of("other", "x"))
                .build();
        MiniMaxChatRequestParameters merged = ALL.overrideWith(few);
        assertThat(merged)
                .isEqualTo(ALL.toBuilder()
                        .temperature(1.5)
                        .thinking(Thinking.ADAPTIVE)
                        .customParameters(Map.of("own", false, "other", "x"))
                        .build());
        assertThat(few.defaultedBy(ALL)).isEqualTo(merged);
    }

    @Test
    @Tag("Q12")
    void ofAToolChoiceAndANamedToolTheLaterOneHolds() {
        MiniMaxChatRequestParameters named =
                ALL.toBuilder().toolChoiceName("get_weather").build();
        assertThat(named.toolChoice()).isNull();
        assertThat(named.toolChoiceName()).isEqualTo("get_weather");
        assertThat(ALL.overrideWith(named)).isEqualTo(named);
        assertThat(named.overrideWith(ALL)).isEqualTo(ALL);
        assertThat(named.overrideWith(MiniMaxChatRequestParameters.EMPTY)).isEqualTo(named);
        ChatRequestParameters common =
                ChatRequestParameters.builder().toolChoice(ToolChoice.NONE).build();
        assertThat(common.defaultedBy(named))
                .isEqualTo(ALL.toBuilder().toolChoice(ToolChoice.NONE).build());
        assertThat(named.defaultedBy(common)).isEqualTo(named);
    }

    @Test
    void mergingWithNothingChangesNothing() {
        assertThat(ALL.overrideWith(MiniMaxChatRequestParameters.EMPTY)).isEqualTo(ALL);
        assertThat(ALL.defaultedBy(MiniMaxChatRequestParameters.EMPTY)).isEqualTo(ALL);
        assertThat(MiniMaxChatRequestParameters.EMPTY.overrideWith(ALL)).isEqualTo(ALL);
        assertThat(MiniMaxChatRequestParameters.EMPTY.defaultedBy(ALL)).isEqualTo(ALL);
    }

    @Test
    void ownParametersSurviveMergingWithCommonOnes() {
        ChatRequestParameters common =
                ChatRequestParameters.builder().maxOutputTokens(7).build();
        MiniMaxChatRequestParameters expected =
                ALL.toBuilder().maxOutputTokens(7).build();
        assertThat(ALL.overrideWith(common)).isEqualTo(expected);
        assertThat(common.defaultedBy(ALL)).isEqualTo(expected);
        assertThat(common.overrideWith(ALL)).isEqualTo(ALL);
    }

    @Test
    void eachParameterCountsInEqualityAndIsShown() {
        List<MiniMaxChatRequestParameters> others = List.of(
                ALL.toBuilder().modelName("x").build(),
                ALL.toBuilder().thinking(Thinking.ADAPTIVE).build(),
                ALL.toBuilder().reasoningSplit(false).build(),
                ALL.toBuilder().reasoningEffort("max").build(),
                ALL.toBuilder().returnThinking(false).build(),
                ALL.toBuilder().sendThinking(true).build(),
                ALL.toBuilder().parallelToolCalls(false).build(),
                ALL.toBuilder().serviceTier("standard").build(),
                ALL.toBuilder().n(3).build(),
                ALL.toBuilder().streamOptions(new StreamOptions(false)).build(),
                ALL.toBuilder().imageDetail(ContentPart.Detail.DEFAULT).build(),
                ALL.toBuilder().imageMaxLongSidePixel(1).build(),
                ALL.toBuilder().videoDetail(ContentPart.Detail.HIGH).build(),
                ALL.toBuilder().videoFps(3.0).build(),
                ALL.toBuilder().videoMaxLongSidePixel(1).build(),
                ALL.toBuilder().toolChoiceName("get_weather").build(),
                ALL.toBuilder().seed(43L).build(),
                ALL.toBuilder().user("bob").build(),
                ALL.toBuilder().maskSensitiveInfo(false).build(),
                ALL.toBuilder().customParameters(Map.of("own", true)).build(),
                ALL.toBuilder().jsonSchemaInPrompt(false).build(),
                ALL.toBuilder().customHeaders(Map.of("X-Other", "one")).build());
        assertThat(others).doesNotHaveDuplicates().doesNotContain(ALL).allSatisfy(other -> {
            assertThat(other.hashCode()).isNotEqualTo(ALL.hashCode());
            assertThat(other.toString()).isNotEqualTo(ALL.toString());
        });
        assertThat(ALL.toBuilder().build()).isEqualTo(ALL).hasSameHashCodeAs(ALL);
    }

    @Test
    @Tag("B13")
    void theKeyAndTheValuesOfHeadersCountInEqualityButAreNotShown() {
        MiniMaxChatRequestParameters otherKey =
                ALL.toBuilder().apiKey("hidden-other").build();
        MiniMaxChatRequestParameters otherValue =
                ALL.toBuilder().customHeaders(Map.of("X-Team", "hidden-two")).build();
        assertThat(ALL).isNotEqualTo(otherKey).isNotEqualTo(otherValue);
        assertThat(ALL.toString())
                .isEqualTo(otherKey.toString())
                .contains("X-Team")
                .doesNotContain("hidden");
        assertThat(ChatRequest.builder()
                        .messages(UserMessage.from("Hi"))
                        .parameters(ALL)
                        .build()
                        .toString())
                .doesNotContain("hidden");
    }

    @Test
    void aKeyAndHeadersAreJoinedOneByOneWhateverTheCaseOfTheirNames() {
        MiniMaxChatRequestParameters few = MiniMaxChatRequestParameters.builder()
                .customHeaders(Map.of("x-team", "two", "X-App", "desk"))
                .build();
        assertThat(ALL.overrideWith(few).customHeaders())
                .containsExactlyInAnyOrderEntriesOf(Map.of("X-Team", "two", "X-App", "desk"));
        assertThat(few.defaultedBy(ALL).apiKey()).isEqualTo("hidden-key");
    }

    @Test
    void nullTakesBackWhatWasSet() {
        assertThat(MiniMaxChatRequestParameters.builder()
                        .thinking(Thinking.DISABLED)
                        .thinking(null)
                        .customParameters(Map.of("a", 1))
                        .customParameters(null)
                        .customHeaders(Map.of("a", "1"))
                        .customHeaders(null)
                        .apiKey("key")
                        .apiKey(null)
                        .build())
                .isEqualTo(MiniMaxChatRequestParameters.EMPTY);
    }

    @Test
    void parametersOfAnyTypeBecomeOurs() {
        ChatRequestParameters common =
                ChatRequestParameters.builder().temperature(0.3).build();
        assertThat(MiniMaxChatRequestParameters.from(common))
                .isEqualTo(
                        MiniMaxChatRequestParameters.builder().temperature(0.3).build());
        assertThat(MiniMaxChatRequestParameters.from(ALL)).isSameAs(ALL);
    }

    @Test
    void aBlankNameOfAToolIsRefusedAtOnce() {
        assertThatThrownBy(() -> MiniMaxChatModel.builder().toolChoiceName(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toolChoiceName");
    }

    @Test
    void headersWhoseNamesDifferInCaseOnlyAreEqualAndHashAlike() {
        MiniMaxChatRequestParameters otherCase =
                ALL.toBuilder().customHeaders(Map.of("x-team", "hidden-one")).build();
        MiniMaxChatRequestParameters lower = MiniMaxChatRequestParameters.builder()
                .customHeaders(Map.of("x-team", "hidden-one"))
                .build();
        MiniMaxChatRequestParameters upper = MiniMaxChatRequestParameters.builder()
                .customHeaders(Map.of("X-Team", "hidden-one"))
                .build();
        assertThat(otherCase).isEqualTo(ALL).hasSameHashCodeAs(ALL);
        assertThat(lower).isEqualTo(upper).hasSameHashCodeAs(upper);
    }

    @Test
    void customParametersAreCopiedToTheLastLevel() {
        List<Object> tags = new ArrayList<>(List.of("a"));
        Map<String, Object> inner = new HashMap<>(Map.of("tags", tags));
        MiniMaxChatRequestParameters parameters = MiniMaxChatRequestParameters.builder()
                .customParameters(Map.of("metadata", inner))
                .build();
        tags.add("b");
        inner.put("more", 1);
        assertThat(parameters.customParameters()).isEqualTo(Map.of("metadata", Map.of("tags", List.of("a"))));
    }

    @Test
    void laterChangesOfCollectionsAndArraysInCustomParametersHaveNoEffect() {
        Set<Object> tags = new LinkedHashSet<>(List.of("a"));
        Object[] ids = {1, tags};
        MiniMaxChatRequestParameters parameters = MiniMaxChatRequestParameters.builder()
                .customParameters(Map.of("tags", tags, "ids", ids))
                .build();
        tags.add("b");
        ids[0] = 2;

        assertThat(parameters.customParameters())
                .isEqualTo(Map.of("tags", List.of("a"), "ids", List.of(1, List.of("a"))));
    }
}
