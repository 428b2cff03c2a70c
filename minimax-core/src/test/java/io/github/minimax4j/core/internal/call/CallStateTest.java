package io.github.minimax4j.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.minimax4j.core.error.ErrorKind;
import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.internal.call.CallState.Phase;
import io.github.minimax4j.core.internal.decode.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The states that docs/architecture.md draws, and no other way between them. */
class CallStateTest {

    private static final Outcome<String> COMPLETED = new Outcome.Completed<>("Hello.");

    private static final Outcome<String> FAILED = new Outcome.Failed<>(
            MiniMaxException.builder(ErrorKind.TIMEOUT, "Late").build());

    private final CallState<String, String> state = new CallState<>();

    private void startFirst() {
        assertThat(state.begin("first", null)).isTrue();
    }

    @Test
    void aCallIsReadHeldBackReadOnAndEnded() {
        assertThat(state.phase()).isEqualTo(Phase.CREATED);
        startFirst();
        assertThat(state.phase()).isEqualTo(Phase.WAITING_FOR_RESPONSE);
        state.responseBegins("first");
        assertThat(state.phase()).isEqualTo(Phase.READING);
        assertThat(state.holdBack("first")).isTrue();
        assertThat(state.phase()).isEqualTo(Phase.HELD_BACK);
        assertThat(state.resume("first")).isTrue();
        assertThat(state.phase()).isEqualTo(Phase.READING);
        assertThat(Objects.requireNonNull(state.end(COMPLETED)).attempt()).isEqualTo("first");
        assertThat(state.phase()).isEqualTo(Phase.ENDED);
        assertThat(state.outcome()).isEqualTo(COMPLETED);
        assertThat(state.isCancelled()).isFalse();
        assertThat(state.attempt()).isNull();
    }

    @Test
    void anotherAttemptFollowsATransientFailure() {
        startFirst();
        state.waitToRetry("first");
        assertThat(state.phase()).isEqualTo(Phase.WAITING_TO_RETRY);
        assertThat(state.isFollowed("first")).isTrue();
        assertThat(state.begin("second", "first")).isTrue();
        assertThat(state.phase()).isEqualTo(Phase.WAITING_FOR_RESPONSE);
        assertThat(state.attempt()).isEqualTo("second");
    }

    @Test
    void aTimerThatIsFasterThanTheThreadThatSetItBeginsTheNextAttemptOnce() {
        startFirst();
        assertThat(state.begin("second", "first")).isTrue();
        state.waitToRetry("first");
        assertThat(state.attempt()).isEqualTo("second");
        assertThat(state.begin("third", "first")).isFalse();
    }

    @Test
    void anAttemptThatWasGivenUpMovesNothing() {
        startFirst();
        state.waitToRetry("first");
        state.begin("second", "first");
        state.responseBegins("first");
        assertThat(state.phase()).isEqualTo(Phase.WAITING_FOR_RESPONSE);
        state.responseBegins("second");
        assertThat(state.holdBack("first")).isFalse();
        assertThat(state.resume("first")).isFalse();
        state.waitToRetry("first");
        assertThat(state.phase()).isEqualTo(Phase.READING);
    }

    @Test
    void whatIsNotBeingReadIsNotHeldBackAndWhatIsReadIsNotResumed() {
        startFirst();
        assertThat(state.holdBack("first")).isFalse();
        state.responseBegins("first");
        assertThat(state.resume("first")).isFalse();
    }

    @Test
    void theFirstEndStandsAndNothingFollowsIt() {
        startFirst();
        state.end(COMPLETED);
        assertThat(state.end(FAILED)).isNull();
        assertThat(state.outcome()).isEqualTo(COMPLETED);
        state.waitToRetry("first");
        state.responseBegins("first");
        assertThat(state.begin("second", "first")).isFalse();
        assertThat(state.begin("second", null)).isFalse();
        assertThat(state.isEnded()).isTrue();
    }

    @Test
    void aCancelledCallHasNoOutcome() {
        startFirst();
        assertThat(state.end(null)).isNotNull();
        assertThat(state.isCancelled()).isTrue();
        assertThat(state.outcome()).isNull();
    }

    @Test
    void cancellingWinsOverAnEndThatHasNotBeenDelivered() {
        startFirst();
        state.end(COMPLETED);
        assertThat(state.endAnyway(null)).as("nothing was running any more").isNull();
        assertThat(state.isCancelled()).isTrue();
    }
}
