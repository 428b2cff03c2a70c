package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.transport.TargetProfile;
import java.util.Locale;
import java.util.Set;

/** A service with one model, as docs/minimax-wire.md describes it: 2.1 and 2.3, the quirks, and 7. */
enum Twin {
    M3(
            "MiniMax-M3",
            TargetProfile.MINIMAX,
            524_288,
            Trait.THINKS,
            Trait.THINKING_CAN_BE_DISABLED,
            Trait.ENDS_WITH_WHOLE_MESSAGE,
            Trait.SEVERAL_SYSTEM,
            Trait.LATE_SYSTEM,
            Trait.CHOICE_NONE,
            Trait.CHOICE_REQUIRED,
            Trait.CHOICE_NAMED),
    M3_1(
            "MiniMax-M3.1-Flash",
            TargetProfile.MINIMAX,
            524_288,
            Trait.THINKS,
            Trait.SEVERAL_SYSTEM,
            Trait.LATE_SYSTEM,
            Trait.CHOICE_NONE,
            Trait.CHOICE_REQUIRED,
            Trait.CHOICE_NAMED),
    M2_7("MiniMax-M2.7", TargetProfile.MINIMAX, 204_800, Trait.THINKS),
    M2_5("MiniMax-M2.5-highspeed", TargetProfile.MINIMAX, 204_800, Trait.THINKS),
    /** The gateway llmprovider.ai. */
    LLMPROVIDER("abab5.5-chat", TargetProfile.GATEWAY, 16_384, Trait.STOP, Trait.SEVERAL_SYSTEM, Trait.LATE_SYSTEM),
    /** The gateway metriqual.com. Where the thinking arrives is not documented. */
    METRIQUAL(
            "MiniMax-M1",
            TargetProfile.GATEWAY,
            1_000_000,
            Trait.THINKS,
            Trait.STOP,
            Trait.SEVERAL_SYSTEM,
            Trait.LATE_SYSTEM,
            Trait.CHOICE_NONE,
            Trait.CHOICE_REQUIRED,
            Trait.CHOICE_NAMED);

    /** What services and models differ in. */
    enum Trait {
        THINKS,
        THINKING_CAN_BE_DISABLED,
        ENDS_WITH_WHOLE_MESSAGE,
        /** Takes several system messages. */
        SEVERAL_SYSTEM,
        /** Takes a system message after others. */
        LATE_SYSTEM,
        STOP,
        /** Obeys the tool choice. */
        CHOICE_NONE,
        CHOICE_REQUIRED,
        /** Takes a tool choice that names a tool. */
        CHOICE_NAMED
    }

    static final Set<Twin> OF_MINIMAX = Set.of(M3, M3_1, M2_7, M2_5);

    static final Set<Twin> GATEWAYS = Set.of(LLMPROVIDER, METRIQUAL);

    final String model;

    final TargetProfile profile;

    final int maxTokens;

    private final Set<Trait> traits;

    Twin(String model, TargetProfile profile, int maxTokens, Trait... traits) {
        this.model = model;
        this.profile = profile;
        this.maxTokens = maxTokens;
        this.traits = Set.of(traits);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean isGateway() {
        return GATEWAYS.contains(this);
    }

    /** The options of the doctor that examine it. */
    String[] options() {
        return new String[] {"--model=" + model, "--profile=" + profile.name().toLowerCase(Locale.ROOT)};
    }
}
