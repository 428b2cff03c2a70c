package io.github.minimax4j.spring.internal.diagnostics;

import io.github.minimax4j.langchain4j.MiniMaxChatModel;
import io.github.minimax4j.langchain4j.MiniMaxStreamingChatModel;
import io.github.minimax4j.spring.internal.ModelGroup;
import io.github.minimax4j.spring.internal.ModelGroup.Off;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains why LangChain4j's {@code @AiService} has no model, or cannot choose one. LangChain4j's exception is recognized by its name,
 * because applications without AI services do not have its class.
 */
@Order(0)
final class AiServiceFailureAnalyzer implements FailureAnalyzer {

    private static final String EXCEPTION = "dev.langchain4j.service.IllegalConfigurationException";

    private static final Pattern CONFLICT =
            Pattern.compile("multiple beans of type dev\\.langchain4j\\.model\\.chat\\.(\\w+) are found: \\[(.*?)]");

    private final Environment environment;

    private final BeanFactory beans;

    AiServiceFailureAnalyzer(Environment environment, BeanFactory beans) {
        this.environment = environment;
        this.beans = beans;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String service = "an @AiService";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BeanCreationException creation && creation.getBeanName() != null) {
                service = "the @AiService '" + creation.getBeanName() + "'";
            }
            if (cause.getClass().getName().equals(EXCEPTION)) {
                return analyze(service, String.valueOf(cause.getMessage()), cause);
            }
        }
        return null;
    }

    private @Nullable FailureAnalysis analyze(String service, String message, Throwable cause) {
        Matcher conflict = CONFLICT.matcher(message);
        if (conflict.find()) {
            return severalModels(conflict.group(1), List.of(conflict.group(2).split(", ")), cause);
        }
        Off off = ModelGroup.CHAT_MODEL.whyOff(environment, false);
        return off == null || !message.contains("chatModel")
                ? null
                : new FailureAnalysis(
                        "There is no model for " + service + ": MiniMax's is not configured, because " + off.reason()
                                + ".",
                        off.remedy()
                                + " If another provider is meant to supply the model, check its configuration instead.",
                        cause);
    }

    private @Nullable FailureAnalysis severalModels(String type, List<String> names, Throwable cause) {
        String ours = names.stream()
                .filter(name -> Arrays.asList(MiniMaxChatModel.class, MiniMaxStreamingChatModel.class).stream()
                        .anyMatch(model -> beans.containsBean(name) && beans.isTypeMatch(name, model)))
                .findFirst()
                .orElse(null);
        if (ours == null) {
            return null; // between other providers
        }
        String member = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return new FailureAnalysis(
                "An @AiService does not say which " + type + " it uses, and there are several: "
                        + String.join(", ", names) + ".",
                "Name one, and with it every other bean that the service uses: @AiService(wiringMode = EXPLICIT, "
                        + member
                        + " = \"" + ours
                        + "\"). @AiService does not look at @Primary. To have one model only, remove the"
                        + " others, or set langchain4j.minimax.chat-model.enabled or .streaming-chat-model.enabled to false.",
                cause);
    }
}
