package io.github.minimax4j.core.chat;

import java.util.Objects;

/**
 * Whether the model may, must or must not call tools. MiniMax promises {@code auto} and {@code none} only; what M2.x and
 * M3 make of the others is disputed (Q12). It is sent as asked in any case.
 */
public sealed interface ToolChoice {

    /** The model decides. */
    ToolChoice AUTO = new Mode("auto");

    /** No tool may be called. */
    ToolChoice NONE = new Mode("none");

    /** Some tool must be called. */
    ToolChoice REQUIRED = new Mode("required");

    /**
     * One certain tool must be called.
     *
     * @param name the tool's name
     * @return the choice
     */
    static ToolChoice function(String name) {
        return new Function(name);
    }

    /**
     * A choice that is sent as a JSON string.
     *
     * @param mode {@code auto}, {@code none}, {@code required}, or what a gateway makes up
     */
    record Mode(String mode) implements ToolChoice {
        public Mode {
            Objects.requireNonNull(mode, "mode");
        }
    }

    /**
     * A choice that is sent as a JSON object naming one function.
     *
     * @param name the tool's name
     */
    record Function(String name) implements ToolChoice {
        public Function {
            Objects.requireNonNull(name, "name");
        }
    }
}
