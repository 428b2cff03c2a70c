package io.github.minimax4j.spring.internal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;

/**
 * The properties of one model: a group of its own such as {@code chat-model}, or the entry of a named model below {@code models}.
 *
 * @param kind which models the group configures
 * @param name the group's name below the root
 */
public record ModelGroup(Kind kind, String name) {

    /** What a group configures. */
    public enum Kind {
        /** The blocking chat model. */
        CHAT_MODEL,
        /** The streaming chat model. */
        STREAMING_CHAT_MODEL,
        /** The embedding model. */
        EMBEDDING_MODEL,
        /** The image model. */
        IMAGE_MODEL,
        /** The text-to-speech model. */
        SPEECH_MODEL,
        /** A blocking and a streaming chat model, by a name of the application's choice. */
        NAMED_MODEL;

        /** Whether the root's key does not enable the model: an unrequested embedding model would change RAG and injection. */
        private boolean isOnRequest() {
            return this == EMBEDDING_MODEL || this == IMAGE_MODEL || this == SPEECH_MODEL;
        }
    }

    /** The prefix of all property names. */
    public static final String ROOT = "langchain4j.minimax.";

    /** The prefix of the properties of named models. */
    public static final String MODELS = ROOT + "models.";

    /** The group of the blocking chat model. */
    public static final ModelGroup CHAT_MODEL = new ModelGroup(Kind.CHAT_MODEL, "chat-model");

    /** The group of the streaming chat model. */
    public static final ModelGroup STREAMING_CHAT_MODEL =
            new ModelGroup(Kind.STREAMING_CHAT_MODEL, "streaming-chat-model");

    /** The group of the embedding model. */
    public static final ModelGroup EMBEDDING_MODEL = new ModelGroup(Kind.EMBEDDING_MODEL, "embedding-model");

    /** The group of the image model. */
    public static final ModelGroup IMAGE_MODEL = new ModelGroup(Kind.IMAGE_MODEL, "image-model");

    /** The group of the text-to-speech model. */
    public static final ModelGroup SPEECH_MODEL = new ModelGroup(Kind.SPEECH_MODEL, "speech-model");

    /** The groups of the models that have one each. */
    public static List<ModelGroup> single() {
        return List.of(CHAT_MODEL, STREAMING_CHAT_MODEL, EMBEDDING_MODEL, IMAGE_MODEL, SPEECH_MODEL);
    }

    /** The group of a named model, by its name in {@code models}. */
    public static ModelGroup named(String name) {
        return new ModelGroup(Kind.NAMED_MODEL, "models." + name);
    }

    /** Names of models to choose from, for messages. */
    public String exampleOfModelName() {
        return switch (kind) {
            case CHAT_MODEL, STREAMING_CHAT_MODEL, NAMED_MODEL -> "MiniMax-M3 or MiniMax-M3.1-Flash";
            case EMBEDDING_MODEL -> "embo-01";
            case IMAGE_MODEL -> "image-01";
            case SPEECH_MODEL -> "speech-2.8-hd";
        };
    }

    /** Whether this is the group of chat models, which share the root's model name and requests. */
    public boolean isForChat() {
        return !kind.isOnRequest();
    }

    /** The full name of a property of this group. */
    public String property(String name) {
        return ROOT + this.name + "." + name;
    }

    /** The property that sets a value for this group: the group's own if it is set, otherwise that of the root. */
    public String propertyInForce(String name, Environment properties) {
        boolean ofGroupOnly = kind.isOnRequest() && name.equals("model-name");
        return ofGroupOnly || PropertySources.isSet(property(name), properties) ? property(name) : ROOT + name;
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
    public @Nullable Off whyOff(Environment properties, boolean keyProvider) {
        for (String flag : new String[] {ROOT + "enabled", property("enabled")}) {
            if (isSet(flag, false, properties)) {
                return new Off(flag + " is false", "Remove that property or set it to true.");
            }
        }
        // presence, not value: an empty key is a mistake to report, not a decision to omit it
        String ownKey = property("api-key");
        if (contains(ownKey, properties)) {
            return null;
        }
        if (kind.isOnRequest() && !isSet(property("enabled"), true, properties)) {
            return new Off(
                    "neither " + ownKey + " is set nor is " + property("enabled") + " true",
                    "Set " + ownKey + ", or " + property("enabled") + "=true if the key of the other models serves.");
        }
        if (keyProvider || contains(ROOT + "api-key", properties)) {
            return isLeftToNamedModels(properties, keyProvider)
                    ? new Off(
                            "only models below " + MODELS + "* have a name",
                            "Set " + ROOT + "model-name, or inject one of those models by its name.")
                    : null;
        }
        return new Off(
                "neither " + ROOT + "api-key nor " + ownKey + " is set",
                "Set " + ROOT + "api-key (or " + ownKey + " for this model only).");
    }

    /** Whether no model is to be configured at all. */
    public static boolean areOff(Environment properties) {
        return isSet(ROOT + "enabled", false, properties);
    }

    private boolean isLeftToNamedModels(Environment properties, boolean keyProvider) {
        return (kind == Kind.CHAT_MODEL || kind == Kind.STREAMING_CHAT_MODEL)
                && !contains(propertyInForce("model-name", properties), properties)
                && PropertySources.namedModels(properties).stream()
                        .anyMatch(named -> named(named).whyOff(properties, keyProvider) == null);
    }

    /** In lower case, in which Spring Boot finds every spelling of a property. */
    private static boolean contains(String property, PropertyResolver properties) {
        return properties.containsProperty(property.toLowerCase(Locale.ROOT));
    }

    private static boolean isSet(String flag, boolean value, PropertyResolver properties) {
        try {
            return Boolean.valueOf(value).equals(properties.getProperty(flag.toLowerCase(Locale.ROOT), Boolean.class));
        } catch (IllegalArgumentException e) {
            return false; // an undefined placeholder: binding fails on it next, and Boot explains that
        }
    }
}
