package io.github.minimax4j.spring.internal;

import io.github.minimax4j.spring.properties.ConnectionProperties;
import io.github.minimax4j.spring.properties.ConnectionProperties.InForce;
import io.github.minimax4j.spring.properties.MiniMaxModelProperties;
import io.github.minimax4j.spring.properties.MiniMaxProperties;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/** The models that can be configured, by the names of their properties. */
public enum ModelGroup {
    /** The blocking chat model. */
    CHAT_MODEL("chat-model", false),
    /** The streaming chat model. */
    STREAMING_CHAT_MODEL("streaming-chat-model", false),
    /** The embedding model. */
    EMBEDDING_MODEL("embedding-model", true),
    /** The image model. */
    IMAGE_MODEL("image-model", true);

    /** The prefix of all property names. */
    public static final String ROOT = "langchain4j.minimax.";

    private final String prefix;

    /** Whether the root's key does not enable the model: an unrequested embedding model would change RAG and injection. */
    private final boolean onRequest;

    ModelGroup(String name, boolean onRequest) {
        this.prefix = ROOT + name + ".";
        this.onRequest = onRequest;
    }

    /** The properties of this group. */
    public ConnectionProperties of(MiniMaxProperties properties) {
        return switch (this) {
            case CHAT_MODEL -> properties.chatModel();
            case STREAMING_CHAT_MODEL -> properties.streamingChatModel();
            case EMBEDDING_MODEL -> properties.embeddingModel();
            case IMAGE_MODEL -> properties.imageModel();
        };
    }

    /** The name of the model. The root's is that of a chat model. */
    public @Nullable String modelName(ConnectionProperties root, MiniMaxProperties properties) {
        String own = of(properties).modelName();
        return own == null && !onRequest ? root.modelName() : own;
    }

    /** The effective properties of the connection. */
    public List<InForce> inForce(
            ConnectionProperties root, MiniMaxProperties properties, MiniMaxModelProperties requests) {
        List<InForce> all = new ArrayList<>(of(properties).inForce(root));
        if (this == CHAT_MODEL) {
            all.addAll(requests.chatModel().inForce(properties));
        } else if (this == STREAMING_CHAT_MODEL) {
            all.addAll(requests.streamingChatModel().inForce(properties));
        }
        return all;
    }

    /** Names of models to choose from, for messages. */
    public String exampleOfModelName() {
        return switch (this) {
            case CHAT_MODEL, STREAMING_CHAT_MODEL -> "MiniMax-M3 or MiniMax-M3.1-Flash";
            case EMBEDDING_MODEL -> "embo-01";
            case IMAGE_MODEL -> "image-01";
        };
    }

    /** The full name of a property of this group. */
    public String property(String name) {
        return prefix + name;
    }

    /** The property that sets a value for this group: the group's own if it is set, otherwise that of the root. */
    public String propertyInForce(String name, PropertyResolver properties) {
        boolean ofGroupOnly = onRequest && name.equals("model-name");
        return ofGroupOnly || properties.containsProperty(property(name)) ? property(name) : ROOT + name;
    }

    /**
     * Why a model is not configured, and how to configure it.
     *
     * @param reason why, as the end of a sentence
     * @param remedy what to do
     */
    public record Off(String reason, String remedy) {}

    /**
     * Why this model is not configured.
     *
     * @param properties  those of the application
     * @param keyProvider whether a bean supplies the key
     * @return null if it is configured
     */
    public @Nullable Off whyOff(PropertyResolver properties, boolean keyProvider) {
        for (String flag : new String[] {ROOT + "enabled", property("enabled")}) {
            if (isSet(flag, false, properties)) {
                return new Off(flag + " is false", "Remove that property or set it to true.");
            }
        }
        // presence, not value: an empty key is a mistake to report, not a decision to omit it
        String ownKey = property("api-key");
        if (properties.containsProperty(ownKey)) {
            return null;
        }
        if (onRequest && !isSet(property("enabled"), true, properties)) {
            return new Off(
                    "neither " + ownKey + " is set nor is " + property("enabled") + " true",
                    "Set " + ownKey + ", or " + property("enabled") + "=true if the key of the other models serves.");
        }
        if (keyProvider || properties.containsProperty(ROOT + "api-key")) {
            return null;
        }
        return new Off(
                "neither " + ROOT + "api-key nor " + ownKey + " is set",
                "Set " + ROOT + "api-key (or " + ownKey + " for this model only).");
    }

    private static boolean isSet(String flag, boolean value, PropertyResolver properties) {
        try {
            return Boolean.valueOf(value).equals(properties.getProperty(flag, Boolean.class));
        } catch (IllegalArgumentException e) {
            return false; // an undefined placeholder: binding fails on it next, and Boot explains that
        }
    }
}
