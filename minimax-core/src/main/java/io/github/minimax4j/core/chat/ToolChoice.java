package io.github.minimax4j.core.chat;

import java.util.Objects;

/**
 * Whether the model may, must or must not call tools. MiniMax documents {@code auto} and {@code none} only; how M2.x and M3 treat the
 * others is disputed (Q12). It is sent as set in any case.
 */
public sealed interface ToolChoice {

    /** The model decides. */
    ToolChoice AUTO = new Mode("auto");

    /** The model must not call a tool. */
    ToolChoice NONE = new Mode("none");

    /** The model must call some tool. */
    ToolChoice REQUIRED = new Mode("required");

    /**
     * The model must call one particular tool.
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
     * @param mode {@code auto}, {@code none}, {@code required}, or a gateway's own mode
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
