package io.github.minimax4j.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if a model has a key and is not switched off. Boot's own condition on properties reads the value, so that a variable that
 * nobody defined ends in a stack trace, and it cannot say "here or there".
 */
abstract sealed class OnMiniMaxModel extends SpringBootCondition {

    private final ModelGroup group;

    private OnMiniMaxModel(ModelGroup group) {
        this.group = group;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String whyOff = group.whyOff(context.getEnvironment());
        ConditionMessage.Builder message = ConditionMessage.forCondition("MiniMax " + group.property("*"));
        return whyOff == null
                ? ConditionOutcome.match(message.because("a key is set"))
                : ConditionOutcome.noMatch(message.because(whyOff));
    }

    static final class Chat extends OnMiniMaxModel {
        Chat() {
            super(ModelGroup.CHAT_MODEL);
        }
    }

    static final class StreamingChat extends OnMiniMaxModel {
        StreamingChat() {
            super(ModelGroup.STREAMING_CHAT_MODEL);
        }
    }
}
