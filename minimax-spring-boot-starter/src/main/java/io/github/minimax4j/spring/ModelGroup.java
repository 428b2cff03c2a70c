package io.github.minimax4j.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/** The two models that can be configured, by the names of their properties. */
enum ModelGroup {
    CHAT_MODEL("chat-model"),
    STREAMING_CHAT_MODEL("streaming-chat-model");

    static final String ROOT = "langchain4j.minimax.";

    private final String prefix;

    ModelGroup(String name) {
        prefix = ROOT + name + ".";
    }

    MiniMaxModelProperties of(MiniMaxProperties properties) {
        return this == CHAT_MODEL ? properties.chatModel() : properties.streamingChatModel();
    }

    /** The full name of a property of this group. */
    String property(String name) {
        return prefix + name;
    }

    /** The property that sets a value for this group: the group's own if it is there, else that of the root. */
    String propertyInForce(String name, PropertyResolver properties) {
        return properties.containsProperty(property(name)) ? property(name) : ROOT + name;
    }

    /**
     * Why this model is not configured.
     *
     * @return a clause, or null if it is configured
     */
    @Nullable
    String whyOff(PropertyResolver properties) {
        for (String flag : new String[] {ROOT + "enabled", property("enabled")}) {
            if (isFalse(properties, flag)) {
                return flag + " is false";
            }
        }
        // presence, not value: an empty key is a mistake to be told of, not the wish to do without
        boolean keyed =
                properties.containsProperty(property("api-key")) || properties.containsProperty(ROOT + "api-key");
        return keyed ? null : "neither " + ROOT + "api-key nor " + property("api-key") + " is set";
    }

    private static boolean isFalse(PropertyResolver properties, String flag) {
        try {
            return !properties.getProperty(flag, Boolean.class, true);
        } catch (IllegalArgumentException e) {
            return false; // an undefined placeholder: binding fails on it next, and Boot explains that
        }
    }
}
