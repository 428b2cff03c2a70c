package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.examples.doctor.Twin.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that a service does otherwise, with the belief that it refutes. */
enum Lie {
    DONE("done", Twin.OF_MINIMAX),
    SNAPSHOTS("thinking-increments", Twin.OF_MINIMAX),
    NO_WHOLE_MESSAGE("whole-message", Trait.ENDS_WITH_WHOLE_MESSAGE, Set.of(Twin.M3)),
    WHOLE_MESSAGE("usage-chunk", Trait.ENDS_WITH_WHOLE_MESSAGE, Set.of(Twin.M3_1, Twin.M2_7, Twin.M2_5)),
    LIMIT_HEADERS("no-limit-headers", Twin.OF_MINIMAX),
    STOP("stop-ignored", Trait.STOP, EnumSet.allOf(Twin.class)),
    TEMPERATURE_ZERO_REFUSED("temperature-zero", Twin.OF_MINIMAX),
    SEVERAL_SYSTEM("several-system", Trait.SEVERAL_SYSTEM, Twin.OF_MINIMAX),
    LATE_SYSTEM("late-system", Trait.LATE_SYSTEM, Set.of(Twin.M2_7, Twin.M2_5)),
    UNKNOWN_MODEL_404("unknown-model", Twin.OF_MINIMAX),
    UNKNOWN_MODEL_UNNAMED("library-unknown-model", Twin.GATEWAYS),
    WRONG_KEY_400("library-wrong-key", Twin.GATEWAYS),
    ERROR_WITHOUT_HTTP_CODE("error-form", Twin.OF_MINIMAX),
    EMPTY_ARGUMENTS("tool-empty-arguments", Twin.OF_MINIMAX),
    FRAGMENTS_WITHOUT_INDEX("tool-index", Twin.OF_MINIMAX),
    CHOICE_NONE("choice-none", Trait.CHOICE_NONE, EnumSet.complementOf(EnumSet.of(Twin.LLMPROVIDER))),
    CHOICE_REQUIRED("choice-required", Trait.CHOICE_REQUIRED, EnumSet.complementOf(EnumSet.of(Twin.LLMPROVIDER))),
    CHOICE_NAMED("choice-named", Trait.CHOICE_NAMED, EnumSet.complementOf(EnumSet.of(Twin.LLMPROVIDER))),
    TEXT_BESIDE_CALL("tool-content", Twin.OF_MINIMAX),
    CALL_THAT_STOPS("tool-finish", Set.of(Twin.METRIQUAL)),
    USAGE_UNASKED("usage-unasked", Twin.OF_MINIMAX),
    EFFORT_REFUSED("effort-ignored", Set.of(Twin.M3)),
    EFFORT_NONE("effort-none", Set.of(Twin.M3_1)),
    THINKING_DISABLED("thinking-always", Trait.THINKING_CAN_BE_DISABLED, Set.of(Twin.M3_1)),
    THINKING_UNSPLIT("always-split", Set.of(Twin.M3_1)),
    MODELS_WITHOUT_OWNER("models", Twin.OF_MINIMAX),
    NO_TOKEN_COUNT("input-tokens", Twin.OF_MINIMAX),
    EMBEDDING_ERROR_401("embedding-status", Twin.OF_MINIMAX),
    JSON_404("wrong-path", Twin.OF_MINIMAX),
    LIMIT_EXCEEDED("limit-kept", EnumSet.allOf(Twin.class)),
    INVISIBLE_ACCEPTED("invisible", Twin.OF_MINIMAX),
    EMPTY_RESULT_ACCEPTED("result-empty", Twin.OF_MINIMAX),
    OTHER_TRACE_ID("trace-id", Twin.OF_MINIMAX),
    OTHER_MODEL("model-named", EnumSet.allOf(Twin.class)),
    THINKING_TWICE("thinking-once", Set.of(Twin.M3, Twin.M2_7, Twin.M2_5)),
    RATE_LIMIT_503("code-1002", Twin.OF_MINIMAX),
    DETAIL_AUTO_ACCEPTED("image-auto", Set.of(Twin.M3, Twin.M3_1));

    final String belief;

    final @Nullable Trait opposite;

    final Set<Twin> twins;

    Lie(String belief, Set<Twin> twins) {
        this(belief, null, twins);
    }

    /**
     * Turns a trait into its opposite.
     *
     * @param twins whose lie it can be
     */
    Lie(String belief, @Nullable Trait opposite, Set<Twin> twins) {
        this.belief = belief;
        this.opposite = opposite;
        this.twins = twins;
    }

    static Lie[] of(Twin twin) {
        return Arrays.stream(values()).filter(lie -> lie.twins.contains(twin)).toArray(Lie[]::new);
    }
}
